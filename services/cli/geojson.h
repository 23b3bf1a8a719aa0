// GeoJSON (RFC 7946) to and from layers and features.
#pragma once

#include <parallax/geo/v1/layer.pb.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::cli {

struct LayerFile {
  geo::v1::Layer layer;
  std::vector<geo::v1::Feature> features;
};

// Reads a FeatureCollection with a member "layer" (the JSON form of
// parallax.geo.v1.Layer). Each feature needs an "id" and may have an
// "attribution" (the JSON form of parallax.geo.v1.Attribution); the property
// "display_name" is its title, the others are kept as text. INVALID_ARGUMENT
// names the place of the fault: `features[3].geometry`.
absl::StatusOr<LayerFile> ParseLayerFile(absl::string_view text);

// One feature as GeoJSON, on one line, with "attribution" as a member.
std::string FeatureGeoJson(const geo::v1::Feature& feature);

}  // namespace parallax::cli
