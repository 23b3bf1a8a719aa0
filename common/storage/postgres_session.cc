#include "common/storage/postgres_session.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/observability/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/postgres_errors.h"
#include "common/storage/postgres_parameters.h"

namespace parallax::storage {
namespace {

// As with SQLite: more than any store has.
constexpr std::size_t kMaxPrepared = 256;
// Statements sent without waiting; bounds what both ends must hold.
constexpr std::size_t kMaxSent = 512;
// Between two looks at the call's deadline.
constexpr int kPollMillis = 20;
// A server that was asked to stop and does not answer is given up.
constexpr absl::Duration kCancelPatience = absl::Seconds(5);
constexpr int kOldestServer = 140000;

// A process that stands still in a transaction must not hold up the others for
// ever, nor one whose machine is gone.
constexpr char kSettings[] =
    "SET idle_in_transaction_session_timeout = '60s';"
    "SET client_connection_check_interval = '5s';"
    "SET tcp_keepalives_idle = 15;"
    "SET tcp_keepalives_interval = 5;"
    "SET tcp_keepalives_count = 3;"
    "SET client_min_messages = warning;"
    // Statements are short, whatever the server thinks of them.
    "SET jit = off;";

void LogNotice(void*, const char* message) {
  observability::LogInfo("the store's server says", {{"notice", message}});
}

}  // namespace

void PostgresResultDeleter::operator()(pg_result* result) const {
  PQclear(result);
}

absl::StatusOr<std::unique_ptr<PostgresSession>> PostgresSession::Open(
    const Options& options) {
  // What stands before dbname gives way to what the URL says.
  const char* const keywords[] = {
      "connect_timeout",  "keepalives_idle",  "keepalives_interval",
      "keepalives_count", "tcp_user_timeout", "dbname",
      "application_name", "client_encoding",  nullptr};
  const char* const values[] = {"10",
                                "15",
                                "5",
                                "3",
                                "30000",
                                options.url.c_str(),
                                options.application.c_str(),
                                "UTF8",
                                nullptr};
  std::unique_ptr<PostgresSession> session(new PostgresSession);
  session->connection_ = PQconnectdbParams(keywords, values,
                                           /*expand_dbname=*/1);
  PGconn* const connection = session->connection_;
  if (connection == nullptr) {
    return absl::ResourceExhaustedError("no memory for a connection");
  }
  PQsetNoticeProcessor(connection, LogNotice, nullptr);
  if (PQstatus(connection) != CONNECTION_OK) {
    session->broken_ = true;
    return PostgresError(
        PQconnectionNeedsPassword(connection) != 0 ? "28P01" : "",
        PQerrorMessage(connection));
  }
  if (PQserverVersion(connection) < kOldestServer) {
    return status::Error(absl::StatusCode::kFailedPrecondition,
                         type::v1::ERROR_REASON_STORE_FAILED,
                         "the store's server is older than PostgreSQL 14");
  }
  if (PQsetnonblocking(connection, 1) != 0 ||
      PQenterPipelineMode(connection) != 1) {
    return session->Lost("entering the pipeline");
  }
  PARALLAX_RETURN_IF_ERROR(session->Script(kSettings));
  PARALLAX_RETURN_IF_ERROR(session->Queue(
      "SELECT set_config('search_path', ?, false)", {options.schema}));
  PARALLAX_RETURN_IF_ERROR(session->Await().status());
  return session;
}

PostgresSession::~PostgresSession() { PQfinish(connection_); }

int PostgresSession::socket() const { return PQsocket(connection_); }

void PostgresSession::SetInterrupt(const rpc::CallContext* context) {
  interrupt_ = context;
  cancelled_at_ = absl::InfinitePast();
}

absl::Status PostgresSession::Lost(absl::string_view doing) {
  broken_ = true;
  sent_.clear();
  return PostgresError(
      "", absl::StrCat(PQerrorMessage(connection_), "; in: ", doing));
}

absl::Status PostgresSession::ErrorOf(const pg_result* result,
                                      absl::string_view sql) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  if (state == nullptr || PQstatus(connection_) == CONNECTION_BAD) {
    broken_ = true;
    state = state == nullptr ? "" : state;
  }
  conflicted_ = conflicted_ || IsPostgresConflict(state);
  if (absl::string_view(state) == "57014" && interrupt_ != nullptr) {
    PARALLAX_RETURN_IF_ERROR(interrupt_->Check());
  }
  return PostgresError(
      state, absl::StrCat(PQresultErrorMessage(result), "; in: ", sql));
}

absl::Status PostgresSession::Prepare(const std::string& key,
                                      absl::string_view sql,
                                      absl::Span<const unsigned> types) {
  const std::string name = absl::StrCat("s", ++names_given_);
  if (PQsendPrepare(connection_, name.c_str(), NumberParameters(sql).c_str(),
                    static_cast<int>(types.size()), types.data()) != 1) {
    return Lost(sql);
  }
  sent_.push_back({std::string(sql), key});
  prepared_.emplace(key, name);
  return absl::OkStatus();
}

absl::Status PostgresSession::Queue(absl::string_view sql,
                                    absl::Span<const SqlValue> values,
                                    bool lasting) {
  return QueueBound(sql, PostgresParameters(values), lasting);
}

