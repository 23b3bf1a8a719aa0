#include "common/rpc/encoded_call.h"

#include <grpc/slice.h>

#include "common/status/errors.h"

namespace parallax::rpc {

absl::Status DecodeMessage(const grpc::ByteBuffer& bytes,
                           google::protobuf::MessageLite* message) {
  grpc::Slice whole;
  if (bytes.TrySingleSlice(&whole).ok() ||
      bytes.DumpToSingleSlice(&whole).ok()) {
    if (message->ParseFromArray(whole.begin(),
                                static_cast<int>(whole.size()))) {
      return absl::OkStatus();
    }
  }
  return status::InvalidField("", "the request is no message of its type");
}

grpc::Slice EncodeMessage(const google::protobuf::MessageLite& message) {
  grpc_slice slice = grpc_slice_malloc(message.ByteSizeLong());
  message.SerializeWithCachedSizesToArray(GRPC_SLICE_START_PTR(slice));
  return grpc::Slice(slice, grpc::Slice::STEAL_REF);
}

}  // namespace parallax::rpc
