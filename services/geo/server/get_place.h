// GetPlace.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "parallax/geo/v1/geo_service.pb.h"
#include "services/geo/domain/gazetteer/gazetteer.h"

namespace parallax::geo::server {

// Thread safe. What it is given must outlive it.
class GetPlaceHandler {
 public:
  explicit GetPlaceHandler(const domain::Gazetteer& gazetteer)
      : gazetteer_(gazetteer) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const v1::GetPlaceRequest& request,
                      v1::GetPlaceResponse* response) const;

 private:
  const domain::Gazetteer& gazetteer_;
};

}  // namespace parallax::geo::server
