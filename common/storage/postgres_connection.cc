#include "common/storage/postgres_connection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/status/macros.h"
#include "common/storage/ids.h"
#include "common/storage/postgres_errors.h"
#include "common/storage/postgres_parameters.h"

namespace parallax::storage {
namespace {

// Rows of a scan that are asked for at once: few at first, as nothing is known
// of their size, then as many as stay small together.
constexpr int kFirstPortion = 8;
constexpr int kMostRows = 200;
constexpr std::size_t kSmall = std::size_t{4} << 20;
// The server's own limit comes a little after the client's, which says more.
constexpr absl::Duration kServerGrace = absl::Milliseconds(250);

bool IsReadable(unsigned type) {
  return type == kPostgresBool || type == kPostgresBytes ||
         type == kPostgresInt8 || type == kPostgresInt2 ||
         type == kPostgresInt4 || type == kPostgresText ||
         type == kPostgresFloat8;
}

// Rows come when they are first asked for.
class PostgresCursor final : public SqlCursor {
 public:
  // A scan has a `name` on the server.
  PostgresCursor(PostgresSession* session, absl::string_view sql,
                 std::string name)
      : session_(*session), sql_(sql), name_(std::move(name)) {}

  void BindInt(int index, std::int64_t value) override { At(index) = value; }
  void BindDouble(int index, double value) override { At(index) = value; }
  void BindText(int index, absl::string_view value) override {
    At(index) = value;
  }
  void BindBlob(int index, absl::string_view value) override {
    At(index) = SqlBlob{std::string(value)};
  }
  void BindNull(int index) override { At(index) = SqlValue(); }

  absl::StatusOr<bool> Step() override {
    ++row_;
    if (rows_ == nullptr) {
      PARALLAX_RETURN_IF_ERROR(name_.empty() ? Ask() : Declare());
    } else if (!name_.empty() && row_ >= count_ && count_ == portion_) {
      const std::size_t size = PQresultMemorySize(rows_.get());
      if (size < kSmall / 4) portion_ = std::min(portion_ * 4, kMostRows);
      if (size > kSmall) portion_ = std::max(portion_ / 4, 1);
      PARALLAX_RETURN_IF_ERROR(Fetch());
    }
    return row_ < count_;
  }
  void Reset() override {
    values_.clear();
    rows_.reset();
    row_ = -1;
    count_ = 0;
    portion_ = kFirstPortion;
  }

  std::int64_t ColumnInt(int column) const override {
    if (ColumnIsNull(column)) return 0;
    if (PQftype(rows_.get(), column) == kPostgresFloat8) {
      return static_cast<std::int64_t>(ColumnDouble(column));
    }
    return PostgresInteger(Bytes(column), Length(column));
  }
  double ColumnDouble(int column) const override {
    if (ColumnIsNull(column)) return 0;
    if (PQftype(rows_.get(), column) != kPostgresFloat8) {
      return static_cast<double>(ColumnInt(column));
    }
    const std::int64_t bits = PostgresInteger(Bytes(column), Length(column));
    double value = 0;
    std::memcpy(&value, &bits, sizeof(value));
    return value;
  }
  absl::string_view ColumnText(int column) const override {
    if (ColumnIsNull(column)) return "";
    return absl::string_view(Bytes(column), Length(column));
  }
  absl::string_view ColumnBlob(int column) const override {
    return ColumnText(column);
  }
  bool ColumnIsNull(int column) const override {
    return PQgetisnull(rows_.get(), row_, column) != 0;
  }
  SqlValue ColumnValue(int column) const override {
    if (ColumnIsNull(column)) return {};
    switch (PQftype(rows_.get(), column)) {
      case kPostgresText:
        return ColumnText(column);
      case kPostgresBytes:
        return SqlBlob{std::string(ColumnBlob(column))};
      case kPostgresFloat8:
        return ColumnDouble(column);
      default:
        return ColumnInt(column);
    }
  }
  int column_count() const override { return PQnfields(rows_.get()); }

 private:
  SqlValue& At(int index) {
    if (values_.size() < static_cast<std::size_t>(index)) {
      values_.resize(index);
    }
    return values_[index - 1];
  }
  const char* Bytes(int column) const {
    return PQgetvalue(rows_.get(), row_, column);
  }
  int Length(int column) const {
    return PQgetlength(rows_.get(), row_, column);
  }

  absl::Status Ask() {
    PARALLAX_RETURN_IF_ERROR(session_.Queue(sql_, values_));
    return Take();
  }
  absl::Status Declare() {
    PARALLAX_RETURN_IF_ERROR(session_.Queue(
        absl::StrCat("DECLARE ", name_, " NO SCROLL CURSOR FOR ", sql_),
        values_, /*lasting=*/false));
    return Fetch();
  }
  absl::Status Fetch() {
    PARALLAX_RETURN_IF_ERROR(
        session_.Queue(absl::StrCat("FETCH ", portion_, " FROM ", name_), {},
                       /*lasting=*/false));
    return Take();
  }
  absl::Status Take() {
    PARALLAX_ASSIGN_OR_RETURN(rows_, session_.Await());
    row_ = 0;
    count_ = PQntuples(rows_.get());
    for (int column = 0; column < PQnfields(rows_.get()); ++column) {
      if (!IsReadable(PQftype(rows_.get(), column))) {
        return PostgresError(
            "42804",
            absl::StrCat("column ", column, " is of type ",
                         PQftype(rows_.get(), column), "; in: ", sql_));
      }
    }
    return absl::OkStatus();
  }

