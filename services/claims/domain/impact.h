// Which claims the tallies stand on.
#pragma once

#include <vector>

#include "services/claims/domain/draft.h"

namespace parallax::claims::domain {

// Sets `tally_impact` of the draft's claims. `tallies` are those of the draft's
// questions.
//
// Worked example. A side said 49, then 105. Without the claim of 105 its number
// would be 49: the claim moves the tally by 56. Without the claim of 49 nothing
// would move.
void WeighClaims(const std::vector<pb::Tally>& tallies, Draft* draft);

}  // namespace parallax::claims::domain
