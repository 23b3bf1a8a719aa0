// The world as the gazetteer builder gathers it, before it is written.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "services/geo/domain/gazetteer/format.h"
#include "services/geo/domain/gazetteer/gazetteer.h"
#include "services/geo/domain/gazetteer/place_kind.h"

namespace parallax::geo::tools {

struct DraftName {
  std::string text;
  domain::NameType type = domain::NameType::kAlternate;
  std::string used_by;  // ISO code of the side that uses it; empty for all
};

struct DraftPlace {
  uint32_t id = 0;   // GeoNames id, or domain::OwnId(slug)
  std::string slug;  // own entries only
  std::string name;
  std::vector<DraftName> names;  // without `name`
  double lat = 0, lon = 0;
  bool has_point = false;
  double radius_m = 0;  // 0: to be worked out
  uint32_t population = 0;
  domain::PlaceKind kind = domain::PlaceKind::kUnspecified;
  std::string feature_code;
  std::string country;
  std::string admin1, admin2;  // codes below the country: "04"
  int parent = -1;
  uint8_t flags = 0;
};

// Vertices (lat, lon) in hundredths of a degree; rings are not closed.
using DraftRing = std::vector<std::pair<int, int>>;

struct DraftShape {
  int place = -1;
  std::vector<DraftRing> rings;
};

struct DraftView {
  int place = -1;
  std::string worldview;
  domain::ViewStatus status = domain::ViewStatus::kUnspecified;
  int parent = -1;
  std::string name;
  std::string note;
  int32_t from_day = INT32_MIN, to_day = INT32_MAX;
};

struct World {
  std::vector<DraftPlace> places;
  std::vector<DraftShape> shapes;
  std::vector<DraftView> views;
  std::vector<std::pair<int, int>> members;  // region, area

  // "AM", "AM.04", "US.VA.059" -> index in `places`.
  absl::flat_hash_map<std::string, int> by_code;
  absl::flat_hash_map<uint32_t, int> by_id;

  // Adds a place and indexes its id; an own entry gets its id from its slug.
  // Returns -1, adding nothing, when the id is taken.
  int Add(DraftPlace place);
  // -1 if unknown.
  int FindCode(absl::string_view code) const;
};

// "Nagorno-Karabakh" -> "nagorno-karabakh".
std::string SlugOf(absl::string_view name);

// Fills in what the inputs leave open: points of areas, parents, radii; drops
// areas that no input places on the map.
void Complete(World& world);

// The file's bytes. The same world gives the same bytes.
std::string Encode(const World& world);

// Gives the checksums in the header their values, after the rest was changed.
void SealHeader(std::string& bytes);

}  // namespace parallax::geo::tools
