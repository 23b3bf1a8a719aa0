#include "services/geo/tools/world_draft.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "absl/strings/str_cat.h"
#include "services/geo/domain/gazetteer/fold.h"

namespace parallax::geo::tools {
namespace {

using domain::DistanceMeters;
using domain::PlaceKind;

// Radius of a settlement from its population, in metres: area grows with the
// number of people, and even a hamlet spreads over a kilometre.
double SettlementRadius(uint32_t population) {
  return std::clamp(1200.0 * std::sqrt(population / 5000.0), 1000.0, 40'000.0);
}

struct Mean {
  double x = 0, y = 0, z = 0;
  int count = 0;

  void Add(double lat, double lon) {
    const double p = lat * M_PI / 180, l = lon * M_PI / 180;
    x += std::cos(p) * std::cos(l);
    y += std::cos(p) * std::sin(l);
    z += std::sin(p);
    ++count;
  }
  double Lat() const { return std::atan2(z, std::hypot(x, y)) * 180 / M_PI; }
  double Lon() const { return std::atan2(y, x) * 180 / M_PI; }
};

// The place that a dotted code names, or the nearest larger one that exists.
int AreaFor(const World& world, const DraftPlace& place) {
  if (place.country.empty()) return -1;
  if (!place.admin1.empty() && !place.admin2.empty() &&
      place.kind == PlaceKind::kPopulated) {
    const int area = world.FindCode(
        absl::StrCat(place.country, ".", place.admin1, ".", place.admin2));
    if (area >= 0) return area;
  }
  if (!place.admin1.empty() && place.kind != PlaceKind::kAdmin1) {
    const int area =
        world.FindCode(absl::StrCat(place.country, ".", place.admin1));
    if (area >= 0) return area;
  }
  return place.kind == PlaceKind::kCountry ? -1 : world.FindCode(place.country);
}

void PlaceAreasByTheirSettlements(World& world) {
  std::map<int, Mean> means;
  for (const DraftPlace& place : world.places) {
    if (place.kind != PlaceKind::kPopulated || place.country.empty()) continue;
    const std::string admin1 = absl::StrCat(place.country, ".", place.admin1);
    if (const int area = world.FindCode(admin1); area >= 0) {
      means[area].Add(place.lat, place.lon);
    }
    if (place.admin2.empty()) continue;
    if (const int area =
            world.FindCode(absl::StrCat(admin1, ".", place.admin2));
        area >= 0) {
      means[area].Add(place.lat, place.lon);
    }
  }
  for (const auto& [area, mean] : means) {
    DraftPlace& place = world.places[static_cast<size_t>(area)];
    if (place.has_point) continue;
    place.lat = mean.Lat();
    place.lon = mean.Lon();
    place.has_point = true;
  }
}

void MeasureRadii(World& world) {
  std::vector<double> reach(world.places.size(), 0);
  const auto extend = [&](int index, double lat, double lon) {
    const DraftPlace& place = world.places[static_cast<size_t>(index)];
    double& radius = reach[static_cast<size_t>(index)];
    radius = std::max(radius, DistanceMeters(place.lat, place.lon, lat, lon));
  };
  for (const DraftShape& shape : world.shapes) {
    for (const DraftRing& ring : shape.rings) {
      for (const auto& [lat, lon] : ring) {
        for (int at = shape.place; at >= 0;
             at = world.places[static_cast<size_t>(at)].parent) {
          extend(at, lat / 100.0, lon / 100.0);
        }
      }
    }
  }
  for (const DraftPlace& place : world.places) {
    if (place.kind != PlaceKind::kPopulated || place.parent < 0) continue;
    const auto parent = static_cast<size_t>(place.parent);
    if (world.places[parent].kind == PlaceKind::kAdmin2) {
      extend(place.parent, place.lat, place.lon);
    }
  }
  for (size_t i = 0; i < world.places.size(); ++i) {
    DraftPlace& place = world.places[i];
    if (place.radius_m > 0) continue;
    if (place.kind == PlaceKind::kPopulated) {
      place.radius_m = SettlementRadius(place.population);
    } else if (reach[i] > 0) {
      place.radius_m = std::max(reach[i], 5000.0);
    } else {
      switch (place.kind) {
        case PlaceKind::kFacility:
          place.radius_m = 3'000;
          break;
        case PlaceKind::kAdmin2:
          place.radius_m = 15'000;
          break;
        case PlaceKind::kAdmin1:
          place.radius_m = 50'000;
          break;
        default:
          place.radius_m = 100'000;
      }
    }
  }
}

}  // namespace

int World::Add(DraftPlace place) {
  if (!place.slug.empty()) place.id = domain::OwnId(place.slug);
  const int index = static_cast<int>(places.size());
  if (!by_id.emplace(place.id, index).second) return -1;
  places.push_back(std::move(place));
  return index;
}

int World::FindCode(absl::string_view code) const {
  const auto found = by_code.find(code);
  return found == by_code.end() ? -1 : found->second;
}

std::string SlugOf(absl::string_view name) {
  std::string slug;
  for (const char c : domain::FoldName(name)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      slug.push_back(c);
    } else if (!slug.empty() && slug.back() != '-') {
      slug.push_back('-');
    }
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

void Complete(World& world) {
  PlaceAreasByTheirSettlements(world);
  for (DraftPlace& place : world.places) {
    if (place.parent < 0) place.parent = AreaFor(world, place);
  }
  MeasureRadii(world);
}

}  // namespace parallax::geo::tools
