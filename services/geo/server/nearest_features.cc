#include "services/geo/server/nearest_features.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/geo/domain/layers/feature_search.h"
#include "services/geo/domain/layers/geometry.h"
#include "services/geo/server/request_checks.h"

namespace parallax::geo::server {
namespace {

constexpr double kStandardReachMeters = 1'000'000;
// Half the Earth's circumference: nothing is further.
constexpr double kLongestReachMeters = 20'040'000;

}  // namespace

absl::Status NearestFeaturesHandler::Handle(
    const rpc::CallContext& call, const v1::NearestFeaturesRequest& request,
    v1::NearestFeaturesResponse* response) const {
  status::Violations bad;
  if (!request.has_point()) {
    bad.Add("point", "is required");
  } else {
    domain::CheckPoint(request.point(), "point", bad);
  }
  CheckLayerNames(request.layers(), "layers", bad);
  domain::FeatureSearch search;
  search.valid_at =
      ReadTime(request.has_valid_at(), request.valid_at(), "valid_at", bad);
  CheckMinRevision(request.min_revision(), bad);
  double reach = request.max_distance_m();
  if (reach == 0) reach = kStandardReachMeters;
  if (!(reach > 0 && reach <= kLongestReachMeters)) {
    bad.Add("max_distance_m",
            absl::StrCat("must be between 0 and ", kLongestReachMeters));
  }
  if (request.max_results() < 0) {
    bad.Add("max_results", "must not be negative");
  }
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  const int max_results =
      request.max_results() == 0 ? 10 : std::min(request.max_results(), 100);
  PARALLAX_RETURN_IF_ERROR(store_.AwaitRevision(call, request.min_revision()));
  search.layers.assign(request.layers().begin(), request.layers().end());
  PARALLAX_ASSIGN_OR_RETURN(
      auto nearest,
      domain::NearestFeatures(store_, call, request.point().latitude(),
                              request.point().longitude(), reach, max_results,
                              search));
  for (auto& [feature, distance] : nearest) {
    v1::NearbyFeature* near = response->add_features();
    *near->mutable_feature() = std::move(feature);
    near->set_distance_m(distance);
  }
  return absl::OkStatus();
}

}  // namespace parallax::geo::server
