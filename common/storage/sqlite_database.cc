#include "common/storage/sqlite_database.h"

#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/sqlite_backup.h"
#include "common/storage/sqlite_connection.h"
#include "common/storage/sqlite_errors.h"
#include "common/storage/sqlite_mark.h"
#include "common/storage/sqlite_migrate.h"
#include "common/storage/sqlite_readers.h"
#include "common/storage/sqlite_writer.h"

namespace parallax::storage {
namespace {

// The log file is cut back to this after a checkpoint.
constexpr std::int64_t kLogBytes = 64 * 1024 * 1024;

absl::Status Configure(SqliteConnection& connection,
                       const SqliteOptions& options, std::int64_t cache_bytes) {
  // The schema is trusted, as it is our own: triggers keep full-text tables,
  // which SQLite 3.40 refuses to an untrusted one.
  return connection.Execute(absl::StrCat(
      "PRAGMA busy_timeout = ", absl::ToInt64Milliseconds(options.busy_timeout),
      "; PRAGMA cache_size = -", cache_bytes / 1024,
      "; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
      " PRAGMA trusted_schema = ON;"));
}

absl::StatusOr<std::unique_ptr<SqliteConnection>> OpenWriter(
    const SqliteOptions& options) {
  PARALLAX_ASSIGN_OR_RETURN(
      auto connection,
      OpenSqlite(
          options.path,
          SQLITE_OPEN_READWRITE |
              (options.use == StoreUse::kCopyFrom ? 0 : SQLITE_OPEN_CREATE)));
  PARALLAX_RETURN_IF_ERROR(
      Configure(*connection, options, options.writer_cache_bytes));
  // Before the journal mode, which is a change to the file.
  PARALLAX_RETURN_IF_ERROR(
      CheckSqliteOwner(*connection, options.application_id, options.use));
  {
    PARALLAX_ASSIGN_OR_RETURN(auto mode,
                              connection->Prepare("PRAGMA journal_mode = WAL"));
    PARALLAX_ASSIGN_OR_RETURN(const bool row, mode.Step());
    if (!row || mode.ColumnText(0) != "wal") {
      return SqliteError(SQLITE_READONLY,
                         absl::StrCat("no WAL for ", options.path));
    }
  }
  PARALLAX_RETURN_IF_ERROR(connection->Execute(absl::StrCat(
      "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ", kLogBytes)));
  return connection;
}

absl::StatusOr<std::unique_ptr<SqliteConnection>> OpenReader(
    const SqliteOptions& options) {
  // Not opened read-only: a reader may have to recover the log's index.
  PARALLAX_ASSIGN_OR_RETURN(auto connection,
                            OpenSqlite(options.path, SQLITE_OPEN_READWRITE));
  PARALLAX_RETURN_IF_ERROR(
      Configure(*connection, options, options.cache_bytes));
  PARALLAX_RETURN_IF_ERROR(connection->Execute("PRAGMA query_only = ON"));
  return connection;
}

}  // namespace

SqliteDatabase::SqliteDatabase(SqliteOptions options, int schema_version,
                               std::unique_ptr<SqliteWriter> writer,
                               std::unique_ptr<SqliteReaders> readers)
    : options_(std::move(options)),
      schema_version_(schema_version),
      writer_(std::move(writer)),
      readers_(std::move(readers)) {}

SqliteDatabase::~SqliteDatabase() { Close(); }

absl::StatusOr<std::unique_ptr<SqliteDatabase>> SqliteDatabase::Open(
    SqliteOptions options) {
  if (options.path.empty() || options.path == ":memory:") {
    return absl::InvalidArgumentError("a store needs the path of a file");
  }
  if (options.readers < 1 || options.max_batch < 1 || options.max_pending < 1) {
    return absl::InvalidArgumentError(
        "a store needs at least one reader and room for one write");
  }
  PARALLAX_ASSIGN_OR_RETURN(auto writer, OpenWriter(options));
  // Read before the store is, which another process may be writing to.
  PARALLAX_ASSIGN_OR_RETURN(auto mark, SqliteMark::Open(options.path));
  PARALLAX_RETURN_IF_ERROR(mark->Check(*writer));
  PARALLAX_ASSIGN_OR_RETURN(const int version,
                            MigrateSqlite(*writer, options.migrations,
                                          options.application_id, options.use));
  std::vector<std::unique_ptr<SqliteConnection>> readers;
  for (int i = 0; i < options.readers; ++i) {
    PARALLAX_ASSIGN_OR_RETURN(auto reader, OpenReader(options));
    readers.push_back(std::move(reader));
  }
  auto group =
      std::make_unique<SqliteWriter>(std::move(writer), std::move(mark),
                                     options.max_batch, options.max_pending);
  auto pool = std::make_unique<SqliteReaders>(std::move(readers));
  return std::unique_ptr<SqliteDatabase>(new SqliteDatabase(
      std::move(options), version, std::move(group), std::move(pool)));
}

absl::Status SqliteDatabase::Write(const rpc::CallContext& context, Body body) {
  return writer_->Write(context, std::move(body));
}

void SqliteDatabase::WriteAsync(const rpc::CallContext& context, Body body,
                                std::function<void(absl::Status)> done) {
  writer_->WriteAsync(context, std::move(body), std::move(done));
}

absl::Status SqliteDatabase::Read(const rpc::CallContext& context,
                                  const Body& body) {
  return readers_->Read(context, body);
}

void SqliteDatabase::SetCommitListener(std::function<void()> listener) {
  writer_->SetCommitListener(std::move(listener));
}

absl::Status SqliteDatabase::CheckIntegrity(const rpc::CallContext& context) {
  return Read(context, [](SqlConnection& connection) -> absl::Status {
    PARALLAX_ASSIGN_OR_RETURN(auto rows,
                              connection.Prepare("PRAGMA integrity_check"));
    std::string found;
    while (true) {
      PARALLAX_ASSIGN_OR_RETURN(const bool row, rows.Step());
      if (!row) break;
      if (rows.ColumnText(0) != "ok") {
        absl::StrAppend(&found, rows.ColumnText(0), "\n");
      }
    }
    if (found.empty()) return absl::OkStatus();
    return SqliteError(SQLITE_CORRUPT, found);
  });
}

absl::Status SqliteDatabase::Copy(
    const rpc::CallContext& context,
    const std::function<absl::Status(absl::string_view)>& sink) {
  return CopySqlite(context, path(), sink);
}

int SqliteDatabase::schema_version() const { return schema_version_; }

const std::string& SqliteDatabase::path() const { return options_.path; }

void SqliteDatabase::Close() {
  // Readers go first: one that still reads would keep the log from being
  // folded into the file.
  readers_->Close();
  writer_->Close();
}

}  // namespace parallax::storage
