#include "services/ingest/neighbours/grpc_neighbours.h"

#include "absl/strings/str_cat.h"
#include "common/client/channel.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "grpcpp/client_context.h"

namespace parallax::ingest::neighbours {
namespace {

constexpr absl::Duration kRetryAfter = absl::Seconds(1);

// What a caller of ours learns. That the neighbour is away or slow is not the
// caller's doing; what the neighbour refuses is a fault of ours.
absl::Status Translate(const grpc::Status& status, absl::string_view service,
                       const rpc::CallContext& context) {
  if (status.ok()) return absl::OkStatus();
  const absl::Status own = context.Check();
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

}  // namespace

GrpcClaimsLedger::GrpcClaimsLedger(
    const std::shared_ptr<grpc::Channel>& channel, absl::Duration limit)
    : stub_(claims::v1::ClaimsService::NewStub(channel)), limit_(limit) {}

absl::StatusOr<claims::v1::RecordMentionsResponse>
GrpcClaimsLedger::RecordMentions(
    const rpc::CallContext& context,
    const claims::v1::RecordMentionsRequest& request) {
  grpc::ClientContext client;
  client::Propagate(context, &client, limit_);
  claims::v1::RecordMentionsResponse response;
  const grpc::Status status =
      stub_->RecordMentions(&client, request, &response);
  if (!status.ok()) return Translate(status, "claims", context);
  return response;
}

GrpcPlaceResolver::GrpcPlaceResolver(
    const std::shared_ptr<grpc::Channel>& channel, absl::Duration limit)
    : stub_(geo::v1::GeoService::NewStub(channel)), limit_(limit) {}

absl::StatusOr<geo::v1::ResolvePlacesResponse> GrpcPlaceResolver::ResolvePlaces(
    const rpc::CallContext& context,
    const geo::v1::ResolvePlacesRequest& request) {
  grpc::ClientContext client;
  client::Propagate(context, &client, limit_);
  geo::v1::ResolvePlacesResponse response;
  const grpc::Status status = stub_->ResolvePlaces(&client, request, &response);
  if (!status.ok()) return Translate(status, "geo", context);
  return response;
}

}  // namespace parallax::ingest::neighbours
