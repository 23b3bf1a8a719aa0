// The parts of Gazetteer that answer by position: areas and nearest places.
#include <algorithm>
#include <cmath>
#include <utility>

#include "s2/s1angle.h"
#include "s2/s2cap.h"
#include "s2/s2cell_id.h"
#include "s2/s2cell_union.h"
#include "s2/s2earth.h"
#include "s2/s2latlng.h"
#include "s2/s2region_coverer.h"
#include "services/geo/domain/gazetteer/gazetteer.h"
#include "services/geo/domain/gazetteer/varint.h"

namespace parallax::geo::domain {
namespace {

S2CellId LeafOf(const PlaceRecord& record) {
  return S2CellId(
      S2LatLng::FromDegrees(record.lat_e5 / 1e5, record.lon_e5 / 1e5)
          .Normalized());
}

}  // namespace

bool Gazetteer::ShapeHolds(const ShapeRecord& shape, int lat_e2,
                           int lon_e2) const {
  if (lat_e2 < shape.min_lat || lat_e2 > shape.max_lat ||
      lon_e2 < shape.min_lon || lon_e2 > shape.max_lon) {
    return false;
  }
  const absl::string_view all = Bytes(Section::kRings);
  if (shape.rings > all.size() || shape.size > all.size() - shape.rings) {
    return false;
  }
  // Half a hundredth off the grid: the point is then on no vertex or edge end.
  const double y = lat_e2 + 0.5, x = lon_e2 + 0.5;
  absl::string_view rest = all.substr(shape.rings, shape.size);
  bool inside = false;
  uint32_t vertices;
  while (GetVarint(rest, vertices)) {
    int64_t lat = 0, lon = 0, first_lat = 0, first_lon = 0;
    for (uint32_t i = 0; i <= vertices; ++i) {
      int64_t next_lat = first_lat, next_lon = first_lon;
      if (i < vertices) {
        uint32_t dlat, dlon;
        if (!GetVarint(rest, dlat) || !GetVarint(rest, dlon)) return inside;
        next_lat = lat + UnZigZag(dlat);
        next_lon = lon + UnZigZag(dlon);
      }
      if (i == 0) {
        first_lat = next_lat;
        first_lon = next_lon;
      } else if ((lat > y) != (next_lat > y)) {
        const double cross =
            static_cast<double>(lon) + (y - static_cast<double>(lat)) *
                                           static_cast<double>(next_lon - lon) /
                                           static_cast<double>(next_lat - lat);
        if (x < cross) inside = !inside;
      }
      lat = next_lat;
      lon = next_lon;
    }
  }
  return inside;
}

std::vector<uint32_t> Gazetteer::AreasAt(double lat, double lon) const {
  std::vector<uint32_t> found;
  const int lat_e2 = static_cast<int>(std::floor(lat * 100));
  const int lon_e2 = static_cast<int>(std::floor(lon * 100));
  const absl::string_view shapes = Bytes(Section::kShapes);
  const auto* records = reinterpret_cast<const ShapeRecord*>(shapes.data());
  for (size_t i = 0; i < shapes.size() / sizeof(ShapeRecord); ++i) {
    if (records[i].place < place_count_ &&
        ShapeHolds(records[i], lat_e2, lon_e2)) {
      found.push_back(records[i].place);
    }
  }
  // Regions that are made up of one of these areas.
  const absl::string_view areas = Bytes(Section::kAreas);
  const auto* members = reinterpret_cast<const AreaRecord*>(areas.data());
  const size_t direct = found.size();
  for (size_t i = 0; i < areas.size() / sizeof(AreaRecord); ++i) {
    const auto end = found.begin() + static_cast<ptrdiff_t>(direct);
    if (members[i].region < place_count_ &&
        std::find(found.begin(), end, members[i].area) != end) {
      found.push_back(members[i].region);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<uint32_t> Gazetteer::RegionsOf(uint32_t index) const {
  std::vector<uint32_t> regions;
  std::vector<uint32_t> chain = Ancestors(index);
  chain.push_back(index);
  const absl::string_view areas = Bytes(Section::kAreas);
  const auto* members = reinterpret_cast<const AreaRecord*>(areas.data());
  for (size_t i = 0; i < areas.size() / sizeof(AreaRecord); ++i) {
    if (members[i].region < place_count_ && members[i].region != index &&
        std::find(chain.begin(), chain.end(), members[i].area) != chain.end()) {
      regions.push_back(members[i].region);
    }
  }
  std::sort(regions.begin(), regions.end());
  regions.erase(std::unique(regions.begin(), regions.end()), regions.end());
  return regions;
}

bool Gazetteer::HasShape(uint32_t index) const {
  const absl::string_view shapes = Bytes(Section::kShapes);
  const auto* records = reinterpret_cast<const ShapeRecord*>(shapes.data());
  for (size_t i = 0; i < shapes.size() / sizeof(ShapeRecord); ++i) {
    if (records[i].place == index) return true;
  }
  return false;
}

bool Gazetteer::Contains(uint32_t area, double lat, double lon) const {
  for (const uint32_t found : AreasAt(lat, lon)) {
    if (found == area) return true;
    for (const uint32_t ancestor : Ancestors(found)) {
      if (ancestor == area) return true;
    }
  }
  return false;
}

std::vector<NearbyPlace> Gazetteer::Nearest(double lat, double lon,
                                            double max_distance_m,
                                            size_t max_results) const {
  std::vector<NearbyPlace> found;
  if (place_count_ == 0 || max_results == 0) return found;
  const S2LatLng center = S2LatLng::FromDegrees(lat, lon).Normalized();
  const auto* begin = &Record(0);
  const auto* end = begin + place_count_;
  // Widen the circle until it holds enough: most answers are close.
  for (double radius = std::min(max_distance_m, 10'000.0);;
       radius = std::min(max_distance_m, radius * 4)) {
    found.clear();
    S2RegionCoverer coverer;
    coverer.mutable_options()->set_max_cells(16);
    const S2CellUnion cover = coverer.GetCovering(
        S2Cap(center.ToPoint(), S2Earth::ToAngle(util::units::Meters(
                                    static_cast<float>(radius) * 1.001F))));
    for (const S2CellId cell : cover) {
      const S2CellId low = cell.range_min(), high = cell.range_max();
      const auto* at = std::lower_bound(
          begin, end, low, [](const PlaceRecord& record, S2CellId value) {
            return LeafOf(record) < value;
          });
      for (; at != end && LeafOf(*at) <= high; ++at) {
        if (at->kind != static_cast<uint8_t>(PlaceKind::kPopulated)) continue;
        const double distance =
            DistanceMeters(lat, lon, at->lat_e5 / 1e5, at->lon_e5 / 1e5);
        if (distance <= radius) {
          found.push_back({static_cast<uint32_t>(at - begin), distance});
        }
      }
    }
    if (found.size() >= max_results || radius >= max_distance_m) break;
  }
  std::sort(found.begin(), found.end(),
            [](const NearbyPlace& a, const NearbyPlace& b) {
              return std::pair(a.distance_m, a.index) <
                     std::pair(b.distance_m, b.index);
            });
  if (found.size() > max_results) found.resize(max_results);
  return found;
}

}  // namespace parallax::geo::domain
