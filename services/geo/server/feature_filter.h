// The filter fields of layers and features.
#pragma once

#include "common/storage/filter.h"
#include "parallax/geo/v1/layer.pb.h"

namespace parallax::geo::server {

// according_to, basis, worldview, display_name.
const parallax::storage::FilterSchema& AttributionSchema();

bool MatchesFilter(const parallax::storage::Filter& filter,
                   const v1::Layer& layer);
bool MatchesFilter(const parallax::storage::Filter& filter,
                   const v1::Feature& feature);

}  // namespace parallax::geo::server
