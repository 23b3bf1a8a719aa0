// The yardstick of recording on PostgreSQL: its rows, copied in.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "tests/bench/bare_write.h"

namespace parallax::bench {

// Copies every row of the ledger's tables in the database at the URL `from`
// into an empty ledger at `to`, by COPY in binary form: the same tables and
// indexes, and as many transactions as there were commits. References between
// rows are not checked, which makes the yardstick a little faster.
absl::StatusOr<BareWrite> CopyRowsOf(const std::string& from,
                                     const std::string& to);

}  // namespace parallax::bench
