// Geo as filters ask it, out of a few features and names.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "common/status/errors.h"
#include "services/claims/domain/area_filter.h"

namespace parallax::claims::testing {

// A polygon over whole degrees.
inline geo::v1::Geometry Box(double south, double west, double north,
                             double east) {
  geo::v1::Geometry box;
  auto* ring = box.mutable_polygon()->add_rings();
  for (const auto& [latitude, longitude] :
       {std::pair{south, west}, std::pair{south, east}, std::pair{north, east},
        std::pair{north, west}, std::pair{south, west}}) {
    auto* point = ring->add_points();
    point->set_latitude(latitude);
    point->set_longitude(longitude);
  }
  return box;
}

class FakeAreaSource final : public domain::AreaSource {
 public:
  absl::StatusOr<geo::v1::Geometry> FeatureShape(
      const rpc::CallContext& call, const std::string& feature) override {
    if (away) return Away();
    const auto at = features.find(feature);
    if (at == features.end()) return status::NotFound("feature", feature);
    return at->second;
  }
  absl::StatusOr<std::string> PlaceNamed(const rpc::CallContext& call,
                                         const std::string& name) override {
    if (away) return Away();
    const auto at = places.find(name);
    if (at == places.end()) return status::NotFound("place", name);
    return at->second;
  }

  std::map<std::string, geo::v1::Geometry> features;
  std::map<std::string, std::string> places;
  bool away = false;

 private:
  static absl::Status Away() {
    return status::Unavailable(type::v1::ERROR_REASON_NEIGHBOUR_UNAVAILABLE,
                               "the geo service does not answer",
                               absl::Seconds(1));
  }
};

}  // namespace parallax::claims::testing
