// Reads the project's own gazetteer data (services/geo/data/source, where the
// column formats are described in each file's head).
#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/geo/tools/world_draft.h"

namespace parallax::geo::tools {

// countries.tsv. Call first: every other input refers to countries.
absl::Status ReadCountries(const std::string& path, World& world);

// regions.tsv. A region that repeats the name of a first-level area nearby is
// left out in its favour.
absl::Status ReadRegions(const std::string& path, World& world);

// disputed.tsv.
absl::Status ReadDisputed(const std::string& path, World& world);

// supplement.tsv: settlements that the dump lacks. One that the dump has under
// the same name within 15 km only adds its other names.
absl::Status ReadSupplement(const std::string& path, World& world);

// variants.tsv: further names of entries that exist.
absl::Status ReadVariants(const std::string& path, World& world);

// views.tsv: what worldviews make of a place.
absl::Status ReadViews(const std::string& path, World& world);

}  // namespace parallax::geo::tools
