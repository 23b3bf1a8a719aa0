// What makes a layer or a feature fit to be kept: above all, that it says
// according to whom.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "common/status/errors.h"
#include "parallax/geo/v1/layer.pb.h"

namespace parallax::geo::domain {

// Whether `name` is "layers/{layer}".
bool IsLayerName(absl::string_view name);
// Whether `name` is "layers/{layer}/features/{feature}".
bool IsFeatureName(absl::string_view name);
// "layers/a/features/b" -> "layers/a"; empty when it is no feature's name.
std::string LayerOfFeature(absl::string_view name);

// Adds everything that is wrong with a layer to be created, with paths below
// `field`. A missing according_to, basis or validity is ATTRIBUTION_REQUIRED.
void CheckLayer(const v1::Layer& layer, absl::string_view field,
                status::Violations& bad);

// Takes over from the layer what a feature's attribution leaves open.
void InheritAttribution(const v1::Attribution& layer, v1::Feature& feature);

// The same for a feature of `layer` that has inherited, without its geometry.
void CheckFeature(const v1::Feature& feature, absl::string_view layer,
                  absl::string_view field, status::Violations& bad);

// Hash of what a caller can set; changes whenever that does.
std::string EtagOf(const v1::Layer& layer);
std::string EtagOf(const v1::Feature& feature);

}  // namespace parallax::geo::domain
