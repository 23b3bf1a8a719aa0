#include "common/rpc/call_context.h"

#include <algorithm>
#include <utility>

namespace parallax::rpc {

CallContext::CallContext(absl::Time deadline, std::string request_id,
                         const Clock& clock)
    : cancelled_(std::make_shared<std::atomic<bool>>(false)),
      deadline_(deadline),
      request_id_(std::move(request_id)),
      clock_(&clock) {}

CallContext CallContext::Background(const Clock& clock) {
  return CallContext(absl::InfiniteFuture(), "", clock);
}

absl::Status CallContext::Check() const {
  if (cancelled()) return absl::CancelledError("the caller has gone");
  if (deadline_ != absl::InfiniteFuture() && Now() >= deadline_) {
    return absl::DeadlineExceededError("the deadline has passed");
  }
  return absl::OkStatus();
}

CallContext CallContext::WithDeadline(absl::Time deadline) const {
  CallContext copy = *this;
  copy.deadline_ = std::min(deadline_, deadline);
  return copy;
}

}  // namespace parallax::rpc
