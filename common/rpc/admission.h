// The middleware that every server has.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/rpc/call_runtime.h"
#include "common/rpc/middleware.h"

namespace parallax::rpc {

// One log line for each call: info for those answered, warning for those that
// failed through us, none below the log's level.
class AccessLog final : public Middleware {
 public:
  MiddlewareStage stage() const override { return MiddlewareStage::kAccessLog; }
  void Complete(const CallInfo& call, const CallOutcome& outcome) override;
};

// Refuses calls once the server drains.
class DrainGate final : public Middleware {
 public:
  explicit DrainGate(const CallRuntime& runtime) : runtime_(runtime) {}
  MiddlewareStage stage() const override { return MiddlewareStage::kDrain; }
  absl::Status Admit(const CallInfo& call) override;

 private:
  const CallRuntime& runtime_;
};

// Refuses calls that have too little time left to be worth starting.
class DeadlineGate final : public Middleware {
 public:
  explicit DeadlineGate(absl::Duration minimum) : minimum_(minimum) {}
  MiddlewareStage stage() const override { return MiddlewareStage::kDeadline; }
  absl::Status Admit(const CallInfo& call) override;

 private:
  const absl::Duration minimum_;
};

}  // namespace parallax::rpc
