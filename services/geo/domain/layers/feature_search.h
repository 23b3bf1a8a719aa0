// Finds features by area and by nearness.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "parallax/geo/v1/layer.pb.h"
#include "services/geo/domain/layers/geometry.h"
#include "services/geo/domain/layers/layer_store.h"

namespace parallax::geo::domain {

struct FeatureSearch {
  const Shape* area = nullptr;  // null for everywhere
  std::vector<std::string> layers;
  std::optional<absl::Time> valid_at;
  // Further conditions; null for none.
  std::function<bool(const v1::Feature&)> accepts;
  std::string after;
  int limit = 100;
};

struct FeaturePage {
  std::vector<v1::Feature> features;  // by name
  bool more = false;                  // there are others behind the last
};

// Features that touch the area exactly.
absl::StatusOr<FeaturePage> SearchFeatures(LayerStore& store,
                                           const rpc::CallContext& call,
                                           const FeatureSearch& search);

// Features within `max_distance_m` of the point, nearest first (names decide
// between equals), with the distance in metres.
absl::StatusOr<std::vector<std::pair<v1::Feature, double>>> NearestFeatures(
    LayerStore& store, const rpc::CallContext& call, double lat, double lon,
    double max_distance_m, int max_results, const FeatureSearch& search);

}  // namespace parallax::geo::domain
