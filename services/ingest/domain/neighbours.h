// The other services, as far as ingest needs them.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_NEIGHBOURS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_NEIGHBOURS_H_

#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "parallax/claims/v1/claims_service.pb.h"
#include "parallax/geo/v1/geo_service.pb.h"

namespace parallax::ingest::domain {

// Thread safe. A neighbour that cannot be reached gives UNAVAILABLE
// (NEIGHBOUR_UNAVAILABLE).
class ClaimsLedger {
 public:
  virtual ~ClaimsLedger() = default;
  virtual absl::StatusOr<claims::v1::RecordMentionsResponse> RecordMentions(
      const rpc::CallContext& context,
      const claims::v1::RecordMentionsRequest& request) = 0;
};

// Thread safe; errors as above.
class PlaceResolver {
 public:
  virtual ~PlaceResolver() = default;
  virtual absl::StatusOr<geo::v1::ResolvePlacesResponse> ResolvePlaces(
      const rpc::CallContext& context,
      const geo::v1::ResolvePlacesRequest& request) = 0;
};

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_NEIGHBOURS_H_
