#include "services/claims/domain/area.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "gtest/gtest.h"
#include "tests/unit/claims/fake_area_source.h"

namespace parallax::claims::domain {
namespace {

using testing::Box;

type::PlaceReference PlaceAt(double latitude, double longitude,
                             double uncertainty_m = 2'000) {
  type::PlaceReference place;
  place.mutable_point()->set_latitude(latitude);
  place.mutable_point()->set_longitude(longitude);
  place.set_uncertainty_m(uncertainty_m);
  return place;
}

bool Holds(const std::shared_ptr<const Area>& area,
           const type::PlaceReference& place) {
  Places places;
  *places.Add() = place;
  return area->Holds(places);
}

TEST(AreaTest, ACircleReachesAsFarAsItsRadius) {
  // A degree of latitude is 111.2 km.
  const auto area = Area::Around(40, 46, 25);
  EXPECT_TRUE(Holds(area, PlaceAt(40.22, 46)));
  EXPECT_FALSE(Holds(area, PlaceAt(40.23, 46)));
  EXPECT_TRUE(Holds(Area::Around(0, 179.9, 30), PlaceAt(0, -179.9)));
  EXPECT_TRUE(Holds(Area::Around(90, 0, 20), PlaceAt(89.9, 123)));
}

TEST(AreaTest, APlaceWithoutAPointLiesInNoShape) {
  EXPECT_FALSE(Holds(Area::Around(0, 0, 100), type::PlaceReference()));
}

TEST(AreaTest, RoughPlacesCountInShapesAsWideAsTheyAre) {
  const type::PlaceReference state = PlaceAt(40, 46, 150'000);
  EXPECT_FALSE(Holds(Area::Around(40, 46, 25), state));
  EXPECT_TRUE(Holds(Area::Around(40, 46, 200), state));
  EXPECT_FALSE(Holds(Area::Shaped(Box(39.8, 45.8, 40.2, 46.2)), state));
  EXPECT_TRUE(Holds(Area::Shaped(Box(38, 43, 42, 49)), state));
  // A village counts in the smallest circle around it.
  EXPECT_TRUE(Holds(Area::Around(40, 46, 1), PlaceAt(40, 46, 3'000)));
}

TEST(AreaTest, ShapesHaveHolesAndParts) {
  geo::v1::Geometry holed = Box(39, 45, 41, 47);
  *holed.mutable_polygon()->add_rings() =
      Box(39.5, 45.5, 40.5, 46.5).polygon().rings(0);
  EXPECT_TRUE(Holds(Area::Shaped(holed), PlaceAt(39.2, 46)));
  EXPECT_FALSE(Holds(Area::Shaped(holed), PlaceAt(40, 46)));

  geo::v1::Geometry parts;
  *parts.mutable_multi_polygon()->add_polygons() = Box(0, 0, 1, 1).polygon();
  *parts.mutable_multi_polygon()->add_polygons() = Box(5, 5, 6, 6).polygon();
  EXPECT_TRUE(Holds(Area::Shaped(parts), PlaceAt(0.5, 0.5)));
  EXPECT_TRUE(Holds(Area::Shaped(parts), PlaceAt(5.5, 5.5)));
  EXPECT_FALSE(Holds(Area::Shaped(parts), PlaceAt(3, 3)));
}

TEST(AreaTest, PointsLinesAndBrokenRingsHaveNoInside) {
  geo::v1::Geometry point;
  point.mutable_point()->set_latitude(1);
  EXPECT_EQ(Area::Shaped(point), nullptr);
  geo::v1::Geometry broken;
  broken.mutable_polygon()->add_rings()->add_points();
  EXPECT_EQ(Area::Shaped(broken), nullptr);
}

TEST(AreaTest, APlaceHoldsItselfAndWhatIsInIt) {
  const auto area = Area::OfPlace("places/syunik");
  EXPECT_TRUE(area->cells().empty());
  type::PlaceReference place;
  place.set_place("places/sotk");
  EXPECT_FALSE(Holds(area, place));
  place.add_ancestors("places/syunik");
  EXPECT_TRUE(Holds(area, place));
  place.Clear();
  place.set_place("places/syunik");
  EXPECT_TRUE(Holds(area, place));
}

// What an index by cells selects misses nothing that an area holds.
TEST(AreaTest, PlacesInAShapeShareACellWithIt) {
  std::mt19937 random(20220913);
  std::uniform_real_distribution<double> unit(-1, 1);
  int held = 0;
  int indexed = 0;
  for (int round = 0; round < 400; ++round) {
    const double latitude = 85 * unit(random);
    const double longitude = 180 * unit(random);
    const double size = std::pow(10, 2 * unit(random) - 1);  // degrees
    const auto area =
        round % 2 == 0
            ? Area::Around(latitude, longitude, 111 * size)
            : Area::Shaped(
                  Box(std::max(-89.0, latitude - size), longitude - size,
                      std::min(89.0, latitude + size), longitude + size));
    indexed += area->cells().empty() ? 0 : 1;
    for (int i = 0; i < 20; ++i) {
      Places places;
      *places.Add() =
          PlaceAt(std::clamp(latitude + size * unit(random), -90.0, 90.0),
                  std::remainder(longitude + size * unit(random), 360), 0);
      if (!area->Holds(places) || area->cells().empty()) continue;
      ++held;
      const std::vector<std::string> cells = CellsOf(places);
      EXPECT_TRUE(std::any_of(cells.begin(), cells.end(),
                              [&](const std::string& cell) {
                                return std::count(area->cells().begin(),
                                                  area->cells().end(),
                                                  cell) > 0;
                              }))
          << latitude << " " << longitude << " " << size;
    }
  }
  EXPECT_GT(held, 1'000);
  EXPECT_GT(indexed, 300);
}

}  // namespace
}  // namespace parallax::claims::domain
