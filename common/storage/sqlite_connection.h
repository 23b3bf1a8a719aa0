// One SQLite connection and its prepared statements.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "common/storage/sql_connection.h"

struct sqlite3;
struct sqlite3_stmt;

namespace parallax::storage {

// Used by one thread at a time. Get one from SqliteDatabase.
class SqliteConnection final : public SqlConnection {
 public:
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  SqlDialect dialect() const override { return SqlDialect::kSqlite; }
  // From the cache when it is not in use there.
  absl::StatusOr<SqlStatement> Prepare(absl::string_view sql) override;
  absl::StatusOr<SqlStatement> PrepareScan(absl::string_view sql) override {
    return Prepare(sql);
  }
  absl::Status RunAll(absl::string_view sql,
                      absl::Span<const SqlValue> values) override;
  absl::StatusOr<std::int64_t> ChangeAll(
      absl::string_view sql, absl::Span<const SqlValue> values) override;
  absl::StatusOr<std::int64_t> InsertAll(
      absl::string_view sql, absl::Span<const SqlValue> values) override;
  absl::Status RunRows(const SqlRowStatement& statement,
                       absl::Span<const SqlValue> values) override;
  absl::StatusOr<std::vector<std::int64_t>> TakeIds(absl::string_view table,
                                                    std::size_t count) override;
  // There is one writer, whose transactions follow each other.
  absl::Status Serialize(absl::string_view) override {
    return absl::OkStatus();
  }
  absl::Status Execute(absl::string_view script) override;

  // Rows changed since the connection was opened.
  std::int64_t total_changes() const;

  // Work of this connection stops with CANCELLED or DEADLINE_EXCEEDED once
  // `context` says so; null takes the watch away. The context must outlive it.
  void SetInterrupt(const rpc::CallContext* context);

  bool in_transaction() const;

  // From now on commits leave the log (the file "-wal") as it is, however long:
  // FoldLog() brings it into the store.
  void KeepLog();
  // Pages of the log as of the last commit since KeepLog().
  int log_pages() const { return log_pages_; }
  // Brings into the store what no reader keeps in the log, so that the next
  // commits write over it.
  absl::Status FoldLog();

 private:
  friend class SqliteDatabase;
  friend class SqliteCursor;
  friend absl::StatusOr<std::unique_ptr<SqliteConnection>> OpenSqlite(
      const std::string& path, int flags);
  explicit SqliteConnection(sqlite3* handle) : handle_(handle) {}

  // The error behind `code`, from the connection's last call.
  absl::Status ErrorOf(int code, absl::string_view doing) const;

  struct Cached {
    sqlite3_stmt* statement = nullptr;
    bool in_use = false;
  };
  sqlite3* handle_;
  const rpc::CallContext* interrupt_ = nullptr;
  int log_pages_ = 0;
  // Values never move: statements on loan point at `in_use`.
  absl::flat_hash_map<std::string, std::unique_ptr<Cached>> cache_;
};

// An open connection without any settings. `flags` are SQLITE_OPEN_*.
absl::StatusOr<std::unique_ptr<SqliteConnection>> OpenSqlite(
    const std::string& path, int flags);

}  // namespace parallax::storage
