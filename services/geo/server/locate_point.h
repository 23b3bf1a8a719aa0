// LocatePoint.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "parallax/geo/v1/geo_service.pb.h"
#include "services/geo/domain/gazetteer/gazetteer.h"
#include "services/geo/domain/layers/layer_store.h"

namespace parallax::geo::server {

// Thread safe. What it is given must outlive it.
class LocatePointHandler {
 public:
  LocatePointHandler(const domain::Gazetteer& gazetteer,
                     domain::LayerStore& store)
      : gazetteer_(gazetteer), store_(store) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const v1::LocatePointRequest& request,
                      v1::LocatePointResponse* response) const;

 private:
  const domain::Gazetteer& gazetteer_;
  domain::LayerStore& store_;
};

}  // namespace parallax::geo::server
