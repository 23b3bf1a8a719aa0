// Reads GeoNames dump files in their official column formats.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/geo/tools/world_draft.h"

namespace parallax::geo::tools {

// Calls `row` with the columns of each line but comments and empty lines.
// Errors of `row` come back with file and line number.
absl::Status ReadTable(
    const std::string& path,
    const std::function<absl::Status(const std::vector<absl::string_view>&)>&
        row);

// admin1CodesASCII.txt: "AM.04 <tab> name <tab> ascii name <tab> id".
absl::Status ReadAdmin1Codes(const std::string& path, World& world);

// admin2Codes.txt: "US.VA.059 <tab> name <tab> ascii name <tab> id".
absl::Status ReadAdmin2Codes(const std::string& path, World& world);

// cities500.txt, allCountries.txt and their kin (19 columns). Takes settlements
// of at least `min_population` and seats of administrations of any size;
// first- and second-level areas and countries give their points and
// populations to entries that exist.
absl::Status ReadPlaces(const std::string& path, uint32_t min_population,
                        World& world);

// alternateNamesV2.txt, for places that exist.
absl::Status ReadAlternateNames(const std::string& path, World& world);

// countryInfo.txt: population of countries that exist.
absl::Status ReadCountryInfo(const std::string& path, World& world);

// Whether a name is of use in the index: in a script that is kept (Latin,
// Cyrillic, Greek, Armenian, Georgian, Hebrew, Arabic), not a code and not a
// machine's transliteration.
bool IsUsefulName(absl::string_view name);

}  // namespace parallax::geo::tools
