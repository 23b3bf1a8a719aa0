// Everyone who follows the ledger's changes.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/rpc/bounded_executor.h"
#include "common/rpc/server_stream.h"
#include "grpcpp/support/byte_buffer.h"
#include "services/claims/domain/change_log.h"
#include "services/claims/server/change_tail.h"

namespace parallax::claims::server {

// Of encoded WatchResponses: those who want the same get the same bytes.
using WatchStream = rpc::ServerStream<grpc::ByteBuffer>;

// What one watcher asked for.
struct WatchPlan {
  std::int64_t after_revision = 0;
  absl::flat_hash_set<int> subjects;  // empty: all
  std::string incident;               // empty: all
  bool all() const { return subjects.empty() && incident.empty(); }
  absl::Duration progress_interval = absl::Seconds(10);
};

// Sends each watcher the change log from where it stands, at the watcher's own
// pace: what it has not read yet stays in the store, so that a slow one costs
// no memory. Thread safe.
class WatchHub {
 public:
  // Both must outlive it; `executor` runs the reading.
  WatchHub(domain::ChangeLog* log, rpc::BoundedExecutor* executor);
  // Watchers must have ended.
  ~WatchHub();

  // OUT_OF_RANGE (REVISION_TOO_OLD) when changes after the start have been
  // dropped already.
  absl::Status Subscribe(std::shared_ptr<WatchStream> stream, WatchPlan plan);

  // Call after each commit; does not block.
  void Wake();

  // Ends the thread that keeps time. Idempotent.
  void Stop();

 private:
  class Watcher;
  void KeepTime();
  void TellAll(const std::vector<std::shared_ptr<Watcher>>& watchers);

  ChangeTail log_;
  rpc::BoundedExecutor& executor_;
  absl::Mutex mutex_;
  std::vector<std::weak_ptr<Watcher>> watchers_ ABSL_GUARDED_BY(mutex_);
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread timekeeper_;
};

}  // namespace parallax::claims::server
