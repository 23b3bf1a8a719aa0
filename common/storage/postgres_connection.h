// A PostgreSQL session as the stores see it, with its transactions.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/rpc/call_context.h"
#include "common/storage/postgres_session.h"
#include "common/storage/sql_connection.h"

namespace parallax::storage {

// Used by one thread at a time. Get one from a PostgresPool.
class PostgresConnection final : public SqlConnection {
 public:
  static absl::StatusOr<std::unique_ptr<PostgresConnection>> Open(
      const PostgresSession::Options& options);

  SqlDialect dialect() const override { return SqlDialect::kPostgres; }
  // Step() asks the server and takes all rows.
  absl::StatusOr<SqlStatement> Prepare(absl::string_view sql) override;
  // Step() takes rows a few hundred at a time, from a cursor of the server.
  absl::StatusOr<SqlStatement> PrepareScan(absl::string_view sql) override;
  // Does not wait.
  absl::Status RunAll(absl::string_view sql,
                      absl::Span<const SqlValue> values) override;
  absl::StatusOr<std::int64_t> ChangeAll(
      absl::string_view sql, absl::Span<const SqlValue> values) override;
  absl::StatusOr<std::int64_t> InsertAll(
      absl::string_view sql, absl::Span<const SqlValue> values) override;
  // Does not wait.
  absl::Status RunRows(const SqlRowStatement& statement,
                       absl::Span<const SqlValue> values) override;
  absl::StatusOr<std::vector<std::int64_t>> TakeIds(absl::string_view table,
                                                    std::size_t count) override;
  // By an advisory lock, which ends with the transaction. Does not wait: the
  // server does, before the next statement.
  absl::Status Serialize(absl::string_view key) override;
  absl::Status Execute(absl::string_view script) override;

  // Begins a transaction that sees each statement's moment, and watches
  // `context`, to the end of which the server, too, limits every statement.
  absl::Status BeginWrite(const rpc::CallContext& context);
  // The same for one that only reads, all from one snapshot.
  absl::Status BeginRead(const rpc::CallContext& context);

  // Waits for what was sent and ends the watch. The number of the transaction
  // when it changed anything, else empty.
  absl::StatusOr<std::string> Settle();
  // Commits; with `channel`, tells those who listen there.
  absl::Status Commit(absl::string_view channel);
  // Undoes the transaction; the session is not ready() when that failed.
  void Rollback();

  PostgresSession& session() { return *session_; }

 private:
  PostgresConnection(std::unique_ptr<PostgresSession> session,
                     std::string schema)
      : session_(std::move(session)), schema_(std::move(schema)) {}

  absl::Status Begin(absl::string_view how, const rpc::CallContext& context);

  const std::unique_ptr<PostgresSession> session_;
  const std::string schema_;
  int scans_ = 0;
};

// The number of the advisory lock for `key` within `schema`.
std::int64_t PostgresLockNumber(absl::string_view schema,
                                absl::string_view key);

}  // namespace parallax::storage
