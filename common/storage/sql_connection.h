// A connection to an SQL engine, as a store sees it: the same for every engine,
// so that a store's statements are written once.
//
// Parameters are written `?` and are bound from 1 on; columns count from 0.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/storage/sql_dialect.h"
#include "common/storage/sql_rows.h"
#include "common/storage/sql_value.h"

namespace parallax::storage {

// What an engine puts behind a SqlStatement.
class SqlCursor {
 public:
  virtual ~SqlCursor() = default;

  virtual void BindInt(int index, std::int64_t value) = 0;
  virtual void BindDouble(int index, double value) = 0;
  virtual void BindText(int index, absl::string_view value) = 0;
  virtual void BindBlob(int index, absl::string_view value) = 0;
  virtual void BindNull(int index) = 0;

  virtual absl::StatusOr<bool> Step() = 0;
  virtual void Reset() = 0;

  virtual std::int64_t ColumnInt(int column) const = 0;
  virtual double ColumnDouble(int column) const = 0;
  virtual absl::string_view ColumnText(int column) const = 0;
  virtual absl::string_view ColumnBlob(int column) const = 0;
  virtual bool ColumnIsNull(int column) const = 0;
  virtual SqlValue ColumnValue(int column) const = 0;
  virtual int column_count() const = 0;
};

// A prepared statement on loan from its connection. Used by one thread, before
// the connection's transaction ends.
class SqlStatement {
 public:
  explicit SqlStatement(std::unique_ptr<SqlCursor> cursor)
      : cursor_(std::move(cursor)) {}

  // Text and blobs are copied. The first error is kept and returned by Step().
  SqlStatement& BindInt(int index, std::int64_t value) {
    cursor_->BindInt(index, value);
    return *this;
  }
  SqlStatement& BindDouble(int index, double value) {
    cursor_->BindDouble(index, value);
    return *this;
  }
  SqlStatement& BindText(int index, absl::string_view value) {
    cursor_->BindText(index, value);
    return *this;
  }
  SqlStatement& BindBlob(int index, absl::string_view value) {
    cursor_->BindBlob(index, value);
    return *this;
  }
  SqlStatement& BindNull(int index) {
    cursor_->BindNull(index);
    return *this;
  }
  SqlStatement& BindValue(int index, const SqlValue& value);
  // Binds `values` from parameter `first` on.
  SqlStatement& BindAll(absl::Span<const SqlValue> values, int first = 1);

  // True when a row is there to be read, false at the end.
  absl::StatusOr<bool> Step() { return cursor_->Step(); }
  // Steps to the end: for statements without rows.
  absl::Status Run();
  // Ready for another run with new parameters.
  void Reset() { cursor_->Reset(); }

  // Views live until the next Step().
  std::int64_t ColumnInt(int column) const {
    return cursor_->ColumnInt(column);
  }
  double ColumnDouble(int column) const {
    return cursor_->ColumnDouble(column);
  }
  absl::string_view ColumnText(int column) const {
    return cursor_->ColumnText(column);
  }
  absl::string_view ColumnBlob(int column) const {
    return cursor_->ColumnBlob(column);
  }
  bool ColumnIsNull(int column) const { return cursor_->ColumnIsNull(column); }
  // Of the type that the row holds; a copy.
  SqlValue ColumnValue(int column) const {
    return cursor_->ColumnValue(column);
  }
  int column_count() const { return cursor_->column_count(); }

 private:
  std::unique_ptr<SqlCursor> cursor_;
};

// Used by one thread at a time. Get one from a SqlDatabase.
class SqlConnection {
 public:
  virtual ~SqlConnection() = default;

  virtual SqlDialect dialect() const = 0;

  // `sql` holds one statement.
  virtual absl::StatusOr<SqlStatement> Prepare(absl::string_view sql) = 0;

  // As Prepare(), for a query whose rows may be too many to be held at once,
  // or of which the caller may want only the first: an engine at the other end
  // of a network fetches them in portions.
  virtual absl::StatusOr<SqlStatement> PrepareScan(absl::string_view sql) = 0;

  // Runs a statement without rows. An engine at the other end of a network may
  // send it along with later ones: its error then comes from the next
  // statement that is waited for, at the latest from the end of the
  // transaction, which an error always undoes.
  template <typename... Values>
  absl::Status Run(absl::string_view sql, const Values&... values) {
    const std::array<SqlValue, sizeof...(Values)> bound = {SqlValue(values)...};
    return RunAll(sql, bound);
  }
  virtual absl::Status RunAll(absl::string_view sql,
                              absl::Span<const SqlValue> values) = 0;

  // As Run(), for each of the rows whose values stand one after the other. The
  // values of a column are of one type, or null; a column of nothing but nulls
  // is one of integers.
  virtual absl::Status RunRows(const SqlRowStatement& statement,
                               absl::Span<const SqlValue> values) = 0;

  // As Run(), waited for: the number of rows that it changed.
  template <typename... Values>
  absl::StatusOr<std::int64_t> Change(absl::string_view sql,
                                      const Values&... values) {
    const std::array<SqlValue, sizeof...(Values)> bound = {SqlValue(values)...};
    return ChangeAll(sql, bound);
  }
  virtual absl::StatusOr<std::int64_t> ChangeAll(
      absl::string_view sql, absl::Span<const SqlValue> values) = 0;

  // Inserts one row into a table that numbers its rows in the column `id`: the
  // new row's number.
  template <typename... Values>
  absl::StatusOr<std::int64_t> Insert(absl::string_view sql,
                                      const Values&... values) {
    const std::array<SqlValue, sizeof...(Values)> bound = {SqlValue(values)...};
    return InsertAll(sql, bound);
  }
  virtual absl::StatusOr<std::int64_t> InsertAll(
      absl::string_view sql, absl::Span<const SqlValue> values) = 0;

  // Numbers for as many rows of such a table, which are inserted with them
  // before more are asked for.
  virtual absl::StatusOr<std::vector<std::int64_t>> TakeIds(
      absl::string_view table, std::size_t count) = 0;

  // Within a write: what this transaction does from here on under `key` begins
  // after every other one under that key has been committed or undone, in this
  // process or another, and sees what that did.
  virtual absl::Status Serialize(absl::string_view key) = 0;

  // Runs every statement of `script`.
  virtual absl::Status Execute(absl::string_view script) = 0;
};

}  // namespace parallax::storage
