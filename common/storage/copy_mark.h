// How far a copy into a store has come: kept in the store itself, in its table
// parallax_copy, with each part of the copy in one transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/migration.h"
#include "common/storage/sql_connection.h"

namespace parallax::storage {

// Of a copy as a whole.
struct CopyMark {
  // Which store it is a copy of.
  std::string origin;
  bool finished = false;
};

// Of one table of it.
struct TableMark {
  // Rows that are there, the first ones in the order of the table's key.
  std::int64_t rows = 0;
  bool finished = false;

  friend bool operator==(const TableMark& a, const TableMark& b) {
    return a.rows == b.rows && a.finished == b.finished;
  }
};

// Nothing when the store was never copied into.
absl::StatusOr<std::optional<CopyMark>> ReadCopyMark(SqlConnection& connection);
absl::Status WriteCopyMark(SqlConnection& connection, const CopyMark& mark);

absl::StatusOr<TableMark> ReadTableMark(SqlConnection& connection,
                                        absl::string_view table);
absl::Status WriteTableMark(SqlConnection& connection, absl::string_view table,
                            const TableMark& mark);

// Whether a store that is opened for `use` is to be brought to the newest
// schema. FAILED_PRECONDITION when it must not be opened so, because a copy
// into it is not finished or, to be copied from, it has no schema yet.
absl::StatusOr<bool> MayMigrate(SqlConnection& connection, int version,
                                StoreUse use);

}  // namespace parallax::storage
