// One connection to a PostgreSQL server: statements out, results in.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/rpc/call_context.h"
#include "common/storage/sql_value.h"

struct pg_conn;
struct pg_result;

namespace parallax::storage {

class PostgresParameters;

struct PostgresResultDeleter {
  void operator()(pg_result* result) const;
};
// Values are in binary form.
using PostgresResult = std::unique_ptr<pg_result, PostgresResultDeleter>;

// Statements go out in a pipeline: those that nobody waits for cost no round
// trip of their own, and after the first error the server skips the rest.
// Used by one thread at a time.
class PostgresSession {
 public:
  struct Options {
    // postgresql://USER:PASSWORD@HOST:PORT/DATABASE?..., as libpq reads it.
    std::string url;
    // Tables are looked for here; need not exist yet.
    std::string schema;
    // Shown by the server's list of sessions.
    std::string application;
  };

  // Connects. UNAVAILABLE when the server cannot be reached,
  // FAILED_PRECONDITION when it refuses or is older than version 14.
  static absl::StatusOr<std::unique_ptr<PostgresSession>> Open(
      const Options& options);

  ~PostgresSession();
  PostgresSession(const PostgresSession&) = delete;
  PostgresSession& operator=(const PostgresSession&) = delete;

  // Sends a statement with `?` parameters, prepared when it is `lasting`: one
  // that comes again and again.
  absl::Status Queue(absl::string_view sql, absl::Span<const SqlValue> values,
                     bool lasting = true);
  absl::Status QueueBound(absl::string_view sql,
                          const PostgresParameters& parameters,
                          bool lasting = true);

  // Waits for all that was sent: the result of the last statement, or the
  // first error.
  absl::StatusOr<PostgresResult> Await();

  // Runs every statement of `script`, none of them with parameters.
  absl::Status Script(absl::string_view script);

  // From now on waiting ends, and the server stops its work, once `context`
  // says so; null takes the watch away. The context must outlive it.
  void SetInterrupt(const rpc::CallContext* context);

  // True once the connection is lost: nothing can be done with it any more.
  bool broken() const { return broken_; }
  // True when an error since ClearConflict() was IsPostgresConflict().
  bool conflicted() const { return conflicted_; }
  void ClearConflict() { conflicted_ = false; }

  // True when the session is outside of any transaction and fit for another.
  bool ready() const;

  // Takes in what the server sent unasked. True when there were notifications;
  // the session is broken() when the server has hung up.
  bool TakeNotifications();

  // For poll().
  int socket() const;

 private:
  // A statement whose result is awaited.
  struct Sent {
    std::string sql;
    // Of a preparation: its place in `prepared_`.
    std::string preparation;
  };

  PostgresSession() = default;

  absl::Status Prepare(const std::string& key, absl::string_view sql,
                       absl::Span<const unsigned> types);
  // The next result of the pipeline; null between two statements.
  pg_result* Next();
  void Cancel();
  absl::Status ErrorOf(const pg_result* result, absl::string_view sql);
  absl::Status Lost(absl::string_view doing);

  pg_conn* connection_ = nullptr;
  const rpc::CallContext* interrupt_ = nullptr;
  // When the server was asked to stop; the far past while it was not.
  absl::Time cancelled_at_ = absl::InfinitePast();
  bool broken_ = false;
  bool conflicted_ = false;
  std::deque<Sent> sent_;
  // Names of prepared statements, by text and types of the parameters.
  absl::flat_hash_map<std::string, std::string> prepared_;
  std::int64_t names_given_ = 0;
};

}  // namespace parallax::storage
