// A database of any engine, as a store sees it.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "common/storage/sql_connection.h"

namespace parallax::storage {

// Thread safe.
class SqlDatabase {
 public:
  using Body = std::function<absl::Status(SqlConnection&)>;

  virtual ~SqlDatabase() = default;

  virtual SqlDialect dialect() const = 0;

  // Runs `body` in a transaction and returns once that is durable. An error
  // from `body` undoes its changes and is returned. `body` may run again from
  // its beginning when the engine found it in the way of another transaction,
  // so it must set, not add to, what it hands out. It must not call Write().
  virtual absl::Status Write(const rpc::CallContext& context, Body body) = 0;

  // Runs `body` once, on the calling thread, in one snapshot of the committed
  // state. Queries stop when the call is cancelled or late.
  virtual absl::Status Read(const rpc::CallContext& context,
                            const Body& body) = 0;

  // Called after commits that changed something, and where other processes
  // write to the database also after theirs, within a second at most; may be
  // called when nothing has changed. It must not block for long. Set before
  // the first Write().
  virtual void SetCommitListener(std::function<void()> listener) = 0;

  // 32 random bytes kept in the database under `name`, made on first use: keys
  // for page tokens, the same in every process and after a restart.
  absl::StatusOr<std::string> Secret(absl::string_view name);

  // Schema version after migration.
  virtual int schema_version() const = 0;

  // The engine's own check of all that it keeps: OK or DATA_LOSS with what it
  // found. OK from an engine that is checked with tools of its own.
  virtual absl::Status CheckIntegrity(const rpc::CallContext& context) {
    return absl::OkStatus();
  }

  // Sends `sink` a consistent copy of the database, as of now, while it is in
  // use. The first error ends it. UNIMPLEMENTED from an engine with tools of
  // its own.
  virtual absl::Status Copy(
      const rpc::CallContext& context,
      const std::function<absl::Status(absl::string_view)>& sink) {
    return absl::UnimplementedError(
        "this store is copied with the tools of its engine");
  }

  // Refuses new work, finishes what runs and closes. Idempotent.
  virtual void Close() = 0;
};

}  // namespace parallax::storage
