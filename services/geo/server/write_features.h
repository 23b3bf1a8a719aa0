// WriteFeatures.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "parallax/geo/v1/geo_service.pb.h"
#include "services/geo/domain/layers/layer_store.h"

namespace parallax::geo::server {

// Thread safe. What it is given must outlive it.
class WriteFeaturesHandler {
 public:
  explicit WriteFeaturesHandler(domain::LayerStore& store) : store_(store) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const v1::WriteFeaturesRequest& request,
                      v1::WriteFeaturesResponse* response) const;

 private:
  domain::LayerStore& store_;
};

}  // namespace parallax::geo::server
