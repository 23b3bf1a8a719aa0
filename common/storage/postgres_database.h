// One service's part of a PostgreSQL database.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/call_context.h"
#include "common/storage/migration.h"
#include "common/storage/postgres_listener.h"
#include "common/storage/postgres_pool.h"
#include "common/storage/sql_database.h"

namespace parallax::storage {

struct PostgresOptions {
  // postgresql://USER:PASSWORD@HOST:PORT/DATABASE?..., as libpq reads it.
  std::string url;
  // Holds the service's tables, so that services may share a database.
  std::string schema;
  Migrations migrations;
  // Shown by the server's list of sessions.
  std::string application;
  StoreUse use = StoreUse::kServe;
  // Connections for reading, and for writing.
  int readers = 4;
  int writers = 4;
};

// Any number of processes may have one open on the same database and schema.
//
// A write runs at READ COMMITTED, each statement seeing what has been committed
// before it; what must not overlap takes a lock (SqlConnection::Serialize). A
// read runs at REPEATABLE READ. Deadlines and cancellation reach the server,
// by its statement_timeout and by a cancel request. Thread safe.
class PostgresDatabase final : public SqlDatabase {
 public:
  // Connects and applies the migrations that the schema lacks, as its use
  // allows. Errors as
  // PostgresSession::Open() and MigratePostgres().
  static absl::StatusOr<std::unique_ptr<PostgresDatabase>> Open(
      PostgresOptions options);

  ~PostgresDatabase() override;

  SqlDialect dialect() const override { return SqlDialect::kPostgres; }

  // `body` runs again, some times, after a deadlock, a serialization failure or
  // the loss of the connection before the commit. When the connection is lost
  // while committing, the server is asked what became of the transaction;
  // UNAVAILABLE only when it cannot be asked.
  absl::Status Write(const rpc::CallContext& context, Body body) override;
  absl::Status Read(const rpc::CallContext& context, const Body& body) override;

  // Hears of this process's commits as of others': by NOTIFY.
  void SetCommitListener(std::function<void()> listener) override;

  int schema_version() const override { return schema_version_; }
  void Close() override;

 private:
  enum class Outcome { kDone, kRunAgain };

  PostgresDatabase(PostgresOptions options, int schema_version);

  // One attempt; `status` is the result unless it is to run again.
  Outcome TryWrite(const rpc::CallContext& context, const Body& body,
                   absl::Status* status);
  // What became of a transaction whose commit was not answered.
  absl::StatusOr<bool> WasCommitted(const std::string& transaction);

  const PostgresOptions options_;
  const PostgresSession::Options session_options_;
  const int schema_version_;
  PostgresPool readers_;
  PostgresPool writers_;
  absl::Mutex mutex_;
  std::unique_ptr<PostgresListener> listener_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace parallax::storage
