// ResolvePlaces.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "parallax/geo/v1/geo_service.pb.h"
#include "services/geo/domain/gazetteer/gazetteer.h"
#include "services/geo/domain/resolve/resolver.h"

namespace parallax::geo::server {

// Thread safe. What it is given must outlive it.
class ResolvePlacesHandler {
 public:
  explicit ResolvePlacesHandler(const domain::Gazetteer& gazetteer)
      : gazetteer_(gazetteer), resolver_(gazetteer) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const v1::ResolvePlacesRequest& request,
                      v1::ResolvePlacesResponse* response) const;

 private:
  const domain::Gazetteer& gazetteer_;
  domain::Resolver resolver_;
};

}  // namespace parallax::geo::server
