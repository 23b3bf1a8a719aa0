#include "common/storage/sqlite_migrate.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/copy_mark.h"

namespace parallax::storage {
namespace {

constexpr char kBookkeeping[] = R"sql(
CREATE TABLE IF NOT EXISTS parallax_migration(
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;
CREATE TABLE IF NOT EXISTS parallax_secret(
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS parallax_copy(
  name TEXT PRIMARY KEY,
  row_count INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  origin TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS parallax_commit(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
) STRICT;
)sql";

absl::Status Refuse(absl::string_view message) {
  return status::Error(absl::StatusCode::kFailedPrecondition,
                       type::v1::ERROR_REASON_STORE_FAILED, message);
}

absl::StatusOr<std::int64_t> ReadNumber(SqliteConnection& connection,
                                        absl::string_view sql) {
  PARALLAX_ASSIGN_OR_RETURN(auto query, connection.Prepare(sql));
  PARALLAX_ASSIGN_OR_RETURN(const bool row, query.Step());
  return row ? query.ColumnInt(0) : 0;
}

absl::Status Apply(SqliteConnection& connection, const Migration& step) {
  PARALLAX_RETURN_IF_ERROR(connection.Execute("BEGIN IMMEDIATE"));
  absl::Status status = RunStep(connection, step);
  if (status.ok()) status = connection.Execute("COMMIT");
  if (!status.ok()) {
    if (connection.in_transaction()) {
      connection.Execute("ROLLBACK").IgnoreError();
    }
    return status;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckSqliteOwner(SqliteConnection& connection,
                              std::int32_t application_id, StoreUse use) {
  if (application_id == 0) return absl::OkStatus();
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t found,
                            ReadNumber(connection, "PRAGMA application_id"));
  if (found == application_id) return absl::OkStatus();
  PARALLAX_ASSIGN_OR_RETURN(
      const std::int64_t tables,
      ReadNumber(connection, "SELECT count(*) FROM sqlite_master"));
  if (found == 0 && tables == 0 && use != StoreUse::kCopyFrom) {
    return absl::OkStatus();
  }
  return Refuse("the file is not a store of this service");
}

absl::StatusOr<int> MigrateSqlite(SqliteConnection& connection,
                                  Migrations migrations,
                                  std::int32_t application_id, StoreUse use) {
  PARALLAX_RETURN_IF_ERROR(CheckSqliteOwner(connection, application_id, use));
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t owner,
                            ReadNumber(connection, "PRAGMA application_id"));
  if (owner != application_id && application_id != 0) {
    PARALLAX_RETURN_IF_ERROR(connection.Execute(
        absl::StrCat("PRAGMA application_id = ", application_id)));
  }
  PARALLAX_RETURN_IF_ERROR(connection.Execute(kBookkeeping));
  PARALLAX_ASSIGN_OR_RETURN(int version,
                            CheckAppliedSteps(connection, migrations));
  PARALLAX_ASSIGN_OR_RETURN(const bool may,
                            MayMigrate(connection, version, use));
  if (!may) return version;
  for (; static_cast<std::size_t>(version) < migrations.size(); ++version) {
    PARALLAX_RETURN_IF_ERROR(Apply(connection, migrations[version]));
  }
  return version;
}

}  // namespace parallax::storage
