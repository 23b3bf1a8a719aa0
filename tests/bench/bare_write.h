// The yardsticks of recording: the rows of a ledger, written by hand.
#pragma once

#include <cstdint>

#include "absl/time/time.h"

namespace parallax::bench {

struct BareWrite {
  absl::Duration took;
  std::int64_t rows = 0;
  std::int64_t transactions = 0;
};

// A ledger's tables, each after those that it refers to.
inline constexpr const char* kLedgerTables[] = {
    "party",    "source",         "stretch",  "activity", "mention",
    "incident", "incident_party", "question", "claim",    "claim_tag",
    "relation", "alias",          "ledger",   "change"};

}  // namespace parallax::bench
