// One assertion for a claim that many reports word.
#pragma once

#include "services/claims/domain/draft.h"

namespace parallax::claims::domain {

// The assertion of the mention that says most, with what it leaves open filled
// in from the others, the first first. `sides` are the parties.
pb::Assertion MergeAssertions(const ClaimDraft& claim,
                              const std::vector<std::string>& sides);

// Whose loss it is for `claiming_side`.
pb::LossRelation LossOf(const std::string& claiming_side,
                        const std::string& victims_side,
                        const std::vector<std::string>& sides);

}  // namespace parallax::claims::domain
