// What every call of one server shares: executor, middleware, clock, drain.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/rpc/bounded_executor.h"
#include "common/rpc/call_context.h"
#include "common/rpc/middleware.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"

namespace parallax::rpc {

// Owned by ServerRunner (or by a test); outlives every call. Thread safe once
// calls arrive; AddMiddleware() belongs before that.
class CallRuntime {
 public:
  struct Options {
    BoundedExecutor::Options executor;
    // Put on calls that come without a deadline.
    absl::Duration default_deadline = absl::Seconds(60);
    // Calls with less time left than this are refused on arrival.
    absl::Duration minimum_deadline = absl::Milliseconds(1);
    bool access_log = true;
    const Clock* clock = &Clock::Real();
  };

  explicit CallRuntime(Options options);
  ~CallRuntime();

  void AddMiddleware(std::unique_ptr<Middleware> middleware);

  // The call's context, from its deadline and metadata. The request id is the
  // caller's "x-request-id" when that is well formed, else a new one; it goes
  // back in the trailing metadata.
  // Every Begin() is followed by one Complete(), refused calls too: the drain
  // waits for it.
  CallInfo Begin(grpc::CallbackServerContext* context, absl::string_view method,
                 bool long_lived);

  // Asks every middleware in order.
  absl::Status Admit(const CallInfo& call) const;
  // Tells every middleware, in the opposite order.
  void Complete(const CallInfo& call, const absl::Status& status);

  // `status` as it goes to the caller of `call`; see status::ToGrpc().
  grpc::Status ToWire(const absl::Status& status, const CallInfo& call) const;

  BoundedExecutor& executor() { return executor_; }
  const Clock& clock() const { return *options_.clock; }
  const Options& options() const { return options_; }

  // How a long-lived stream is told to end. `on_drain` runs at most once, on
  // the draining thread, or at once when the drain is past that point; it may
  // still run beside RemoveDrainHook(), so it should hold a weak_ptr. The id is
  // never 0.
  std::uint64_t AddDrainHook(std::function<void()> on_drain);
  void RemoveDrainHook(std::uint64_t id);

  // From now on calls are refused with UNAVAILABLE / SHUTTING_DOWN.
  void BeginDrain();
  bool draining() const;
  // Runs the drain hooks: watches end.
  void EndStreams();
  // Calls that have begun and are not complete.
  std::int64_t in_flight() const { return in_flight_; }

 private:
  const Options options_;
  BoundedExecutor executor_;
  std::vector<std::unique_ptr<Middleware>> middleware_;
  std::atomic<std::int64_t> in_flight_ = 0;
  mutable absl::Mutex mutex_;
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
  bool streams_ended_ ABSL_GUARDED_BY(mutex_) = false;
  std::uint64_t next_hook_ ABSL_GUARDED_BY(mutex_) = 1;
  absl::flat_hash_map<std::uint64_t, std::function<void()>> hooks_
      ABSL_GUARDED_BY(mutex_);
};

// UNAVAILABLE / SHUTTING_DOWN with RetryInfo: what a drain answers.
absl::Status ShuttingDown();

}  // namespace parallax::rpc
