#include "common/storage/sqlite_connection.h"

#include <sqlite3.h>

#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/sqlite_errors.h"

namespace parallax::storage {
namespace {

// Virtual machine steps between two looks at the call's deadline: some tens of
// microseconds.
constexpr int kStepsBetweenChecks = 4000;

// More cached statements than any store has; beyond it they are not kept, so
// that generated SQL cannot grow memory.
constexpr std::size_t kMaxCachedStatements = 256;

}  // namespace

// A prepared statement; goes back to the cache, reset and unbound, when
// destroyed.
class SqliteCursor final : public SqlCursor {
 public:
  // `in_use` is the cache's mark; null when the statement is not cached.
  SqliteCursor(SqliteConnection* connection, sqlite3_stmt* statement,
               bool* in_use)
      : connection_(*connection), statement_(statement), in_use_(in_use) {}
  ~SqliteCursor() override {
    if (in_use_ == nullptr) {
      sqlite3_finalize(statement_);
      return;
    }
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    *in_use_ = false;
  }

  void BindInt(int index, std::int64_t value) override {
    Check(sqlite3_bind_int64(statement_, index, value));
  }
  void BindDouble(int index, double value) override {
    Check(sqlite3_bind_double(statement_, index, value));
  }
  void BindText(int index, absl::string_view value) override {
    // A null data() would bind NULL instead of the empty text.
    const char* data = value.data() == nullptr ? "" : value.data();
    Check(sqlite3_bind_text64(statement_, index, data, value.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  void BindBlob(int index, absl::string_view value) override {
    const char* data = value.data() == nullptr ? "" : value.data();
    Check(sqlite3_bind_blob64(statement_, index, data, value.size(),
                              SQLITE_TRANSIENT));
  }
  void BindNull(int index) override {
    Check(sqlite3_bind_null(statement_, index));
  }

  absl::StatusOr<bool> Step() override {
    PARALLAX_RETURN_IF_ERROR(bind_error_);
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return connection_.ErrorOf(code, sqlite3_sql(statement_));
  }
  void Reset() override {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    bind_error_ = absl::OkStatus();
  }

  std::int64_t ColumnInt(int column) const override {
    return sqlite3_column_int64(statement_, column);
  }
  double ColumnDouble(int column) const override {
    return sqlite3_column_double(statement_, column);
  }
  absl::string_view ColumnText(int column) const override {
    const auto* text = sqlite3_column_text(statement_, column);
    if (text == nullptr) return "";
    return absl::string_view(reinterpret_cast<const char*>(text),
                             sqlite3_column_bytes(statement_, column));
  }
  absl::string_view ColumnBlob(int column) const override {
    const void* data = sqlite3_column_blob(statement_, column);
    if (data == nullptr) return "";
    return absl::string_view(static_cast<const char*>(data),
                             sqlite3_column_bytes(statement_, column));
  }
  bool ColumnIsNull(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  SqlValue ColumnValue(int column) const override {
    switch (sqlite3_column_type(statement_, column)) {
      case SQLITE_INTEGER:
        return ColumnInt(column);
      case SQLITE_FLOAT:
        return ColumnDouble(column);
      case SQLITE_TEXT:
        return ColumnText(column);
      case SQLITE_BLOB:
        return SqlBlob{std::string(ColumnBlob(column))};
      default:
        return {};
    }
  }
  int column_count() const override { return sqlite3_column_count(statement_); }

 private:
  void Check(int code) {
    if (code != SQLITE_OK && bind_error_.ok()) {
      bind_error_ = connection_.ErrorOf(code, sqlite3_sql(statement_));
    }
  }

  SqliteConnection& connection_;
  sqlite3_stmt* statement_;
  bool* in_use_;
  absl::Status bind_error_;
};

absl::StatusOr<std::unique_ptr<SqliteConnection>> OpenSqlite(
    const std::string& path, int flags) {
  sqlite3* handle = nullptr;
  // Each connection is used by one thread at a time: SQLite needs no lock.
  const int code = sqlite3_open_v2(
      path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, /*zVfs=*/nullptr);
  if (code != SQLITE_OK) {
    absl::Status error = SqliteError(
        code,
        absl::StrCat("opening ", path, ": ",
                     handle == nullptr ? "no memory" : sqlite3_errmsg(handle)));
    sqlite3_close(handle);
    return error;
  }
  sqlite3_extended_result_codes(handle, 1);
  return std::unique_ptr<SqliteConnection>(new SqliteConnection(handle));
}

SqliteConnection::~SqliteConnection() {
  for (auto& [sql, cached] : cache_) sqlite3_finalize(cached->statement);
  sqlite3_close_v2(handle_);
}

absl::StatusOr<SqlStatement> SqliteConnection::Prepare(absl::string_view sql) {
  Cached* cached = nullptr;
  if (auto found = cache_.find(sql); found != cache_.end()) {
    cached = found->second.get();
    if (!cached->in_use) {
      cached->in_use = true;
      return SqlStatement(std::make_unique<SqliteCursor>(
          this, cached->statement, &cached->in_use));
    }
  }
  const bool keep = cached == nullptr && cache_.size() < kMaxCachedStatements;
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(
      handle_, sql.data(), static_cast<int>(sql.size()),
      keep ? SQLITE_PREPARE_PERSISTENT : 0, &statement, /*pzTail=*/nullptr);
  if (code != SQLITE_OK) return ErrorOf(code, sql);
  if (statement == nullptr) {
    return SqliteError(SQLITE_MISUSE, absl::StrCat("no statement in: ", sql));
  }
  if (!keep) {
    return SqlStatement(
        std::make_unique<SqliteCursor>(this, statement, nullptr));
  }
  auto entry = std::make_unique<Cached>();
  entry->statement = statement;
  entry->in_use = true;
  bool* in_use = &entry->in_use;
  cache_.emplace(std::string(sql), std::move(entry));
  return SqlStatement(std::make_unique<SqliteCursor>(this, statement, in_use));
}

absl::Status SqliteConnection::RunAll(absl::string_view sql,
                                      absl::Span<const SqlValue> values) {
  PARALLAX_ASSIGN_OR_RETURN(SqlStatement statement, Prepare(sql));
  return statement.BindAll(values).Run();
}

absl::StatusOr<std::int64_t> SqliteConnection::ChangeAll(
    absl::string_view sql, absl::Span<const SqlValue> values) {
  PARALLAX_RETURN_IF_ERROR(RunAll(sql, values));
  return sqlite3_changes64(handle_);
}

absl::StatusOr<std::int64_t> SqliteConnection::InsertAll(
    absl::string_view sql, absl::Span<const SqlValue> values) {
  PARALLAX_RETURN_IF_ERROR(RunAll(sql, values));
  return sqlite3_last_insert_rowid(handle_);
}

absl::Status SqliteConnection::RunRows(const SqlRowStatement& statement,
                                       absl::Span<const SqlValue> values) {
  PARALLAX_ASSIGN_OR_RETURN(SqlStatement each, Prepare(statement.each));
  for (std::size_t at = 0; at < values.size(); at += statement.columns) {
    each.Reset();
    PARALLAX_RETURN_IF_ERROR(
        each.BindAll(values.subspan(at, statement.columns)).Run());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::int64_t>> SqliteConnection::TakeIds(
    absl::string_view table, std::size_t count) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      Prepare(absl::StrCat("SELECT COALESCE(MAX(id), 0) FROM ", table)));
  PARALLAX_RETURN_IF_ERROR(select.Step().status());
  std::vector<std::int64_t> ids(count);
  std::iota(ids.begin(), ids.end(), select.ColumnInt(0) + 1);
  return ids;
}

absl::Status SqliteConnection::Execute(absl::string_view script) {
  const std::string text(script);
  const int code =
      sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return ErrorOf(code, script);
  return absl::OkStatus();
}

std::int64_t SqliteConnection::total_changes() const {
  return sqlite3_total_changes64(handle_);
}

void SqliteConnection::SetInterrupt(const rpc::CallContext* context) {
  interrupt_ = context;
  if (context == nullptr) {
    sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
    return;
  }
  sqlite3_progress_handler(
      handle_, kStepsBetweenChecks,
      [](void* self) {
        const auto* connection = static_cast<const SqliteConnection*>(self);
        return connection->interrupt_->Check().ok() ? 0 : 1;
      },
      this);
}

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

void SqliteConnection::KeepLog() {
  // Takes the place of SQLite's own hook, which folds within the commit.
  sqlite3_wal_hook(
      handle_,
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<SqliteConnection*>(self)->log_pages_ = pages;
        return SQLITE_OK;
      },
      this);
}

absl::Status SqliteConnection::FoldLog() {
  const int code = sqlite3_wal_checkpoint_v2(
      handle_, /*zDb=*/nullptr, SQLITE_CHECKPOINT_PASSIVE, /*pnLog=*/nullptr,
      /*pnCkpt=*/nullptr);
  if (code != SQLITE_OK) return ErrorOf(code, "a checkpoint");
  return absl::OkStatus();
}

absl::Status SqliteConnection::ErrorOf(int code,
                                       absl::string_view doing) const {
  if ((code & 0xff) == SQLITE_INTERRUPT && interrupt_ != nullptr) {
    PARALLAX_RETURN_IF_ERROR(interrupt_->Check());
  }
  return SqliteError(code,
                     absl::StrCat(sqlite3_errmsg(handle_), "; in: ", doing));
}

}  // namespace parallax::storage
