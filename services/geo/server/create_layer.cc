#include "services/geo/server/create_layer.h"

#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/geo/domain/layers/layer_rules.h"

namespace parallax::geo::server {

absl::Status CreateLayerHandler::Handle(
    const rpc::CallContext& call, const v1::CreateLayerRequest& request,
    v1::CreateLayerResponse* response) const {
  status::Violations bad;
  domain::CheckLayer(request.layer(), "layer", bad);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  v1::Layer layer = request.layer();
  layer.clear_feature_count();
  layer.clear_create_time();
  layer.clear_update_time();
  layer.clear_revision();
  layer.set_etag(domain::EtagOf(layer));
  PARALLAX_ASSIGN_OR_RETURN(auto kept, store_.CreateLayer(call, layer));
  *response->mutable_layer() = std::move(kept.first);
  response->set_revision(kept.second);
  return absl::OkStatus();
}

}  // namespace parallax::geo::server
