// One SQLite connection and its prepared statements.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "common/storage/sql_value.h"

struct sqlite3;
struct sqlite3_stmt;

namespace parallax::storage {

class SqliteConnection;

// A prepared statement on loan from its connection; goes back, reset and
// unbound, when destroyed. Used by one thread, before the connection's
// transaction ends.
class SqliteStatement {
 public:
  SqliteStatement(SqliteStatement&& other) noexcept;
  SqliteStatement& operator=(SqliteStatement&&) = delete;
  ~SqliteStatement();

  // Parameters count from 1. Text and blobs are copied. The first error is
  // kept and returned by Step().
  SqliteStatement& BindInt(int index, std::int64_t value);
  SqliteStatement& BindDouble(int index, double value);
  SqliteStatement& BindText(int index, absl::string_view value);
  SqliteStatement& BindBlob(int index, absl::string_view value);
  SqliteStatement& BindNull(int index);
  SqliteStatement& BindValue(int index, const SqlValue& value);
  // Binds `values` from parameter `first` on.
  SqliteStatement& BindAll(const std::vector<SqlValue>& values, int first = 1);

  // True when a row is there to be read, false at the end.
  absl::StatusOr<bool> Step();
  // Steps to the end: for statements without rows.
  absl::Status Run();
  // Ready for another run with new parameters.
  void Reset();

  // Columns count from 0. Views live until the next Step().
  std::int64_t ColumnInt(int column) const;
  double ColumnDouble(int column) const;
  absl::string_view ColumnText(int column) const;
  absl::string_view ColumnBlob(int column) const;
  bool ColumnIsNull(int column) const;
  int column_count() const;

 private:
  friend class SqliteConnection;
  SqliteStatement(SqliteConnection* connection, sqlite3_stmt* statement,
                  bool* in_use);
  void Check(int code);

  SqliteConnection* connection_;
  sqlite3_stmt* statement_;
  bool* in_use_;  // the cache's mark; null when the statement is not cached
  absl::Status bind_error_;
};

// Used by one thread at a time. Get one from SqliteDatabase.
class SqliteConnection {
 public:
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  // From the cache when it is not in use there. `sql` holds one statement.
  absl::StatusOr<SqliteStatement> Prepare(absl::string_view sql);

  // Prepares, binds in order, runs to the end.
  template <typename... Values>
  absl::Status Run(absl::string_view sql, const Values&... values);

  // Runs every statement of `script`.
  absl::Status Execute(absl::string_view script);

  // Rows changed by the last statement.
  std::int64_t changes() const;
  // Rows changed since the connection was opened.
  std::int64_t total_changes() const;
  std::int64_t last_insert_rowid() const;

  // Work of this connection stops with CANCELLED or DEADLINE_EXCEEDED once
  // `context` says so; null takes the watch away. The context must outlive it.
  void SetInterrupt(const rpc::CallContext* context);

  bool in_transaction() const;

 private:
  friend class SqliteDatabase;
  friend class SqliteStatement;
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
  // Values never move: statements on loan point at `in_use`.
  absl::flat_hash_map<std::string, std::unique_ptr<Cached>> cache_;
};

// An open connection without any settings. `flags` are SQLITE_OPEN_*.
absl::StatusOr<std::unique_ptr<SqliteConnection>> OpenSqlite(
    const std::string& path, int flags);

template <typename... Values>
absl::Status SqliteConnection::Run(absl::string_view sql,
                                   const Values&... values) {
  absl::StatusOr<SqliteStatement> statement = Prepare(sql);
  if (!statement.ok()) return statement.status();
  int index = 0;
  (statement->BindValue(++index, SqlValue(values)), ...);
  return statement->Run();
}

}  // namespace parallax::storage
