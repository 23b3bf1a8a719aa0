#include "services/geo/domain/layers/feature_search.h"

#include <algorithm>
#include <memory>

#include "common/status/macros.h"

namespace parallax::geo::domain {
namespace {

constexpr int kAreaCells = 24;
constexpr int kChunk = 256;

absl::Time TimeOf(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) +
         absl::Nanoseconds(time.nanos());
}

// Kept features were checked when they were written.
std::unique_ptr<Shape> ShapeOf(const v1::Feature& feature) {
  status::Violations bad;
  return Shape::FromGeometry(feature.geometry(), "geometry", bad);
}

}  // namespace

bool HoldsAt(const v1::Attribution& attribution, absl::Time time) {
  const auto& validity = attribution.validity();
  if (validity.has_start_time() && time < TimeOf(validity.start_time())) {
    return false;
  }
  return !validity.has_end_time() || time < TimeOf(validity.end_time());
}

absl::StatusOr<FeaturePage> SearchFeatures(LayerStore& store,
                                           const rpc::CallContext& call,
                                           const FeatureSearch& search) {
  FeatureQuery query;
  if (search.area != nullptr) {
    query.cells = search.area->CoveringCells(kAreaCells);
  }
  query.layers = search.layers;
  query.valid_at = search.valid_at;
  query.after = search.after;
  query.limit = std::max(search.limit + 1, kChunk);
  FeaturePage page;
  while (true) {
    PARALLAX_RETURN_IF_ERROR(call.Check());
    PARALLAX_ASSIGN_OR_RETURN(std::vector<v1::Feature> found,
                              store.FindFeatures(call, query));
    for (v1::Feature& feature : found) {
      query.after = feature.name();
      if (search.accepts && !search.accepts(feature)) continue;
      if (search.area != nullptr) {
        const std::unique_ptr<Shape> shape = ShapeOf(feature);
        if (shape == nullptr || !search.area->Touches(*shape)) continue;
      }
      if (static_cast<int>(page.features.size()) == search.limit) {
        page.more = true;
        return page;
      }
      page.features.push_back(std::move(feature));
    }
    if (static_cast<int>(found.size()) < query.limit) return page;
  }
}

absl::StatusOr<std::vector<std::pair<v1::Feature, double>>> NearestFeatures(
    LayerStore& store, const rpc::CallContext& call, double lat, double lon,
    double max_distance_m, int max_results, const FeatureSearch& search) {
  std::vector<std::pair<v1::Feature, double>> nearest;
  // Wider circles until one holds enough: a feature inside a circle is nearer
  // than any outside.
  for (double radius = std::min(max_distance_m, 20'000.0);;
       radius = std::min(max_distance_m, radius * 5)) {
    nearest.clear();
    const std::unique_ptr<Shape> circle = Shape::Around(lat, lon, radius);
    FeatureQuery query;
    query.cells = circle->CoveringCells(kAreaCells);
    query.layers = search.layers;
    query.valid_at = search.valid_at;
    query.limit = kChunk;
    while (true) {
      PARALLAX_RETURN_IF_ERROR(call.Check());
      PARALLAX_ASSIGN_OR_RETURN(std::vector<v1::Feature> found,
                                store.FindFeatures(call, query));
      for (v1::Feature& feature : found) {
        query.after = feature.name();
        if (search.accepts && !search.accepts(feature)) continue;
        const std::unique_ptr<Shape> shape = ShapeOf(feature);
        if (shape == nullptr) continue;
        const double distance = shape->DistanceMeters(lat, lon);
        if (distance <= radius) {
          nearest.emplace_back(std::move(feature), distance);
        }
      }
      if (static_cast<int>(found.size()) < query.limit) break;
    }
    if (static_cast<int>(nearest.size()) >= max_results ||
        radius >= max_distance_m) {
      break;
    }
  }
  std::sort(nearest.begin(), nearest.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second < b.second
                                : a.first.name() < b.first.name();
  });
  if (static_cast<int>(nearest.size()) > max_results) {
    nearest.resize(static_cast<size_t>(max_results));
  }
  return nearest;
}

}  // namespace parallax::geo::domain
