#include "common/client/neighbour.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"

namespace parallax::client {
namespace {

constexpr absl::Duration kRetryAfter = absl::Seconds(1);

}  // namespace

absl::Status FromNeighbour(const grpc::Status& status,
                           absl::string_view service,
                           const rpc::CallContext& context) {
  if (status.ok()) return absl::OkStatus();
  absl::Status own = context.Check();
  if (!own.ok()) return own;
  const absl::Status error = status::FromGrpc(status);
  switch (error.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
      return status::WithInternalDetail(
          status::Unavailable(
              type::v1::ERROR_REASON_NEIGHBOUR_UNAVAILABLE,
              absl::StrCat("the ", service, " service does not answer"),
              kRetryAfter),
          error.ToString());
    case absl::StatusCode::kResourceExhausted:
      return status::Overloaded(
          absl::StrCat("the ", service, " service is at its limit"),
          status::RetryDelayOf(error).value_or(kRetryAfter));
    default:
      return status::WithInternalDetail(
          status::Error(
              absl::StatusCode::kInternal, type::v1::ERROR_REASON_INTERNAL,
              absl::StrCat("the ", service, " service refused a call")),
          error.ToString());
  }
}

}  // namespace parallax::client
