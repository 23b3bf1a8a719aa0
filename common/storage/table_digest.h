// The content of a table in a few figures, the same for equal rows in stores of
// different engines.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "common/storage/sql_database.h"
#include "common/storage/sql_value.h"
#include "common/storage/store_tables.h"

namespace parallax::storage {

using StoreRow = std::vector<SqlValue>;

// The row that `rows` stands at, whose columns are those of `table`.
// DATA_LOSS when a value is not of its column's kind, which SQLite allows.
absl::StatusOr<StoreRow> ReadRow(const SqlStatement& rows,
                                 const StoreTable& table);

struct TableDigest {
  std::int64_t rows = 0;
  // The sum of the rows' hashes: their order does not count.
  std::uint64_t checksum = 0;

  friend bool operator==(const TableDigest& a, const TableDigest& b) {
    return a.rows == b.rows && a.checksum == b.checksum;
  }
};

absl::StatusOr<TableDigest> DigestTable(const rpc::CallContext& call,
                                        SqlDatabase& database,
                                        const StoreTable& table);

}  // namespace parallax::storage
