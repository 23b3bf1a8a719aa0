// Shapes on the sphere: checked, compared and covered with cells.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/status/errors.h"
#include "parallax/geo/v1/geo_service.pb.h"
#include "parallax/geo/v1/layer.pb.h"

class MutableS2ShapeIndex;

namespace parallax::geo::domain {

inline constexpr int kMaxVertices = 10'000;
inline constexpr int kMaxPolygons = 1'000;
inline constexpr double kMaxCircleMeters = 5'000'000;

// A checked shape. Immutable; thread safe.
class Shape {
 public:
  // Adds to `bad`, with paths below `field` ("geometry.polygon.rings[1]"),
  // everything that is wrong, and then returns null: coordinates off the Earth
  // or not numbers, too few or too many vertices, rings that are not closed,
  // cross themselves or each other, holes outside their shell. Rings may run
  // either way around; an area is the smaller side of its outer ring.
  static std::unique_ptr<Shape> FromGeometry(const v1::Geometry& geometry,
                                             absl::string_view field,
                                             status::Violations& bad);
  static std::unique_ptr<Shape> FromPolygon(const v1::Polygon& polygon,
                                            absl::string_view field,
                                            status::Violations& bad);
  static std::unique_ptr<Shape> FromCircle(const v1::Circle& circle,
                                           absl::string_view field,
                                           status::Violations& bad);
  static std::unique_ptr<Shape> FromRectangle(const v1::Rectangle& rectangle,
                                              absl::string_view field,
                                              status::Violations& bad);
  // A circle around a point that is known to be on the Earth.
  static std::unique_ptr<Shape> Around(double lat, double lon, double radius_m);

  virtual ~Shape() = default;

  // Whether they share a point; borders count.
  virtual bool Touches(const Shape& feature) const = 0;
  virtual bool Covers(double lat, double lon) const = 0;
  // Shortest distance in metres; 0 when it covers the point.
  virtual double DistanceMeters(double lat, double lon) const = 0;
  // Cells that together cover the shape, at most about `max_cells`.
  virtual std::vector<uint64_t> CoveringCells(int max_cells) const = 0;

  // The edges and areas, for Touches() of others; null for circles and
  // rectangles, which are only ever areas to look in.
  virtual const MutableS2ShapeIndex* index() const { return nullptr; }
};

// The cells by which a feature of this shape is found.
std::vector<uint64_t> CellsOfFeature(const Shape& shape);

// Adds a violation below `field` unless the point is on the Earth.
bool CheckPoint(const google::type::LatLng& point, absl::string_view field,
                status::Violations& bad);

}  // namespace parallax::geo::domain
