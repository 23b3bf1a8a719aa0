#include "common/rpc/call_runtime.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "common/observability/request_id.h"
#include "common/rpc/admission.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"

namespace parallax::rpc {
namespace {

std::string RequestIdOf(const grpc::CallbackServerContext& context) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find(observability::kRequestIdKey);
  if (found != metadata.end()) {
    const absl::string_view id(found->second.data(), found->second.size());
    if (observability::IsRequestId(id)) return std::string(id);
  }
  return observability::NewRequestId();
}

}  // namespace

CallRuntime::CallRuntime(Options options)
    : options_(options), executor_(options.executor) {
  if (options_.access_log) AddMiddleware(std::make_unique<AccessLog>());
  AddMiddleware(std::make_unique<DrainGate>(*this));
  AddMiddleware(std::make_unique<DeadlineGate>(options_.minimum_deadline));
}

CallRuntime::~CallRuntime() = default;

void CallRuntime::AddMiddleware(std::unique_ptr<Middleware> middleware) {
  const auto place = std::upper_bound(
      middleware_.begin(), middleware_.end(), middleware,
      [](const auto& a, const auto& b) { return a->stage() < b->stage(); });
  middleware_.insert(place, std::move(middleware));
}

CallInfo CallRuntime::Begin(grpc::CallbackServerContext* context,
                            absl::string_view method, bool long_lived) {
  ++in_flight_;
  const absl::Time now = clock().Now();
  const auto given = context->deadline();
  const bool has_deadline =
      given != std::chrono::system_clock::time_point::max();
  absl::Time deadline = absl::InfiniteFuture();
  if (has_deadline) {
    // Measured as time left, so that the injected clock decides.
    deadline = now + absl::FromChrono(given - std::chrono::system_clock::now());
  } else if (!long_lived) {
    deadline = now + options_.default_deadline;
  }
  std::string request_id = RequestIdOf(*context);
  // In the trailers: with initial metadata of its own an error could no longer
  // be retried by the caller's channel.
  context->AddTrailingMetadata(observability::kRequestIdKey, request_id);
  return CallInfo{
      .method = std::string(method),
      .peer = context->peer(),
      .context = CallContext(deadline, std::move(request_id), clock()),
      .started = now,
      .has_client_deadline = has_deadline,
      .long_lived = long_lived};
}

absl::Status CallRuntime::Admit(const CallInfo& call) const {
  for (const auto& middleware : middleware_) {
    absl::Status status = middleware->Admit(call);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

void CallRuntime::Complete(const CallInfo& call, const absl::Status& status) {
  const CallOutcome outcome{status, clock().Now() - call.started};
  for (auto it = middleware_.rbegin(); it != middleware_.rend(); ++it) {
    (*it)->Complete(call, outcome);
  }
  --in_flight_;
}

grpc::Status CallRuntime::ToWire(const absl::Status& status,
                                 const CallInfo& call) const {
  return status::ToGrpc(status, call.context.request_id());
}

std::uint64_t CallRuntime::AddDrainHook(std::function<void()> on_drain) {
  std::uint64_t id;
  {
    absl::MutexLock lock(&mutex_);
    id = next_hook_++;
    if (!streams_ended_) {
      hooks_.emplace(id, std::move(on_drain));
      return id;
    }
  }
  on_drain();
  return id;
}

void CallRuntime::RemoveDrainHook(std::uint64_t id) {
  absl::MutexLock lock(&mutex_);
  hooks_.erase(id);
}

void CallRuntime::BeginDrain() {
  absl::MutexLock lock(&mutex_);
  draining_ = true;
}

bool CallRuntime::draining() const {
  absl::MutexLock lock(&mutex_);
  return draining_;
}

void CallRuntime::EndStreams() {
  absl::flat_hash_map<std::uint64_t, std::function<void()>> hooks;
  {
    absl::MutexLock lock(&mutex_);
    streams_ended_ = true;
    hooks.swap(hooks_);
  }
  // Outside the lock: a hook may end its stream, which takes its hook away.
  for (auto& [id, hook] : hooks) hook();
}

absl::Status ShuttingDown() {
  return status::Unavailable(type::v1::ERROR_REASON_SHUTTING_DOWN,
                             "the service is shutting down; call again",
                             absl::Milliseconds(500));
}

}  // namespace parallax::rpc
