#include "services/geo/server/get_feature.h"

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/geo/domain/layers/layer_rules.h"
#include "services/geo/server/request_checks.h"

namespace parallax::geo::server {

absl::Status GetFeatureHandler::Handle(const rpc::CallContext& call,
                                       const v1::GetFeatureRequest& request,
                                       v1::GetFeatureResponse* response) const {
  status::Violations bad;
  if (!domain::IsFeatureName(request.name())) {
    bad.Add("name", "must be layers/{layer}/features/{feature}");
  }
  CheckMinRevision(request.min_revision(), bad);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_RETURN_IF_ERROR(store_.AwaitRevision(call, request.min_revision()));
  PARALLAX_ASSIGN_OR_RETURN(*response->mutable_feature(),
                            store_.GetFeature(call, request.name()));
  return absl::OkStatus();
}

}  // namespace parallax::geo::server
