// The yardstick of recording on SQLite: its rows, inserted by hand.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "tests/bench/bare_write.h"

namespace parallax::bench {

// Inserts every row of the ledger's tables in the store at `from` into an empty
// ledger at `to`: the same tables and indexes, prepared statements, and as many
// transactions, as durable, as there were commits.
absl::StatusOr<BareWrite> InsertRowsOf(const std::string& from,
                                       const std::string& to);

}  // namespace parallax::bench