  PostgresSession& session_;
  const std::string sql_;
  const std::string name_;
  std::vector<SqlValue> values_;
  PostgresResult rows_;
  int row_ = -1;
  int count_ = 0;
  int portion_ = kFirstPortion;
};

}  // namespace

std::int64_t PostgresLockNumber(absl::string_view schema,
                                absl::string_view key) {
  const std::string hash =
      Sha256(absl::StrCat("parallax lock\x1f", schema, "\x1f", key));
  return PostgresInteger(hash.data(), sizeof(std::int64_t));
}

absl::StatusOr<std::unique_ptr<PostgresConnection>> PostgresConnection::Open(
    const PostgresSession::Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(std::unique_ptr<PostgresSession> session,
                            PostgresSession::Open(options));
  return std::unique_ptr<PostgresConnection>(
      new PostgresConnection(std::move(session), options.schema));
}

absl::StatusOr<SqlStatement> PostgresConnection::Prepare(
    absl::string_view sql) {
  return SqlStatement(
      std::make_unique<PostgresCursor>(session_.get(), sql, ""));
}

absl::StatusOr<SqlStatement> PostgresConnection::PrepareScan(
    absl::string_view sql) {
  return SqlStatement(std::make_unique<PostgresCursor>(
      session_.get(), sql, absl::StrCat("scan", ++scans_)));
}

absl::Status PostgresConnection::RunAll(absl::string_view sql,
                                        absl::Span<const SqlValue> values) {
  return session_->Queue(sql, values);
}

absl::StatusOr<std::int64_t> PostgresConnection::ChangeAll(
    absl::string_view sql, absl::Span<const SqlValue> values) {
  PARALLAX_RETURN_IF_ERROR(session_->Queue(sql, values));
  PARALLAX_ASSIGN_OR_RETURN(const PostgresResult result, session_->Await());
  std::int64_t changed = 0;
  if (!absl::SimpleAtoi(PQcmdTuples(result.get()), &changed)) return 0;
  return changed;
}

absl::StatusOr<std::int64_t> PostgresConnection::InsertAll(
    absl::string_view sql, absl::Span<const SqlValue> values) {
  PARALLAX_RETURN_IF_ERROR(
      session_->Queue(absl::StrCat(sql, " RETURNING id"), values));
  PARALLAX_ASSIGN_OR_RETURN(const PostgresResult result, session_->Await());
  if (PQntuples(result.get()) != 1) {
    return PostgresError("21000", absl::StrCat("not one row from: ", sql));
  }
  return PostgresInteger(PQgetvalue(result.get(), 0, 0),
                         PQgetlength(result.get(), 0, 0));
}

absl::Status PostgresConnection::RunRows(const SqlRowStatement& statement,
                                         absl::Span<const SqlValue> values) {
  return session_->QueueBound(
      statement.all, PostgresParameters::Lists(values, statement.columns),
      /*lasting=*/!statement.searches);
}

absl::StatusOr<std::vector<std::int64_t>> PostgresConnection::TakeIds(
    absl::string_view table, std::size_t count) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      Prepare("SELECT nextval(CAST(pg_get_serial_sequence(?, 'id') AS "
              "regclass)) FROM generate_series(1, ?)"));
  select.BindText(1, table).BindInt(2, static_cast<std::int64_t>(count));
  std::vector<std::int64_t> ids;
  ids.reserve(count);
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return ids;
    ids.push_back(select.ColumnInt(0));
  }
}

absl::Status PostgresConnection::Serialize(absl::string_view key) {
  return session_->Queue("SELECT pg_advisory_xact_lock(?)",
                         {PostgresLockNumber(schema_, key)});
}

absl::Status PostgresConnection::Execute(absl::string_view script) {
  return session_->Script(script);
}

absl::Status PostgresConnection::Begin(absl::string_view how,
                                       const rpc::CallContext& context) {
  scans_ = 0;
  session_->ClearConflict();
  session_->SetInterrupt(&context);
  PARALLAX_RETURN_IF_ERROR(session_->Queue(how, {}));
  const absl::Duration remaining = context.Remaining();
  if (remaining == absl::InfiniteDuration()) return absl::OkStatus();
  const std::int64_t millis = std::max<std::int64_t>(
      absl::ToInt64Milliseconds(remaining + kServerGrace), 1);
  return session_->Queue(
      "SELECT set_config('statement_timeout', ?, true)",
      {absl::StrCat(std::min<std::int64_t>(millis, std::int64_t{1} << 30))});
}

absl::Status PostgresConnection::BeginWrite(const rpc::CallContext& context) {
  return Begin("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", context);
}

absl::Status PostgresConnection::BeginRead(const rpc::CallContext& context) {
  return Begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", context);
}

absl::StatusOr<std::string> PostgresConnection::Settle() {
  PARALLAX_RETURN_IF_ERROR(session_->Queue(
      "SELECT CAST(pg_current_xact_id_if_assigned() AS TEXT)", {}));
  PARALLAX_ASSIGN_OR_RETURN(const PostgresResult result, session_->Await());
  session_->SetInterrupt(nullptr);
  return std::string(PQgetvalue(result.get(), 0, 0),
                     PQgetlength(result.get(), 0, 0));
}

absl::Status PostgresConnection::Commit(absl::string_view channel) {
  session_->SetInterrupt(nullptr);
  if (!channel.empty()) {
    PARALLAX_RETURN_IF_ERROR(
        session_->Queue("SELECT pg_notify(?, '')", {channel}));
  }
  PARALLAX_RETURN_IF_ERROR(session_->Queue("COMMIT", {}));
  return session_->Await().status();
}

void PostgresConnection::Rollback() {
  session_->SetInterrupt(nullptr);
  if (session_->broken()) return;
  // Errors of statements that were sent and not waited for are void now.
  (void)session_->Await();
  if (session_->Queue("ROLLBACK", {}).ok()) (void)session_->Await();
}

}  // namespace parallax::storage
