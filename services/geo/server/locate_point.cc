#include "services/geo/server/locate_point.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/geo/domain/layers/feature_search.h"
#include "services/geo/domain/layers/geometry.h"
#include "services/geo/server/place_view.h"
#include "services/geo/server/request_checks.h"

namespace parallax::geo::server {
namespace {

using domain::PlaceKind;

constexpr double kSettlementReachMeters = 100'000;
// Outlines are good to about a kilometre: on the coast the nearest settlement
// tells the areas.
constexpr double kCoastMeters = 5'000;
constexpr int kMaxFeatures = 100;
// A point on a line or border is covered by it within this.
constexpr double kTouchMeters = 1;

int Rank(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::kAdmin2:
      return 1;
    case PlaceKind::kAdmin1:
      return 2;
    case PlaceKind::kDisputedRegion:
    case PlaceKind::kRegion:
      return 3;
    case PlaceKind::kCountry:
      return 4;
    case PlaceKind::kContinent:
      return 5;
    default:
      return 0;
  }
}

std::vector<uint32_t> AreasUnder(const domain::Gazetteer& gazetteer,
                                 const std::vector<uint32_t>& holders,
                                 absl::string_view worldview) {
  absl::flat_hash_set<uint32_t> areas, left_out;
  for (const uint32_t holder : holders) {
    areas.insert(holder);
    for (const uint32_t area :
         BelongingOf(gazetteer, holder, worldview).ancestors) {
      areas.insert(area);
    }
    if (worldview.empty()) continue;
    // What the default has and this view has not.
    const Belonging own = BelongingOf(gazetteer, holder, worldview);
    const Belonging standard = BelongingOf(gazetteer, holder, "");
    if (own.country_code == standard.country_code) continue;
    for (const uint32_t area : standard.ancestors) {
      if (std::find(own.ancestors.begin(), own.ancestors.end(), area) ==
          own.ancestors.end()) {
        left_out.insert(area);
      }
    }
  }
  std::vector<uint32_t> order;
  for (const uint32_t area : areas) {
    if (!left_out.contains(area)) order.push_back(area);
  }
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const domain::Place x = gazetteer.Get(a), y = gazetteer.Get(b);
    return std::tuple(Rank(x.kind), x.radius_m, a) <
           std::tuple(Rank(y.kind), y.radius_m, b);
  });
  return order;
}

}  // namespace

absl::Status LocatePointHandler::Handle(
    const rpc::CallContext& call, const v1::LocatePointRequest& request,
    v1::LocatePointResponse* response) const {
  status::Violations bad;
  if (!request.has_point()) {
    bad.Add("point", "is required");
  } else {
    const auto& point = request.point();
    if (!(point.latitude() >= -90 && point.latitude() <= 90)) {
      bad.Add("point.latitude", "must be between -90 and 90");
    }
    if (!(point.longitude() >= -180 && point.longitude() <= 180)) {
      bad.Add("point.longitude", "must be between -180 and 180");
    }
  }
  CheckCountryCode(request.worldview(), true, "worldview", bad);
  const auto valid_at =
      ReadTime(request.has_valid_at(), request.valid_at(), "valid_at", bad);
  CheckMinRevision(request.min_revision(), bad);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_RETURN_IF_ERROR(store_.AwaitRevision(call, request.min_revision()));

  const double lat = request.point().latitude();
  const double lon = request.point().longitude();
  std::vector<uint32_t> holders = gazetteer_.AreasAt(lat, lon);
  const std::vector<domain::NearbyPlace> nearest =
      gazetteer_.Nearest(lat, lon, kSettlementReachMeters, 1);
  if (!nearest.empty()) {
    FillPlace(gazetteer_, nearest[0].index, request.worldview(),
              response->mutable_nearest_settlement());
    response->set_nearest_settlement_distance_m(nearest[0].distance_m);
    if (holders.empty() && nearest[0].distance_m <= kCoastMeters) {
      holders = gazetteer_.Ancestors(nearest[0].index);
    }
  }
  for (const uint32_t area :
       AreasUnder(gazetteer_, holders, request.worldview())) {
    FillPlace(gazetteer_, area, request.worldview(), response->add_areas());
  }

  const std::unique_ptr<domain::Shape> spot =
      domain::Shape::Around(lat, lon, kTouchMeters);
  domain::FeatureSearch search;
  search.area = spot.get();
  search.valid_at = valid_at;
  search.limit = kMaxFeatures;
  PARALLAX_ASSIGN_OR_RETURN(domain::FeaturePage page,
                            domain::SearchFeatures(store_, call, search));
  for (v1::Feature& feature : page.features) {
    *response->add_features() = std::move(feature);
  }
  return absl::OkStatus();
}

}  // namespace parallax::geo::server
