// What happens around every call, in one documented order.
//
// A call passes the stages of MiddlewareStage in order; the first that refuses
// ends it, and its handler never runs. When the call ends, however it ends,
// every middleware hears of it in the opposite order. To add one: a class here
// in common/rpc, its stage in the enum, one line in the composition root.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/rpc/call_context.h"

namespace parallax::rpc {

// The order. Gaps are the places kept for what is not built in.
enum class MiddlewareStage {
  kTrace = 100,           // reads or starts the trace context
  kAccessLog = 200,       // one line for each call, also refused ones
  kMetrics = 300,         // counts and times calls
  kAuthentication = 400,  // who calls
  kAuthorization = 500,   // may they call this
  kQuota = 600,           // how much may they call
  kDrain = 700,           // refuses calls once the server is stopping
  kDeadline = 800,        // refuses calls that cannot be answered in time
  kLast = 900,
};

// What is known when a call arrives.
struct CallInfo {
  std::string method;  // "parallax.geo.v1.GeoService/GetPlace"
  std::string peer;    // "ipv4:127.0.0.1:40312"
  CallContext context;
  absl::Time started;
  bool has_client_deadline = false;
  // True for calls that last until somebody ends them (Watch): no default
  // deadline is put on them, and a drain ends them first.
  bool long_lived = false;
};

// What is known when it ended.
struct CallOutcome {
  absl::Status status;
  absl::Duration latency;
};

// Thread safe; called on gRPC's threads, so it must not block.
class Middleware {
 public:
  virtual ~Middleware() = default;
  virtual MiddlewareStage stage() const = 0;
  // An error ends the call with that error.
  virtual absl::Status Admit(const CallInfo& call) { return absl::OkStatus(); }
  virtual void Complete(const CallInfo& call, const CallOutcome& outcome) {}
};

}  // namespace parallax::rpc
