#include "common/storage/postgres_database.h"

#include <algorithm>
#include <utility>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/observability/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/postgres_migrate.h"

namespace parallax::storage {
namespace {

constexpr int kMaxAttempts = 10;
constexpr absl::Duration kFirstPause = absl::Milliseconds(5);
constexpr absl::Duration kLongestPause = absl::Milliseconds(500);
// How long the server is asked what became of a commit.
constexpr absl::Duration kOutcomePatience = absl::Seconds(10);

PostgresSession::Options SessionOptions(const PostgresOptions& options) {
  return {.url = options.url,
          .schema = options.schema,
          .application = options.application};
}

// Longer from one attempt to the next, and of no common rhythm.
absl::Duration PauseAfter(int attempt) {
  absl::BitGen random;
  const absl::Duration longest =
      std::min(kLongestPause, kFirstPause * (1 << std::min(attempt, 10)));
  return longest * absl::Uniform(random, 0.5, 1.0);
}

}  // namespace

PostgresDatabase::PostgresDatabase(PostgresOptions options, int schema_version)
    : options_(std::move(options)),
      session_options_(SessionOptions(options_)),
      schema_version_(schema_version),
      readers_(session_options_, options_.readers),
      writers_(session_options_, options_.writers) {}

PostgresDatabase::~PostgresDatabase() { Close(); }

absl::StatusOr<std::unique_ptr<PostgresDatabase>> PostgresDatabase::Open(
    PostgresOptions options) {
  if (options.schema.empty() || options.readers < 1 || options.writers < 1) {
    return absl::InvalidArgumentError(
        "a store needs a schema, a reader and a writer");
  }
  PARALLAX_ASSIGN_OR_RETURN(auto connection,
                            PostgresConnection::Open(SessionOptions(options)));
  PARALLAX_ASSIGN_OR_RETURN(const int version,
                            MigratePostgres(*connection, options.migrations,
                                            options.schema, options.use));
  return std::unique_ptr<PostgresDatabase>(
      new PostgresDatabase(std::move(options), version));
}

absl::Status PostgresDatabase::Write(const rpc::CallContext& context,
                                     Body body) {
  absl::Status status;
  for (int attempt = 1;; ++attempt) {
    if (TryWrite(context, body, &status) == Outcome::kDone ||
        attempt == kMaxAttempts) {
      return status;
    }
    const absl::Duration pause = PauseAfter(attempt);
    if (context.Remaining() <= pause) return status;
    absl::SleepFor(pause);
  }
}

PostgresDatabase::Outcome PostgresDatabase::TryWrite(
    const rpc::CallContext& context, const Body& body, absl::Status* status) {
  auto lease = writers_.Take(context);
  if (!lease.ok()) {
    *status = lease.status();
    return Outcome::kDone;
  }
  PostgresConnection& connection = **lease;
  std::string transaction;
  *status = connection.BeginWrite(context);
  if (status->ok()) *status = body(connection);
  if (status->ok()) {
    auto settled = connection.Settle();
    *status = settled.status();
    if (settled.ok()) transaction = *std::move(settled);
  }
  // From here on it is waited for: nobody learns "failed" of what was kept.
  if (status->ok()) *status = context.Check();
  if (!status->ok()) {
    const bool again =
        connection.session().conflicted() || connection.session().broken();
    connection.Rollback();
    return again && context.Check().ok() ? Outcome::kRunAgain : Outcome::kDone;
  }
  *status = connection.Commit(transaction.empty() ? "" : options_.schema);
  if (status->ok()) return Outcome::kDone;
  if (!connection.session().broken()) {
    connection.Rollback();
    return connection.session().conflicted() ? Outcome::kRunAgain
                                             : Outcome::kDone;
  }
  if (transaction.empty()) return Outcome::kRunAgain;
  const absl::StatusOr<bool> committed = WasCommitted(transaction);
  if (!committed.ok()) {
    *status = committed.status();
    return Outcome::kDone;
  }
  if (!*committed) return Outcome::kRunAgain;
  *status = absl::OkStatus();
  return Outcome::kDone;
}

absl::StatusOr<bool> PostgresDatabase::WasCommitted(
    const std::string& transaction) {
  const absl::Time end = absl::Now() + kOutcomePatience;
  absl::Status failed;
  for (int attempt = 1; absl::Now() < end; ++attempt) {
    absl::SleepFor(PauseAfter(attempt));
    auto opened = PostgresConnection::Open(session_options_);
    failed = opened.status();
    if (!opened.ok()) continue;
    PARALLAX_ASSIGN_OR_RETURN(
        SqlStatement query,
        (*opened)->Prepare(
            "SELECT pg_xact_status(CAST(CAST(? AS TEXT) AS xid8))"));
    query.BindText(1, transaction);
    PARALLAX_RETURN_IF_ERROR(query.Step().status());
    if (query.ColumnText(0) == "committed") return true;
    if (query.ColumnText(0) == "aborted") return false;
  }
  observability::LogError("it is not known what became of a commit",
                          {{"transaction", transaction},
                           {"detail", status::InternalDetail(failed)}});
  return status::Unavailable(type::v1::ERROR_REASON_STORE_FAILED,
                             "it is not known whether the store kept this; "
                             "send it again",
                             absl::Seconds(1));
}

absl::Status PostgresDatabase::Read(const rpc::CallContext& context,
                                    const Body& body) {
  PARALLAX_ASSIGN_OR_RETURN(const PostgresPool::Lease lease,
                            readers_.Take(context));
  PARALLAX_RETURN_IF_ERROR(lease->BeginRead(context));
  absl::Status status = body(*lease);
  if (status.ok()) {
    status = lease->Commit("");
  } else {
    lease->Rollback();
  }
  return status;
}

void PostgresDatabase::SetCommitListener(std::function<void()> listener) {
  std::unique_ptr<PostgresListener> old;
  absl::MutexLock lock(&mutex_);
  old = std::move(listener_);
  if (listener == nullptr) return;
  listener_ = std::make_unique<PostgresListener>(
      session_options_, options_.schema, std::move(listener));
}

void PostgresDatabase::Close() {
  {
    absl::MutexLock lock(&mutex_);
    if (listener_ != nullptr) listener_->Stop();
  }
  readers_.Close();
  writers_.Close();
}

}  // namespace parallax::storage
