#include "services/ingest/neighbours/grpc_neighbours.h"

#include "common/client/channel.h"
#include "common/client/neighbour.h"
#include "grpcpp/client_context.h"

namespace parallax::ingest::neighbours {
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
  if (!status.ok()) return client::FromNeighbour(status, "claims", context);
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
  if (!status.ok()) return client::FromNeighbour(status, "geo", context);
  return response;
}

}  // namespace parallax::ingest::neighbours
