// Serves one unary RPC whose answer may lie ready as bytes.
//
// For the reads that are called most: an answer that is kept as it goes over
// the wire is neither built nor encoded again. The service marks the method
// raw and looks for the answer first:
//
//   class Service final
//       : public WithRawCallbackMethod_GetClaim<CallbackService> {
//     grpc::ServerUnaryReactor* GetClaim(
//         grpc::CallbackServerContext* context, const grpc::ByteBuffer*
//         request, grpc::ByteBuffer* response) override {
//       return rpc::ServeEncoded<GetClaimRequest>(
//           runtime_, context, kMethod, request, response,
//           [this](const GetClaimRequest& asked) { return Peek(asked); },
//           [this](const rpc::CallContext& call, const GetClaimRequest& asked)
//           {
//             return Find(call, asked);
//           });
//     }
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/unary_call.h"
#include "google/protobuf/message_lite.h"
#include "grpcpp/support/byte_buffer.h"

namespace parallax::rpc {

// Reads `bytes` as `message`; INVALID_ARGUMENT when they are none.
absl::Status DecodeMessage(const grpc::ByteBuffer& bytes,
                           google::protobuf::MessageLite* message);

// `message` as it goes over the wire.
grpc::Slice EncodeMessage(const google::protobuf::MessageLite& message);

// `peek` is std::optional<grpc::ByteBuffer>(const Request&): the answer when it
// is at hand in memory, found on gRPC's own thread without blocking. Otherwise
// `find`, absl::StatusOr<grpc::ByteBuffer>(const CallContext&, const Request&),
// runs on the executor as ServeUnary() has it.
template <typename Request, typename Peek, typename Find>
grpc::ServerUnaryReactor* ServeEncoded(CallRuntime& runtime,
                                       grpc::CallbackServerContext* context,
                                       absl::string_view method,
                                       const grpc::ByteBuffer* request,
                                       grpc::ByteBuffer* response,
                                       const Peek& peek, Find find) {
  auto asked = std::make_shared<Request>();
  absl::Status readable = DecodeMessage(*request, asked.get());
  if (!readable.ok()) {
    return ServeUnaryWork(runtime, context, method, RunOn::kInline,
                          [readable = std::move(readable)](const CallContext&) {
                            return readable;
                          });
  }
  std::optional<grpc::ByteBuffer> ready = peek(*asked);
  if (ready) {
    return ServeUnaryWork(
        runtime, context, method, RunOn::kInline,
        [response, ready = *std::move(ready)](const CallContext&) {
          *response = ready;
          return absl::OkStatus();
        });
  }
  return ServeUnaryWork(
      runtime, context, method, RunOn::kExecutor,
      [response, asked = std::move(asked),
       find = std::move(find)](const CallContext& call) -> absl::Status {
        absl::StatusOr<grpc::ByteBuffer> found = find(call, *asked);
        if (!found.ok()) return found.status();
        response->Swap(&*found);
        return absl::OkStatus();
      });
}

}  // namespace parallax::rpc
