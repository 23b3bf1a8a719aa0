#include "common/status/grpc_status.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "common/observability/log.h"
#include "common/status/errors.h"
#include "common/status/payload.h"
#include "google/rpc/status.pb.h"

namespace parallax::status {
namespace {

bool RevealsInside(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal ||
         code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss;
}

std::string SafeMessage(absl::string_view request_id) {
  return request_id.empty()
             ? std::string("the service failed; its log says why")
             : absl::StrCat("the service failed; its log says why under ",
                            request_id);
}

}  // namespace

google::rpc::Status ToProto(const absl::Status& status,
                            absl::string_view request_id) {
  google::rpc::Status wire;
  if (status.ok()) return wire;
  const bool inside = RevealsInside(status.code());
  if (const std::string detail = InternalDetail(status);
      inside || !detail.empty()) {
    observability::LogError("a call failed",
                            {{"request_id", request_id},
                             {"code", absl::StatusCodeToString(status.code())},
                             {"error", status.message()},
                             {"detail", detail}});
  }
  absl::Status sent = status;
  if (inside) {
    const ErrorReason reason = ReasonOf(status);
    sent = Error(status.code(),
                 reason == type::v1::ERROR_REASON_UNSPECIFIED
                     ? type::v1::ERROR_REASON_INTERNAL
                     : reason,
                 SafeMessage(request_id));
  }
  wire.set_code(static_cast<int>(sent.code()));
  wire.set_message(std::string(sent.message()));
  sent.ForEachPayload([&wire](absl::string_view url, const absl::Cord& value) {
    if (url == kInternalDetailUrl) return;
    google::protobuf::Any* detail = wire.add_details();
    detail->set_type_url(std::string(url));
    detail->set_value(std::string(value));
  });
  return wire;
}

absl::Status FromProto(const google::rpc::Status& status) {
  absl::Status result(static_cast<absl::StatusCode>(status.code()),
                      status.message());
  for (const google::protobuf::Any& detail : status.details()) {
    result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return result;
}

grpc::Status ToGrpc(const absl::Status& status, absl::string_view request_id) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status wire = ToProto(status, request_id);
  return grpc::Status(
      static_cast<grpc::StatusCode>(wire.code()), wire.message(),
      wire.details_size() == 0 ? std::string() : wire.SerializeAsString());
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status wire;
  if (wire.ParseFromString(status.error_details()) && wire.code() != 0) {
    // The call's own code and message are what counts.
    wire.set_code(status.error_code());
    wire.set_message(status.error_message());
    return FromProto(wire);
  }
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                      status.error_message());
}

}  // namespace parallax::status
