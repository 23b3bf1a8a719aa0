// The other services over gRPC.
#ifndef PARALLAX_SERVICES_INGEST_NEIGHBOURS_GRPC_NEIGHBOURS_H_
#define PARALLAX_SERVICES_INGEST_NEIGHBOURS_GRPC_NEIGHBOURS_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "parallax/claims/v1/claims_service.grpc.pb.h"
#include "parallax/geo/v1/geo_service.grpc.pb.h"
#include "services/ingest/domain/neighbours.h"

namespace parallax::ingest::neighbours {

// Thread safe. Calls block; each takes at most `limit`.
class GrpcClaimsLedger final : public domain::ClaimsLedger {
 public:
  GrpcClaimsLedger(const std::shared_ptr<grpc::Channel>& channel,
                   absl::Duration limit);

  absl::StatusOr<claims::v1::RecordMentionsResponse> RecordMentions(
      const rpc::CallContext& context,
      const claims::v1::RecordMentionsRequest& request) override;

 private:
  std::unique_ptr<claims::v1::ClaimsService::StubInterface> stub_;
  absl::Duration limit_;
};

class GrpcPlaceResolver final : public domain::PlaceResolver {
 public:
  GrpcPlaceResolver(const std::shared_ptr<grpc::Channel>& channel,
                    absl::Duration limit);

  absl::StatusOr<geo::v1::ResolvePlacesResponse> ResolvePlaces(
      const rpc::CallContext& context,
      const geo::v1::ResolvePlacesRequest& request) override;

 private:
  std::unique_ptr<geo::v1::GeoService::StubInterface> stub_;
  absl::Duration limit_;
};

}  // namespace parallax::ingest::neighbours

#endif  // PARALLAX_SERVICES_INGEST_NEIGHBOURS_GRPC_NEIGHBOURS_H_
