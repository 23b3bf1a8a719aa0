// The ledger as it would be if it held only what had been published by some
// moment.
//
// Not an approximation: the mentions of the reports published by then are
// reconciled anew, with the same function that tells the present ledger. Far
// from later reports the present rows say the same and are used as they are.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "services/claims/domain/ledger_reader.h"

namespace parallax::claims::domain {

// One episode told as of a moment, with the outlets that carry each claim.
struct PastEpisode {
  EpisodeLedger ledger;
  // In the order of `ledger.claims`.
  std::vector<std::vector<std::string>> outlets;
};

// Where the ledger of `as_of` differs, or may differ, from the present one.
struct PastLedger {
  Micros as_of = 0;
  std::int64_t revision = 0;
  std::vector<PastEpisode> episodes;
  // Present incidents whose rows `episodes` replaces.
  absl::flat_hash_set<std::string> replaced;
};

// Everything that may differ. Cost grows with what was reported around and
// after `as_of` about events of that time, not with the ledger.
absl::StatusOr<PastLedger> ReadPast(LedgerSnapshot* snapshot, Micros as_of);

// The episodes as of `as_of` around one present incident.
absl::StatusOr<std::vector<PastEpisode>> ReadPastAround(
    LedgerSnapshot* snapshot, const EpisodeKey& key, Micros as_of);

// The same around one mention, whether its revision still counts or not.
absl::StatusOr<std::vector<PastEpisode>> ReadPastAround(
    LedgerSnapshot* snapshot, const Anchor& anchor, Micros as_of);

}  // namespace parallax::claims::domain
