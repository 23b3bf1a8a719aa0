// What sort of thing a gazetteer entry is.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"

namespace parallax::geo::domain {

// Stored in gazetteer files: never renumber.
enum class PlaceKind : uint8_t {
  kUnspecified = 0,
  kContinent = 1,
  kCountry = 2,
  kRegion = 3,          // spans or ignores administrative borders
  kDisputedRegion = 4,  // more than one worldview; see Gazetteer::Views()
  kAdmin1 = 5,          // first-level area: state, province, oblast
  kAdmin2 = 6,          // second-level area: county, district, raion
  kPopulated = 7,       // city, town, village, quarter
  kWater = 8,           // ocean, sea, gulf, strait, lake, river
  kIsland = 9,
  kMountain = 10,
  kFacility = 11,  // plant, port, airport, crossing, base
};
inline constexpr int kPlaceKindCount = 12;

// Lower-case English name: "country", "populated place".
absl::string_view PlaceKindName(PlaceKind kind);

// Reads the short form used in data files: "continent", "country", "region",
// "disputed", "admin1", "admin2", "place", "water", "island", "mountain",
// "facility". kUnspecified if unknown.
PlaceKind ParsePlaceKind(absl::string_view text);

// GeoNames feature codes ("PPLA", "ADM1") as one byte; 0 is none or unknown.
uint8_t FeatureCodeIndex(absl::string_view code);
// "" for 0 and for bytes no file of this version holds.
absl::string_view FeatureCodeName(uint8_t index);

}  // namespace parallax::geo::domain
