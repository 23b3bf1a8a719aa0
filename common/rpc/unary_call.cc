#include "common/rpc/unary_call.h"

#include <memory>
#include <utility>

namespace parallax::rpc {
namespace {

// Deletes itself in OnDone(), which gRPC calls once, after Finish() and after
// OnCancel() if that came.
class UnaryCall final : public grpc::ServerUnaryReactor {
 public:
  UnaryCall(CallRuntime& runtime, CallInfo info,
            std::function<void(const CallContext&, FinishCall)> work)
      : runtime_(runtime), info_(std::move(info)), work_(std::move(work)) {}

  void Begin(RunOn run_on) {
    absl::Status admitted = runtime_.Admit(info_);
    if (admitted.ok() && run_on == RunOn::kExecutor) {
      admitted = runtime_.executor().Submit([this] { Run(); });
      if (admitted.ok()) return;
    }
    if (admitted.ok()) {
      Run();
    } else {
      End(std::move(admitted));
    }
  }

 private:
  void Run() {
    // A caller that has gone is not worked for.
    absl::Status status = info_.context.Check();
    if (!status.ok()) {
      End(std::move(status));
      return;
    }
    work_(info_.context, [this](absl::Status end) { End(std::move(end)); });
  }

  void End(absl::Status status) {
    status_ = std::move(status);
    Finish(runtime_.ToWire(status_, info_));
  }

  void OnCancel() override { info_.context.Cancel(); }

  void OnDone() override {
    runtime_.Complete(info_, status_);
    delete this;
  }

  CallRuntime& runtime_;
  const CallInfo info_;
  const std::function<void(const CallContext&, FinishCall)> work_;
  absl::Status status_;
};

}  // namespace

grpc::ServerUnaryReactor* ServeUnaryAsyncWork(
    CallRuntime& runtime, grpc::CallbackServerContext* context,
    absl::string_view method, RunOn run_on,
    std::function<void(const CallContext&, FinishCall)> work) {
  auto* call = new UnaryCall(
      runtime, runtime.Begin(context, method, /*long_lived=*/false),
      std::move(work));
  call->Begin(run_on);
  return call;
}

grpc::ServerUnaryReactor* ServeUnaryWork(
    CallRuntime& runtime, grpc::CallbackServerContext* context,
    absl::string_view method, RunOn run_on,
    std::function<absl::Status(const CallContext&)> work) {
  return ServeUnaryAsyncWork(
      runtime, context, method, run_on,
      [work = std::move(work)](const CallContext& call,
                               const FinishCall& finish) {
        finish(work(call));
      });
}

}  // namespace parallax::rpc
