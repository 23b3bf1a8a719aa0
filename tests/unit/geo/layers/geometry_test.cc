#include "services/geo/domain/layers/geometry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "s2/s2cell_id.h"
#include "s2/s2latlng.h"

namespace parallax::geo::domain {
namespace {

using ::testing::HasSubstr;
using Points = std::vector<std::pair<double, double>>;  // lat, lon

void Fill(const Points& points, v1::LineString* line) {
  for (const auto& [lat, lon] : points) {
    google::type::LatLng* point = line->add_points();
    point->set_latitude(lat);
    point->set_longitude(lon);
  }
}

v1::Geometry Polygon(const std::vector<Points>& rings) {
  v1::Geometry geometry;
  for (const Points& ring : rings) {
    Fill(ring, geometry.mutable_polygon()->add_rings());
  }
  return geometry;
}

v1::Geometry Point(double lat, double lon) {
  v1::Geometry geometry;
  geometry.mutable_point()->set_latitude(lat);
  geometry.mutable_point()->set_longitude(lon);
  return geometry;
}

const Points kSquare = {{0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0}};

// The first violation as "field: description"; empty when the geometry is
// good.
std::string Fault(const v1::Geometry& geometry) {
  status::Violations bad;
  const auto shape = Shape::FromGeometry(geometry, "geometry", bad);
  EXPECT_EQ(shape == nullptr, !bad.empty());
  if (bad.empty()) return "";
  EXPECT_EQ(bad.violations()[0].reason,
            type::v1::ERROR_REASON_INVALID_GEOMETRY);
  return bad.violations()[0].field + ": " + bad.violations()[0].description;
}

std::unique_ptr<Shape> Good(const v1::Geometry& geometry) {
  status::Violations bad;
  auto shape = Shape::FromGeometry(geometry, "geometry", bad);
  EXPECT_TRUE(bad.empty()) << bad.ToStatus();
  return shape;
}

TEST(GeometryTest, TakesGoodShapes) {
  EXPECT_EQ(Fault(Point(90, -180)), "");
  EXPECT_EQ(Fault(Polygon({kSquare})), "");
  EXPECT_EQ(Fault(Polygon({{{0, 0}, {10, 0}, {10, 10}, {0, 0}}})), "");
  EXPECT_EQ(Fault(Polygon({kSquare, {{2, 2}, {2, 4}, {4, 4}, {4, 2}, {2, 2}}})),
            "");
  v1::Geometry line;
  Fill({{0, 0}, {0, 179}, {0, -179}}, line.mutable_line());
  EXPECT_EQ(Fault(line), "");
}

TEST(GeometryTest, NamesWhatIsWrongAndWhere) {
  EXPECT_EQ(Fault({}), "geometry: is required");
  EXPECT_EQ(Fault(Point(91, 0)),
            "geometry.point.latitude: must be between -90 and 90");
  EXPECT_THAT(Fault(Point(std::nan(""), 0)), HasSubstr("latitude"));
  EXPECT_THAT(Fault(Point(0, std::numeric_limits<double>::infinity())),
              HasSubstr("geometry.point.longitude"));
  EXPECT_EQ(Fault(Polygon({})),
            "geometry: is required");  // no rings: no polygon at all
  EXPECT_EQ(Fault(Polygon({{{0, 0}, {0, 1}, {1, 1}}})),
            "geometry.polygon.rings[0].points: must hold at least 3 different "
            "vertices and repeat the first");
  EXPECT_THAT(Fault(Polygon({{{0, 0}, {0, 1}, {1, 1}, {1, 0}}})),
              HasSubstr("rings[0].points: is not closed"));
  EXPECT_THAT(Fault(Polygon({{{0, 0}, {1, 1}, {0, 1}, {1, 0}, {0, 0}}})),
              HasSubstr("rings[0].points: crosses itself"));
  EXPECT_THAT(Fault(Polygon({{{0, 0}, {0, 0}, {1, 1}, {1, 0}, {0, 0}}})),
              HasSubstr("rings[0].points: "));
  EXPECT_THAT(
      Fault(Polygon({kSquare, {{20, 20}, {20, 21}, {21, 21}, {20, 20}}})),
      HasSubstr("rings[1]: is a hole that does not lie inside"));
  EXPECT_THAT(Fault(Polygon({kSquare, {{5, 5}, {5, 15}, {6, 15}, {5, 5}}})),
              HasSubstr("geometry.polygon.rings: "));
  v1::Geometry bad_ring = Polygon({kSquare});
  bad_ring.mutable_polygon()->mutable_rings(0)->mutable_points(2)->set_latitude(
      -91);
  EXPECT_THAT(Fault(bad_ring),
              HasSubstr("geometry.polygon.rings[0].points[2].latitude"));
  v1::Geometry line;
  Fill({{0, 0}}, line.mutable_line());
  EXPECT_THAT(Fault(line), HasSubstr("geometry.line.points: must hold at"));
}

TEST(GeometryTest, BoundsTheWork) {
  Points many;
  for (int i = 0; i < kMaxVertices; ++i) many.emplace_back(i * 0.001, 0);
  many.emplace_back(0, 1);
  v1::Geometry line;
  Fill(many, line.mutable_line());
  EXPECT_THAT(Fault(line), HasSubstr("above 10000 vertices"));
  v1::Geometry points;
  for (int i = 0; i < 200; ++i) {
    points.mutable_multi_point()->add_points()->set_latitude(100);
  }
  status::Violations bad;
  Shape::FromGeometry(points, "g", bad);
  EXPECT_LE(bad.violations().size(), 25u);
}

TEST(GeometryTest, RefusesAreasThatOverlap) {
  v1::Geometry geometry;
  for (const double shift : {0.0, 5.0}) {
    Points ring = kSquare;
    for (auto& [lat, lon] : ring) lon += shift;
    Fill(ring, geometry.mutable_multi_polygon()->add_polygons()->add_rings());
  }
  EXPECT_THAT(Fault(geometry), HasSubstr("polygons[1]: overlaps polygons[0]"));
}

TEST(GeometryTest, EitherWayAroundIsTheSmallArea) {
  Points back(kSquare.rbegin(), kSquare.rend());
  for (const Points& ring : {kSquare, back}) {
    const auto shape = Good(Polygon({ring}));
    EXPECT_TRUE(shape->Covers(5, 5));
    EXPECT_FALSE(shape->Covers(-5, 5));
    EXPECT_FALSE(shape->Covers(5, -170));
  }
}

TEST(GeometryTest, MeasuresAndTouches) {
  const auto square = Good(Polygon({kSquare}));
  EXPECT_EQ(square->DistanceMeters(5, 5), 0);
  EXPECT_NEAR(square->DistanceMeters(-1, 5), 111'195, 100);
  EXPECT_TRUE(square->Covers(0, 0)) << "corners count";
  const auto inside = Good(Point(5, 5)), outside = Good(Point(5, 11));
  EXPECT_TRUE(square->Touches(*inside));
  EXPECT_TRUE(inside->Touches(*square));
  EXPECT_FALSE(square->Touches(*outside));

  const auto hollow =
      Good(Polygon({kSquare, {{2, 2}, {2, 8}, {8, 8}, {8, 2}, {2, 2}}}));
  EXPECT_FALSE(hollow->Covers(5, 5));
  EXPECT_FALSE(hollow->Touches(*inside));
  EXPECT_TRUE(hollow->Covers(1, 1));
}

TEST(GeometryTest, CirclesAndRectangles) {
  status::Violations bad;
  v1::Circle circle;
  circle.mutable_center()->set_latitude(5);
  circle.mutable_center()->set_longitude(12);
  circle.set_radius_m(230'000);
  const auto round = Shape::FromCircle(circle, "circle", bad);
  ASSERT_NE(round, nullptr);
  const auto square = Good(Polygon({kSquare}));
  EXPECT_TRUE(round->Touches(*square));
  EXPECT_FALSE(Shape::Around(5, 12, 200'000)->Touches(*square));
  for (const double radius : {0.0, -1.0, 6e6, std::nan("")}) {
    circle.set_radius_m(radius);
    status::Violations faults;
    EXPECT_EQ(Shape::FromCircle(circle, "circle", faults), nullptr);
    EXPECT_EQ(faults.violations()[0].field, "circle.radius_m");
  }

  v1::Rectangle rectangle;  // over the 180th meridian
  rectangle.mutable_low()->set_latitude(-20);
  rectangle.mutable_low()->set_longitude(170);
  rectangle.mutable_high()->set_latitude(-10);
  rectangle.mutable_high()->set_longitude(-170);
  const auto fiji = Shape::FromRectangle(rectangle, "rectangle", bad);
  ASSERT_NE(fiji, nullptr);
  EXPECT_TRUE(fiji->Touches(*Good(Point(-18, 178))));
  EXPECT_TRUE(fiji->Touches(*Good(Point(-15, -172))));
  EXPECT_FALSE(fiji->Touches(*Good(Point(-15, 0))));
  v1::Geometry through;  // no vertex inside
  Fill({{-15, 160}, {-15, -160}}, through.mutable_line());
  EXPECT_TRUE(fiji->Touches(*Good(through)));
  const auto around = Good(
      Polygon({{{-40, 150}, {-40, -150}, {10, -150}, {10, 150}, {-40, 150}}}));
  EXPECT_TRUE(fiji->Touches(*around));
}

TEST(GeometryTest, CellsCoverTheShape) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> within(0.2, 9.8);
  const auto square = Good(Polygon({kSquare}));
  const auto cells = square->CoveringCells(16);
  for (int i = 0; i < 500; ++i) {
    const S2CellId leaf(S2LatLng::FromDegrees(within(random), within(random)));
    bool covered = false;
    for (const uint64_t cell : cells) {
      covered |= S2CellId(cell).contains(leaf);
    }
    EXPECT_TRUE(covered);
  }
}

}  // namespace
}  // namespace parallax::geo::domain
