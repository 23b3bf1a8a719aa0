#include "common/storage/copy_mark.h"

#include "common/status/errors.h"
#include "common/status/macros.h"

namespace parallax::storage {
namespace {

// The name under which the mark of the whole stands: no table has it.
constexpr char kWhole[] = "";

absl::Status Write(SqlConnection& connection, absl::string_view name,
                   std::int64_t rows, bool finished, absl::string_view origin) {
  return connection.Run(
      "INSERT INTO parallax_copy (name, row_count, finished, origin) VALUES "
      "(?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET row_count = "
      "excluded.row_count, finished = excluded.finished, origin = "
      "excluded.origin",
      name, rows, finished ? 1 : 0, origin);
}

absl::Status Refuse(absl::string_view message) {
  return status::Error(absl::StatusCode::kFailedPrecondition,
                       type::v1::ERROR_REASON_STORE_FAILED, message);
}

}  // namespace

absl::StatusOr<std::optional<CopyMark>> ReadCopyMark(
    SqlConnection& connection) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection.Prepare(
          "SELECT origin, finished FROM parallax_copy WHERE name = ?"));
  select.BindText(1, kWhole);
  PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
  if (!row) return std::nullopt;
  return CopyMark{std::string(select.ColumnText(0)), select.ColumnInt(1) != 0};
}

absl::Status WriteCopyMark(SqlConnection& connection, const CopyMark& mark) {
  return Write(connection, kWhole, 0, mark.finished, mark.origin);
}

absl::StatusOr<TableMark> ReadTableMark(SqlConnection& connection,
                                        absl::string_view table) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection.Prepare(
          "SELECT row_count, finished FROM parallax_copy WHERE name = ?"));
  select.BindText(1, table);
  PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
  if (!row) return TableMark();
  return TableMark{select.ColumnInt(0), select.ColumnInt(1) != 0};
}

absl::Status WriteTableMark(SqlConnection& connection, absl::string_view table,
                            const TableMark& mark) {
  return Write(connection, table, mark.rows, mark.finished, "");
}

absl::StatusOr<bool> MayMigrate(SqlConnection& connection, int version,
                                StoreUse use) {
  PARALLAX_ASSIGN_OR_RETURN(const auto mark, ReadCopyMark(connection));
  const bool unfinished = mark.has_value() && !mark->finished;
  if (unfinished && use != StoreUse::kCopyTo) {
    return Refuse(
        "a copy into this store is not finished: run the same parallax admin "
        "copy again until it is, or empty the store");
  }
  if (use == StoreUse::kCopyFrom && version == 0) {
    return Refuse("there is no store of this service to copy from");
  }
  // The rest of a copy must find the schema that its first part had.
  return !unfinished && use != StoreUse::kCopyFrom;
}

}  // namespace parallax::storage