absl::Status PostgresSession::QueueBound(absl::string_view sql,
                                         const PostgresParameters& parameters,
                                         bool lasting) {
  if (broken_) return PostgresError("", "the connection was lost before");
  if (sent_.size() >= kMaxSent) PARALLAX_RETURN_IF_ERROR(Await().status());
  int queued = 0;
  const std::string key = absl::StrCat(parameters.signature(), " ", sql);
  if (lasting && prepared_.size() < kMaxPrepared && !prepared_.contains(key)) {
    PARALLAX_RETURN_IF_ERROR(Prepare(key, sql, parameters.types()));
  }
  const auto prepared = prepared_.find(key);
  if (prepared != prepared_.end()) {
    queued = PQsendQueryPrepared(connection_, prepared->second.c_str(),
                                 parameters.size(), parameters.values(),
                                 parameters.lengths(), parameters.formats(),
                                 /*resultFormat=*/1);
  } else {
    queued = PQsendQueryParams(connection_, NumberParameters(sql).c_str(),
                               parameters.size(), parameters.types().data(),
                               parameters.values(), parameters.lengths(),
                               parameters.formats(), /*resultFormat=*/1);
  }
  if (queued != 1) return Lost(sql);
  sent_.push_back({std::string(sql), ""});
  return absl::OkStatus();
}

absl::StatusOr<PostgresResult> PostgresSession::Await() {
  if (broken_) return PostgresError("", "the connection was lost before");
  if (PQpipelineSync(connection_) != 1) return Lost("sync");
  PostgresResult last;
  absl::Status error;
  while (!sent_.empty()) {
    const Sent sent = std::move(sent_.front());
    sent_.pop_front();
    PostgresResult result(Next());
    if (result == nullptr) return Lost(sent.sql);
    const ExecStatusType status = PQresultStatus(result.get());
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!good) {
      if (!sent.preparation.empty()) prepared_.erase(sent.preparation);
      if (error.ok() && status != PGRES_PIPELINE_ABORTED) {
        error = ErrorOf(result.get(), sent.sql);
      }
      if (broken_) {
        sent_.clear();
        return error;
      }
    }
    last = std::move(result);
    // The end of this statement's results.
    PostgresResult end(Next());
    if (end != nullptr || broken_) return Lost(sent.sql);
  }
  const PostgresResult sync(Next());
  if (sync == nullptr || PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC) {
    return Lost("sync");
  }
  PARALLAX_RETURN_IF_ERROR(error);
  return last;
}

pg_result* PostgresSession::Next() {
  while (true) {
    const int unsent = PQflush(connection_);
    if (unsent < 0) break;
    if (PQisBusy(connection_) == 0) return PQgetResult(connection_);
    pollfd entry = {
        .fd = PQsocket(connection_),
        .events = static_cast<short>(POLLIN | (unsent > 0 ? POLLOUT : 0)),
        .revents = 0};
    poll(&entry, 1, kPollMillis);
    if (entry.revents != 0 && PQconsumeInput(connection_) != 1) break;
    if (interrupt_ == nullptr || interrupt_->Check().ok()) continue;
    if (cancelled_at_ == absl::InfinitePast()) {
      cancelled_at_ = absl::Now();
      Cancel();
    } else if (absl::Now() - cancelled_at_ > kCancelPatience) {
      break;
    }
  }
  broken_ = true;
  return nullptr;
}

void PostgresSession::Cancel() {
  PGcancel* const cancel = PQgetCancel(connection_);
  if (cancel == nullptr) return;
  char error[256] = "";
  if (PQcancel(cancel, error, sizeof(error)) != 1) {
    observability::LogWarning("a query could not be stopped",
                              {{"error", error}});
  }
  PQfreeCancel(cancel);
}

absl::Status PostgresSession::Script(absl::string_view script) {
  PARALLAX_RETURN_IF_ERROR(Await().status());
  // Several statements in one text are not for pipelines.
  if (PQexitPipelineMode(connection_) != 1 ||
      PQsendQuery(connection_, std::string(script).c_str()) != 1) {
    return Lost(script);
  }
  absl::Status error;
  while (true) {
    const PostgresResult result(Next());
    if (broken_) return Lost(script);
    if (result == nullptr) break;
    const ExecStatusType status = PQresultStatus(result.get());
    if (error.ok() && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
      error = ErrorOf(result.get(), script);
    }
  }
  if (broken_ || PQenterPipelineMode(connection_) != 1) {
    return error.ok() ? Lost(script) : error;
  }
  return error;
}

bool PostgresSession::ready() const {
  return !broken_ && sent_.empty() &&
         PQtransactionStatus(connection_) == PQTRANS_IDLE;
}

bool PostgresSession::TakeNotifications() {
  // To the end: a server that goes away says farewell before it hangs up.
  while (!broken_) {
    pollfd entry = {.fd = socket(), .events = POLLIN, .revents = 0};
    if (poll(&entry, 1, /*timeout=*/0) <= 0) break;
    broken_ = PQconsumeInput(connection_) != 1 ||
              PQstatus(connection_) != CONNECTION_OK;
  }
  bool any = false;
  while (PGnotify* const notification = PQnotifies(connection_)) {
    PQfreemem(notification);
    any = true;
  }
  return any;
}

}  // namespace parallax::storage
