// The geo service, as far as filters ask it.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "parallax/geo/v1/geo_service.grpc.pb.h"
#include "services/claims/domain/area_filter.h"

namespace parallax::claims::neighbours {

// Thread safe. Calls block; each takes at most `limit`.
class GrpcAreaSource final : public domain::AreaSource {
 public:
  GrpcAreaSource(const std::shared_ptr<grpc::Channel>& channel,
                 absl::Duration limit);

  absl::StatusOr<geo::v1::Geometry> FeatureShape(
      const rpc::CallContext& call, const std::string& feature) override;
  absl::StatusOr<std::string> PlaceNamed(const rpc::CallContext& call,
                                         const std::string& name) override;

 private:
  const std::unique_ptr<geo::v1::GeoService::StubInterface> stub_;
  const absl::Duration limit_;
};

}  // namespace parallax::claims::neighbours
