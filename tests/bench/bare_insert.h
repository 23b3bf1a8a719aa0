// The yardstick of recording: its rows, inserted by hand.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace parallax::bench {

struct BareInsert {
  absl::Duration took;
  std::int64_t rows = 0;
  std::int64_t transactions = 0;
};

// Inserts every row of the ledger's tables in the store at `from` into an empty
// ledger at `to`: the same tables and indexes, prepared statements, and as many
// transactions, as durable, as there were commits.
absl::StatusOr<BareInsert> InsertRowsOf(const std::string& from,
                                        const std::string& to);

}  // namespace parallax::bench
