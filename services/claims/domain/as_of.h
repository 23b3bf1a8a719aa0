// The ledger from another point of view than the present one of the machine: if
// it held only what had been published by some moment, or only what it had
// taken by some moment, or with the analysts' reviews laid over it.
//
// Not an approximation: the mentions that count from there are reconciled anew,
// with the same function that tells the present ledger. Far from later reports
// and from reviewed claims the present rows say the same and are used as they
// are.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "services/claims/domain/ledger_reader.h"

namespace parallax::claims::domain {

// From where a read looks at the ledger.
struct Viewpoint {
  // Implicit: a moment of publication alone is the commonest of them.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Viewpoint(Micros published_by = kForever) : as_of(published_by) {}

  Micros as_of;
  Micros recorded_as_of = kForever;
  bool reviewed = false;

  // The stored rows are what is seen from here.
  bool present() const {
    return as_of == kForever && recorded_as_of == kForever && !reviewed;
  }
  friend bool operator==(const Viewpoint&, const Viewpoint&) = default;
};

// One episode told from a point of view, with the outlets that carry each
// claim.
struct PastEpisode {
  EpisodeLedger ledger;
  // In the order of `ledger.claims`.
  std::vector<std::vector<std::string>> outlets;
};

// Where the ledger seen from there differs, or may differ, from the present
// one.
struct PastLedger {
  Viewpoint from;
  std::int64_t revision = 0;
  std::vector<PastEpisode> episodes;
  // Present incidents whose rows `episodes` replaces.
  absl::flat_hash_set<std::string> replaced;
};

// Everything that may differ. Cost grows with what was reported around and
// after `as_of` about events of that time, with what was taken after
// `recorded_as_of` and with what was reviewed, not with the ledger.
// OUT_OF_RANGE (REVISION_TOO_OLD) when what the ledger held then is no longer
// kept; this holds for all of these functions.
absl::StatusOr<PastLedger> ReadPast(LedgerSnapshot* snapshot,
                                    const Viewpoint& from);

// The episodes seen from there around one present incident.
absl::StatusOr<std::vector<PastEpisode>> ReadPastAround(
    LedgerSnapshot* snapshot, const EpisodeKey& key, const Viewpoint& from);

// The same around one mention, whether its revision still counts or not.
absl::StatusOr<std::vector<PastEpisode>> ReadPastAround(
    LedgerSnapshot* snapshot, const Anchor& anchor, const Viewpoint& from);

// The mentions that count from there.
absl::StatusOr<Horizon> HorizonOf(LedgerSnapshot* snapshot,
                                  const Viewpoint& from);

}  // namespace parallax::claims::domain
