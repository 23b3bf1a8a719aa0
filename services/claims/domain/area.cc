#include "services/claims/domain/area.h"

#include <algorithm>
#include <set>
#include <utility>

#include "s2/s1chord_angle.h"
#include "s2/s2cap.h"
#include "s2/s2cell_id.h"
#include "s2/s2earth.h"
#include "s2/s2latlng.h"
#include "s2/s2loop.h"
#include "s2/s2polygon.h"
#include "s2/s2region_coverer.h"

namespace parallax::claims::domain {
namespace {

// Cells of some 600, 75 and 9 km.
constexpr int kCoarsest = 4;
constexpr int kFinest = 10;
constexpr int kStep = 3;
constexpr int kMostCells = 12;
// The coverer may take more when even the coarsest are small for a shape.
constexpr std::size_t kTooManyCells = 24;
constexpr double kRough_m = 25'000;

S2Point PointOf(const type::PlaceReference& place) {
  return S2LatLng::FromDegrees(place.point().latitude(),
                               place.point().longitude())
      .Normalized()
      .ToPoint();
}

// Null for what is no ring.
std::unique_ptr<S2Loop> LoopOf(const geo::v1::LineString& ring) {
  if (ring.points_size() < 4) return nullptr;
  std::vector<S2Point> points;
  // The last point repeats the first.
  for (int i = 0; i + 1 < ring.points_size(); ++i) {
    points.push_back(S2LatLng::FromDegrees(ring.points(i).latitude(),
                                           ring.points(i).longitude())
                         .ToPoint());
  }
  auto loop = std::make_unique<S2Loop>(points, S2Debug::DISABLE);
  loop->Normalize();
  return loop;
}

void AddLoops(const geo::v1::Polygon& polygon,
              std::vector<std::unique_ptr<S2Loop>>* loops) {
  for (const geo::v1::LineString& ring : polygon.rings()) {
    if (auto loop = LoopOf(ring)) loops->push_back(std::move(loop));
  }
}

}  // namespace

Area::Area() = default;

Area::Area(std::unique_ptr<S2Region> region, double extent_m)
    : region_(std::move(region)), extent_m_(extent_m) {
  S2RegionCoverer coverer;
  coverer.mutable_options()->set_min_level(kCoarsest);
  coverer.mutable_options()->set_max_level(kFinest);
  coverer.mutable_options()->set_level_mod(kStep);
  coverer.mutable_options()->set_max_cells(kMostCells);
  std::vector<S2CellId> covering;
  coverer.GetCovering(*region_, &covering);
  if (covering.size() > kTooManyCells) return;
  for (const S2CellId cell : covering) cells_.push_back(cell.ToToken());
}

Area::~Area() = default;

std::shared_ptr<const Area> Area::Around(double latitude, double longitude,
                                         double radius_km) {
  const double radius_m = radius_km * 1'000;
  auto cap = std::make_unique<S2Cap>(
      S2LatLng::FromDegrees(latitude, longitude).ToPoint(),
      S1Angle::Radians(radius_m / S2Earth::RadiusMeters()));
  return std::shared_ptr<const Area>(new Area(std::move(cap), radius_m));
}

std::shared_ptr<const Area> Area::Shaped(const geo::v1::Geometry& geometry) {
  std::vector<std::unique_ptr<S2Loop>> loops;
  if (geometry.has_polygon()) AddLoops(geometry.polygon(), &loops);
  for (const geo::v1::Polygon& polygon : geometry.multi_polygon().polygons()) {
    AddLoops(polygon, &loops);
  }
  if (loops.empty()) return nullptr;
  auto polygon = std::make_unique<S2Polygon>();
  polygon->set_s2debug_override(S2Debug::DISABLE);
  polygon->InitNested(std::move(loops));
  const double extent_m =
      polygon->GetCapBound().GetRadius().radians() * S2Earth::RadiusMeters();
  return std::shared_ptr<const Area>(new Area(std::move(polygon), extent_m));
}

std::shared_ptr<const Area> Area::OfPlace(const std::string& place) {
  std::shared_ptr<Area> area(new Area());
  area->place_ = place;
  return area;
}

bool Area::Holds(const Places& places) const {
  return std::any_of(
      places.begin(), places.end(), [this](const type::PlaceReference& place) {
        if (region_ == nullptr) {
          return place.place() == place_ ||
                 std::find(place.ancestors().begin(), place.ancestors().end(),
                           place_) != place.ancestors().end();
        }
        return place.has_point() &&
               place.uncertainty_m() <= std::max(kRough_m, extent_m_) &&
               region_->Contains(PointOf(place));
      });
}

std::vector<std::string> CellsOf(const Places& places) {
  std::set<std::string> cells;
  for (const type::PlaceReference& place : places) {
    if (!place.has_point()) continue;
    const S2CellId leaf(PointOf(place));
    for (int level = kCoarsest; level <= kFinest; level += kStep) {
      cells.insert(leaf.parent(level).ToToken());
    }
  }
  return {cells.begin(), cells.end()};
}

}  // namespace parallax::claims::domain
