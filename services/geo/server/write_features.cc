#include "services/geo/server/write_features.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/geo/domain/layers/geometry.h"
#include "services/geo/domain/layers/layer_rules.h"

namespace parallax::geo::server {
namespace {

constexpr int kMaxFeatures = 1000;

}  // namespace

absl::Status WriteFeaturesHandler::Handle(
    const rpc::CallContext& call, const v1::WriteFeaturesRequest& request,
    v1::WriteFeaturesResponse* response) const {
  status::Violations bad;
  if (!domain::IsLayerName(request.parent())) {
    bad.Add("parent", "must be layers/{layer}");
  }
  if (request.features().empty() || request.features_size() > kMaxFeatures) {
    bad.Add("features",
            absl::StrCat("must hold 1 to ", kMaxFeatures, " features"));
  }
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_ASSIGN_OR_RETURN(const v1::Layer layer,
                            store_.GetLayer(call, request.parent()));

  std::vector<domain::FeatureWrite> writes;
  absl::flat_hash_set<std::string> names;
  for (int i = 0; i < request.features_size(); ++i) {
    PARALLAX_RETURN_IF_ERROR(call.Check());
    const std::string field = absl::StrCat("features[", i, "]");
    domain::FeatureWrite& write = writes.emplace_back();
    write.feature = request.features(i);
    write.feature.clear_revision();
    domain::InheritAttribution(layer.attribution(), write.feature);
    domain::CheckFeature(write.feature, request.parent(), field, bad);
    if (!names.insert(write.feature.name()).second) {
      bad.Add(absl::StrCat(field, ".name"), "stands twice in the request");
    }
    const std::unique_ptr<domain::Shape> shape = domain::Shape::FromGeometry(
        write.feature.geometry(), absl::StrCat(field, ".geometry"), bad);
    if (shape != nullptr) write.cells = domain::CellsOfFeature(*shape);
    write.feature.set_etag(domain::EtagOf(write.feature));
    // A caller can do nothing with thousands of violations.
    if (bad.violations().size() > 100) break;
  }
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_ASSIGN_OR_RETURN(
      domain::WriteResult result,
      store_.WriteFeatures(call, request.parent(), writes));
  for (v1::Feature& feature : result.features) {
    *response->add_features() = std::move(feature);
  }
  response->set_revision(result.revision);
  return absl::OkStatus();
}

}  // namespace parallax::geo::server
