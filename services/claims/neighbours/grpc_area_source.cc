#include "services/claims/neighbours/grpc_area_source.h"

#include "common/client/channel.h"
#include "common/client/neighbour.h"
#include "common/status/errors.h"
#include "grpcpp/client_context.h"

namespace parallax::claims::neighbours {

GrpcAreaSource::GrpcAreaSource(const std::shared_ptr<grpc::Channel>& channel,
                               absl::Duration limit)
    : stub_(geo::v1::GeoService::NewStub(channel)), limit_(limit) {}

absl::StatusOr<geo::v1::Geometry> GrpcAreaSource::FeatureShape(
    const rpc::CallContext& call, const std::string& feature) {
  grpc::ClientContext client;
  client::Propagate(call, &client, limit_);
  geo::v1::GetFeatureRequest request;
  request.set_name(feature);
  geo::v1::GetFeatureResponse response;
  const grpc::Status status = stub_->GetFeature(&client, request, &response);
  // A name that cannot be is none that exists.
  if (status.error_code() == grpc::StatusCode::NOT_FOUND ||
      status.error_code() == grpc::StatusCode::INVALID_ARGUMENT) {
    return status::NotFound("feature", feature);
  }
  if (!status.ok()) return client::FromNeighbour(status, "geo", call);
  return response.feature().geometry();
}

absl::StatusOr<std::string> GrpcAreaSource::PlaceNamed(
    const rpc::CallContext& call, const std::string& name) {
  grpc::ClientContext client;
  client::Propagate(call, &client, limit_);
  geo::v1::ResolvePlacesRequest request;
  request.add_toponyms()->set_phrase(name);
  geo::v1::ResolvePlacesResponse response;
  const grpc::Status status = stub_->ResolvePlaces(&client, request, &response);
  if (status.error_code() == grpc::StatusCode::INVALID_ARGUMENT) {
    return status::NotFound("place", name);
  }
  if (!status.ok()) return client::FromNeighbour(status, "geo", call);
  if (response.references().empty() || response.references(0).place().empty()) {
    return status::NotFound("place", name);
  }
  return response.references(0).place();
}

}  // namespace parallax::claims::neighbours
