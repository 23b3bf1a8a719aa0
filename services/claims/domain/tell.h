// Bringing the stored ledger from what it said to what it has to say.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "services/claims/domain/coming_mentions.h"
#include "services/claims/domain/ledger_store.h"

namespace parallax::claims::domain {

// Tells `episodes` anew in place of `told`: writes and logs the rows that
// differ, deletes those that are gone. A claim keeps the time at which the
// ledger first held it, also under a new name. `now` is that time for new ones.
// Which claims the mentions of `coming` carry is noted there.
absl::Status Tell(const std::vector<Episode>& episodes,
                  std::vector<ToldRow> told, Micros now, ComingMentions* coming,
                  LedgerTransaction* transaction);

}  // namespace parallax::claims::domain
