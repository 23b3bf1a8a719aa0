// ListLayers.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "common/storage/page_token.h"
#include "parallax/geo/v1/geo_service.pb.h"
#include "services/geo/domain/layers/layer_store.h"

namespace parallax::geo::server {

// Thread safe. What it is given must outlive it.
class ListLayersHandler {
 public:
  ListLayersHandler(domain::LayerStore& store,
                    const parallax::storage::PageTokenCodec& tokens)
      : store_(store), tokens_(tokens) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const v1::ListLayersRequest& request,
                      v1::ListLayersResponse* response) const;

 private:
  domain::LayerStore& store_;
  const parallax::storage::PageTokenCodec& tokens_;
};

}  // namespace parallax::geo::server
