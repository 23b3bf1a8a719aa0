// Gazetteer entries as the schema shows them, under a view of the borders.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "parallax/geo/v1/place.pb.h"
#include "services/geo/domain/gazetteer/gazetteer.h"

namespace parallax::geo::server {

// "places/174895".
std::string PlaceName(const domain::Gazetteer& gazetteer, uint32_t index);

// What a view of the borders makes of a place.
struct Belonging {
  std::string country_code;         // empty for none
  std::vector<uint32_t> ancestors;  // nearest first
};

// Under `worldview` (ISO code; empty for the default). Disputed regions made up
// of areas that hold the place stand among its ancestors.
Belonging BelongingOf(const domain::Gazetteer& gazetteer, uint32_t index,
                      absl::string_view worldview);

// The place with its names and, where they differ from the default, its
// worldviews.
void FillPlace(const domain::Gazetteer& gazetteer, uint32_t index,
               absl::string_view worldview, v1::Place* place);

// Whether `code` looks like an ISO 3166-1 alpha-2 code.
bool IsCountryCode(absl::string_view code);

v1::PlaceKind KindOf(const domain::Place& place);

}  // namespace parallax::geo::server
