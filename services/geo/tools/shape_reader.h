// Reads the outlines of first-level areas.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/geo/tools/world_draft.h"

namespace parallax::geo::tools {

// A GeoJSON FeatureCollection with the attributes of Natural Earth's "Admin 1 -
// States, Provinces" (name, name_alt, gn_name, gn_id, gn_a1_code, iso_a2,
// latitude, longitude). An area known by its GeoNames code gets the outline,
// point and names; an area of another level becomes an entry of its own when
// it has a GeoNames id. The country is that of the GeoNames code, never
// Natural Earth's de-facto `iso_a2`, where there is such a code.
//
// Coordinates are rounded to hundredths of a degree: neighbours share their
// vertices, so they still fit each other.
absl::Status ReadShapes(const std::string& path, World& world);

}  // namespace parallax::geo::tools
