#include "services/geo/tools/shape_reader.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/geo/domain/gazetteer/fold.h"
#include "services/geo/tools/geonames_reader.h"

namespace parallax::geo::tools {
namespace {

using domain::FoldName;
using domain::NameType;
using domain::PlaceKind;
using nlohmann::json;

std::string Text(const json& properties, const char* key) {
  const auto found = properties.find(key);
  return found != properties.end() && found->is_string()
             ? found->get<std::string>()
             : "";
}

double Number(const json& properties, const char* key, double otherwise) {
  const auto found = properties.find(key);
  return found != properties.end() && found->is_number() ? found->get<double>()
                                                         : otherwise;
}

DraftRing ReadRing(const json& points) {
  DraftRing ring;
  for (const json& point : points) {
    const std::pair<int, int> vertex(
        static_cast<int>(std::lround(point.at(1).get<double>() * 100)),
        static_cast<int>(std::lround(point.at(0).get<double>() * 100)));
    if (!ring.empty() && ring.back() == vertex) continue;
    // A vertex on the line between its neighbours says nothing.
    if (ring.size() >= 2) {
      const auto& a = ring[ring.size() - 2];
      const auto& b = ring.back();
      const long cross = long{b.first - a.first} * (vertex.second - b.second) -
                         long{b.second - a.second} * (vertex.first - b.first);
      const long dot = long{b.first - a.first} * (vertex.first - b.first) +
                       long{b.second - a.second} * (vertex.second - b.second);
      if (cross == 0 && dot > 0) ring.pop_back();
    }
    ring.push_back(vertex);
  }
  if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
  return ring;
}

std::vector<DraftRing> ReadRings(const json& geometry) {
  std::vector<DraftRing> rings;
  const auto polygon = [&](const json& coordinates) {
    for (const json& points : coordinates) {
      DraftRing ring = ReadRing(points);
      if (ring.size() >= 3) rings.push_back(std::move(ring));
    }
  };
  if (geometry.at("type") == "Polygon") {
    polygon(geometry.at("coordinates"));
  } else if (geometry.at("type") == "MultiPolygon") {
    for (const json& part : geometry.at("coordinates")) polygon(part);
  }
  return rings;
}

// Overseas departments that GeoNames codes below France are countries of their
// own in ISO 3166-1, and so here.
std::string CountryOfCode(const std::string& code) {
  static constexpr std::pair<absl::string_view, absl::string_view> kOwn[] = {
      {"FR.971", "GP"}, {"FR.972", "MQ"}, {"FR.973", "GF"}, {"FR.974", "RE"},
      {"FR.976", "YT"}, {"MA.EH", "EH"},  {"MA.59", "EH"}};
  for (const auto& [area, country] : kOwn) {
    if (code == area) return std::string(country);
  }
  if (code.size() < 3 || code[2] != '.') return "";
  return code.substr(0, 2);
}

// The code that GeoNames gives to the outline; Natural Earth 4 has the city of
// Khankendi (Stepanakert) and the district of Khojaly the wrong way round.
std::string GeoNamesCode(const json& properties) {
  const std::string code = Text(properties, "gn_a1_code");
  if (code == "AZ.64") return "AZ.61";
  if (code == "AZ.61") return "AZ.64";
  return code;
}

// The first-level area that the label lies in by name: "region" of an Italian
// province, "geonunit" of an English county.
std::string ParentArea(const World& world, const std::string& country,
                       const json& properties) {
  for (const char* key : {"region", "geonunit"}) {
    const std::string folded = FoldName(Text(properties, key));
    if (folded.empty()) continue;
    for (const DraftPlace& place : world.places) {
      if (place.kind != PlaceKind::kAdmin1 || place.country != country) {
        continue;
      }
      if (FoldName(place.name) == folded) return place.admin1;
      for (const DraftName& name : place.names) {
        if (FoldName(name.text) == folded) return place.admin1;
      }
    }
  }
  return "";
}

void AddName(DraftPlace& place, absl::string_view name, NameType type) {
  if (!IsUsefulName(name) || name == place.name) return;
  for (const DraftName& known : place.names) {
    if (known.text == name) return;
  }
  place.names.push_back({std::string(name), type, ""});
}

absl::Status ReadFeature(const json& feature, World& world) {
  const json& properties = feature.at("properties");
  const std::string code = GeoNamesCode(properties);
  const std::string name = Text(properties, "name");
  const double id = Number(properties, "gn_id", -1);
  std::string country = CountryOfCode(code);
  if (country.empty()) country = Text(properties, "iso_a2");
  // Natural Earth's own codes for parts that GeoNames gives to no country.
  if (Text(properties, "adm0_a3") == "SAH") country = "EH";

  int index = world.FindCode(code);
  if (index < 0 && id > 0) {
    const auto found = world.by_id.find(static_cast<uint32_t>(id));
    if (found != world.by_id.end()) index = found->second;
  }
  if (index < 0 && id > 0 && !name.empty() && world.FindCode(country) >= 0) {
    DraftPlace place;
    place.id = static_cast<uint32_t>(id);
    place.name = name;
    place.kind = PlaceKind::kAdmin2;
    place.feature_code = "ADM2";
    place.country = country;
    place.admin1 = ParentArea(world, country, properties);
    index = world.Add(std::move(place));
  }
  if (index < 0) index = world.FindCode(country);
  if (index < 0) return absl::OkStatus();

  DraftPlace& place = world.places[static_cast<size_t>(index)];
  if (place.kind == PlaceKind::kAdmin1 && !place.slug.empty() && id > 0 &&
      Number(properties, "gn_level", 1) == 1 &&
      world.by_id.emplace(static_cast<uint32_t>(id), index).second) {
    world.by_id.erase(place.id);
    place.id = static_cast<uint32_t>(id);
    place.slug.clear();
  }
  if (place.kind != PlaceKind::kCountry) {
    const double lat = Number(properties, "latitude", 91);
    const double lon = Number(properties, "longitude", 181);
    if (!place.has_point && std::abs(lat) <= 90 && std::abs(lon) <= 180) {
      place.lat = lat;
      place.lon = lon;
      place.has_point = true;
    }
    AddName(place, name, NameType::kMain);
    AddName(place, Text(properties, "gn_name"), NameType::kAlternate);
    AddName(place, Text(properties, "woe_name"), NameType::kAlternate);
    for (const absl::string_view other :
         absl::StrSplit(Text(properties, "name_alt"), '|')) {
      AddName(place, absl::StripAsciiWhitespace(other), NameType::kAlternate);
    }
    AddName(place, Text(properties, "name_ru"), NameType::kAlternate);
    AddName(place, Text(properties, "name_uk"), NameType::kAlternate);
    AddName(place, Text(properties, "name_ar"), NameType::kAlternate);
  }
  std::vector<DraftRing> rings = ReadRings(feature.at("geometry"));
  if (!rings.empty()) world.shapes.push_back({index, std::move(rings)});
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadShapes(const std::string& path, World& world) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  try {
    const json collection = json::parse(file);
    for (const json& feature : collection.at("features")) {
      if (feature.at("geometry").is_null()) continue;
      const absl::Status status = ReadFeature(feature, world);
      if (!status.ok()) return status;
    }
  } catch (const json::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": ", error.what()));
  }
  return absl::OkStatus();
}

}  // namespace parallax::geo::tools
