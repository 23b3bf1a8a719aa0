// What travels with one call from the wire down to the store: deadline,
// cancellation, request id, clock. Knows nothing of gRPC, so that domain code
// and stores can take it.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/rpc/clock.h"

namespace parallax::rpc {

// Cheap to copy; copies share the cancellation flag. Thread safe.
class CallContext {
 public:
  // `clock` must outlive every copy.
  CallContext(absl::Time deadline, std::string request_id,
              const Clock& clock = Clock::Real());

  // No deadline, never cancelled: start-up work and tests.
  static CallContext Background(const Clock& clock = Clock::Real());

  absl::Time deadline() const { return deadline_; }
  absl::Duration Remaining() const {
    return deadline_ == absl::InfiniteFuture() ? absl::InfiniteDuration()
                                               : deadline_ - Now();
  }
  const std::string& request_id() const { return request_id_; }
  const Clock& clock() const { return *clock_; }
  absl::Time Now() const { return clock_->Now(); }

  // Asks the work to stop. Reaches every copy.
  void Cancel() const { cancelled_->store(true, std::memory_order_relaxed); }
  bool cancelled() const { return cancelled_->load(std::memory_order_relaxed); }

  // OK, CANCELLED or DEADLINE_EXCEEDED. Long work calls this now and then;
  // SQLite queries do so by themselves.
  absl::Status Check() const;

  // The same call with an earlier deadline (a later one changes nothing).
  // Shares the cancellation flag with this one.
  CallContext WithDeadline(absl::Time deadline) const;

 private:
  std::shared_ptr<std::atomic<bool>> cancelled_;
  absl::Time deadline_;
  std::string request_id_;
  const Clock* clock_;
};

}  // namespace parallax::rpc
