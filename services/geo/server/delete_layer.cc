#include "services/geo/server/delete_layer.h"

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/geo/domain/layers/layer_rules.h"

namespace parallax::geo::server {

absl::Status DeleteLayerHandler::Handle(
    const rpc::CallContext& call, const v1::DeleteLayerRequest& request,
    v1::DeleteLayerResponse* response) const {
  if (!domain::IsLayerName(request.name())) {
    return status::InvalidField("name", "must be layers/{layer}");
  }
  PARALLAX_ASSIGN_OR_RETURN(
      const int64_t revision,
      store_.DeleteLayer(call, request.name(), request.etag(),
                         request.allow_missing()));
  response->set_revision(revision);
  return absl::OkStatus();
}

}  // namespace parallax::geo::server
