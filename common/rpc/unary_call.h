// Serves one unary RPC: admission, bounded executor, Finish exactly once.
//
//   grpc::ServerUnaryReactor* GetPlace(grpc::CallbackServerContext* context,
//                                      const GetPlaceRequest* request,
//                                      Place* response) override {
//     return rpc::ServeUnary(
//         runtime_, context, "parallax.geo.v1.GeoService/GetPlace", request,
//         response, [this](const rpc::CallContext& call, const auto& request,
//                          auto* response) {
//           return get_place_.Handle(call, request, response);
//         });
//   }
#pragma once

#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "common/rpc/call_runtime.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"

namespace parallax::rpc {

enum class RunOn {
  kExecutor,  // anything that may block: stores, neighbours, long computing
  kInline,    // only answers from memory within microseconds
};

// Ends a call with the status that goes to its caller. Called exactly once, by
// any thread.
using FinishCall = std::function<void(absl::Status)>;

// The part without templates. `work` runs at most once and sees to it that the
// call ends, then or later; the status goes through the converter to the
// caller. When the caller has gone or the deadline has passed before a thread
// was free, `work` does not run at all.
grpc::ServerUnaryReactor* ServeUnaryAsyncWork(
    CallRuntime& runtime, grpc::CallbackServerContext* context,
    absl::string_view method, RunOn run_on,
    std::function<void(const CallContext&, FinishCall)> work);

// The same for work whose end is the call's end.
grpc::ServerUnaryReactor* ServeUnaryWork(
    CallRuntime& runtime, grpc::CallbackServerContext* context,
    absl::string_view method, RunOn run_on,
    std::function<absl::Status(const CallContext&)> work);

// `handler` is absl::Status(const CallContext&, const Request&, Response*).
// It returns only when the answer is ready; gRPC owns request and response
// until then.
template <typename Request, typename Response, typename Handler>
grpc::ServerUnaryReactor* ServeUnary(CallRuntime& runtime,
                                     grpc::CallbackServerContext* context,
                                     absl::string_view method,
                                     const Request* request, Response* response,
                                     Handler handler,
                                     RunOn run_on = RunOn::kExecutor) {
  return ServeUnaryWork(runtime, context, method, run_on,
                        [request, response, handler = std::move(handler)](
                            const CallContext& call) -> absl::Status {
                          return handler(call, *request, response);
                        });
}

// For work that waits on others without holding a thread: `handler` is
// void(const CallContext&, const Request&, Response*, FinishCall). gRPC owns
// request and response until the call is ended; the context's copies may be
// kept.
template <typename Request, typename Response, typename Handler>
grpc::ServerUnaryReactor* ServeUnaryAsync(CallRuntime& runtime,
                                          grpc::CallbackServerContext* context,
                                          absl::string_view method,
                                          const Request* request,
                                          Response* response, Handler handler) {
  return ServeUnaryAsyncWork(runtime, context, method, RunOn::kExecutor,
                             [request, response, handler = std::move(handler)](
                                 const CallContext& call, FinishCall finish) {
                               handler(call, *request, response,
                                       std::move(finish));
                             });
}

}  // namespace parallax::rpc
