#include "services/geo/domain/layers/geometry.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "s2/mutable_s2shape_index.h"
#include "s2/s2boolean_operation.h"
#include "s2/s2cap.h"
#include "s2/s2closest_edge_query.h"
#include "s2/s2contains_point_query.h"
#include "s2/s2earth.h"
#include "s2/s2error.h"
#include "s2/s2latlng.h"
#include "s2/s2latlng_rect.h"
#include "s2/s2loop.h"
#include "s2/s2point_vector_shape.h"
#include "s2/s2polygon.h"
#include "s2/s2polyline.h"
#include "s2/s2region_coverer.h"
#include "s2/s2shape_index_region.h"

namespace parallax::geo::domain {
namespace {

using status::Violations;

constexpr auto kBadGeometry = type::v1::ERROR_REASON_INVALID_GEOMETRY;

// Cells kept for each feature: more find less that lies beside it.
constexpr int kFeatureCells = 16;

S2LatLng LatLng(const google::type::LatLng& point) {
  return S2LatLng::FromDegrees(point.latitude(), point.longitude());
}

S1ChordAngle ChordAngle(double meters) {
  return S1ChordAngle(S1Angle::Radians(meters / S2Earth::RadiusMeters()));
}

// Edges, points and areas in one index.
class IndexedShape : public Shape {
 public:
  explicit IndexedShape(std::unique_ptr<MutableS2ShapeIndex> index)
      : index_(std::move(index)) {
    index_->ForceBuild();
  }

  const MutableS2ShapeIndex* index() const override { return index_.get(); }

  bool Touches(const Shape& feature) const override {
    if (feature.index() == nullptr) return feature.Touches(*this);
    // Distance 0 counts, so that borders and points on borders do too.
    S2ClosestEdgeQuery query(index_.get());
    S2ClosestEdgeQuery::ShapeIndexTarget target(feature.index());
    return query.IsDistanceLessOrEqual(&target, S1ChordAngle::Zero());
  }

  bool Covers(double lat, double lon) const override {
    const S2Point point = S2LatLng::FromDegrees(lat, lon).ToPoint();
    if (MakeS2ContainsPointQuery(
            index_.get(), S2ContainsPointQueryOptions(S2VertexModel::CLOSED))
            .Contains(point)) {
      return true;
    }
    return DistanceMeters(lat, lon) < 0.5;  // on a border, line or point
  }

  double DistanceMeters(double lat, double lon) const override {
    S2ClosestEdgeQuery query(index_.get());
    S2ClosestEdgeQuery::PointTarget target(
        S2LatLng::FromDegrees(lat, lon).ToPoint());
    return query.GetDistance(&target).ToAngle().radians() *
           S2Earth::RadiusMeters();
  }

  std::vector<uint64_t> CoveringCells(int max_cells) const override {
    S2RegionCoverer coverer;
    coverer.mutable_options()->set_max_cells(max_cells);
    std::vector<S2CellId> cells;
    coverer.GetCovering(MakeS2ShapeIndexRegion(index_.get()), &cells);
    std::vector<uint64_t> ids;
    for (const S2CellId cell : cells) ids.push_back(cell.id());
    return ids;
  }

 private:
  std::unique_ptr<MutableS2ShapeIndex> index_;
};

class CircleShape : public Shape {
 public:
  CircleShape(S2LatLng center, double radius_m)
      : center_(center), radius_m_(radius_m) {}

  bool Touches(const Shape& feature) const override {
    return feature.DistanceMeters(center_.lat().degrees(),
                                  center_.lng().degrees()) <= radius_m_;
  }
  bool Covers(double lat, double lon) const override {
    return DistanceMeters(lat, lon) == 0;
  }
  double DistanceMeters(double lat, double lon) const override {
    const double meters =
        center_.GetDistance(S2LatLng::FromDegrees(lat, lon)).radians() *
        S2Earth::RadiusMeters();
    return std::max(0.0, meters - radius_m_);
  }
  std::vector<uint64_t> CoveringCells(int max_cells) const override {
    S2RegionCoverer coverer;
    coverer.mutable_options()->set_max_cells(max_cells);
    std::vector<S2CellId> cells;
    coverer.GetCovering(
        S2Cap(center_.ToPoint(), ChordAngle(radius_m_ * 1.0001 + 1)), &cells);
    std::vector<uint64_t> ids;
    for (const S2CellId cell : cells) ids.push_back(cell.id());
    return ids;
  }

 private:
  S2LatLng center_;
  double radius_m_;
};

// Sides are parallels and meridians, not shortest lines.
class RectangleShape : public Shape {
 public:
  explicit RectangleShape(S2LatLngRect rectangle) : rectangle_(rectangle) {}

  bool Touches(const Shape& feature) const override {
    const MutableS2ShapeIndex* index = feature.index();
    if (index == nullptr) return true;
    // Some vertex inside, some corner inside, or a side crossed.
    for (int s = 0; s < index->num_shape_ids(); ++s) {
      const S2Shape* shape = index->shape(s);
      if (shape == nullptr) continue;
      for (int e = 0; e < shape->num_edges(); ++e) {
        const S2Shape::Edge edge = shape->edge(e);
        const S2LatLng a(edge.v0), b(edge.v1);
        if (rectangle_.Contains(a) || rectangle_.Contains(b)) return true;
        if (Crosses(edge.v0, edge.v1)) return true;
      }
    }
    for (int corner = 0; corner < 4; ++corner) {
      const S2LatLng at = rectangle_.GetVertex(corner);
      if (feature.Covers(at.lat().degrees(), at.lng().degrees())) return true;
    }
    return false;
  }
  bool Covers(double lat, double lon) const override {
    return rectangle_.Contains(S2LatLng::FromDegrees(lat, lon));
  }
  double DistanceMeters(double lat, double lon) const override {
    return rectangle_.GetDistance(S2LatLng::FromDegrees(lat, lon)).radians() *
           S2Earth::RadiusMeters();
  }
  std::vector<uint64_t> CoveringCells(int max_cells) const override {
    S2RegionCoverer coverer;
    coverer.mutable_options()->set_max_cells(max_cells);
    std::vector<S2CellId> cells;
    coverer.GetCovering(rectangle_, &cells);
    std::vector<uint64_t> ids;
    for (const S2CellId cell : cells) ids.push_back(cell.id());
    return ids;
  }

 private:
  bool Crosses(const S2Point& a, const S2Point& b) const {
    const auto& lng = rectangle_.lng();
    const auto& lat = rectangle_.lat();
    return S2LatLngRect::IntersectsLngEdge(a, b, lat, lng.lo()) ||
           S2LatLngRect::IntersectsLngEdge(a, b, lat, lng.hi()) ||
           S2LatLngRect::IntersectsLatEdge(a, b, lat.lo(), lng) ||
           S2LatLngRect::IntersectsLatEdge(a, b, lat.hi(), lng);
  }

  S2LatLngRect rectangle_;
};

// Reads geometry and gathers what is wrong with it.
class Reader {
 public:
  explicit Reader(Violations& bad) : bad_(bad) {}

  bool Count(int vertices, const std::string& field) {
    vertices_ += vertices;
    if (vertices_ <= kMaxVertices) return true;
    if (!too_many_) {
      Fail(field, absl::StrCat("brings the geometry above ", kMaxVertices,
                               " vertices"));
    }
    too_many_ = true;
    return false;
  }

  bool ReadPoints(
      const google::protobuf::RepeatedPtrField<google::type::LatLng>& points,
      const std::string& field, std::vector<S2Point>& out) {
    if (!Count(points.size(), field)) return false;
    bool ok = true;
    for (int i = 0; i < points.size(); ++i) {
      if (CheckPoint(points[i], absl::StrCat(field, ".points[", i, "]"),
                     bad_)) {
        out.push_back(LatLng(points[i]).ToPoint());
      } else {
        ok = false;
        if (++faults_ >= kMaxFaults) return false;
      }
    }
    return ok;
  }

  std::unique_ptr<S2Polyline> ReadLine(const v1::LineString& line,
                                       const std::string& field) {
    std::vector<S2Point> points;
    if (!ReadPoints(line.points(), field, points)) return nullptr;
    if (points.size() < 2) {
      Fail(absl::StrCat(field, ".points"), "must hold at least 2 vertices");
      return nullptr;
    }
    auto polyline = std::make_unique<S2Polyline>(points, S2Debug::DISABLE);
    S2Error error;
    if (polyline->FindValidationError(&error)) {
      Fail(absl::StrCat(field, ".points"), error.text());
      return nullptr;
    }
    return polyline;
  }

  std::unique_ptr<S2Loop> ReadRing(const v1::LineString& ring,
                                   const std::string& field) {
    std::vector<S2Point> points;
    if (!ReadPoints(ring.points(), field, points)) return nullptr;
    const std::string path = absl::StrCat(field, ".points");
    if (points.size() < 4) {
      Fail(path,
           "must hold at least 3 different vertices and repeat the first");
      return nullptr;
    }
    if (points.front() != points.back()) {
      Fail(path, "is not closed: the last vertex must repeat the first");
      return nullptr;
    }
    points.pop_back();
    auto loop = std::make_unique<S2Loop>(points, S2Debug::DISABLE);
    S2Error error;
    if (loop->FindValidationError(&error)) {
      Fail(path, error.code() == S2Error::LOOP_SELF_INTERSECTION
                     ? absl::StrCat("crosses itself: ", error.text())
                     : error.text());
      return nullptr;
    }
    loop->Normalize();
    return loop;
  }

  std::unique_ptr<S2Polygon> ReadPolygon(const v1::Polygon& polygon,
                                         const std::string& field) {
    if (polygon.rings().empty()) {
      Fail(absl::StrCat(field, ".rings"), "must hold at least the outer ring");
      return nullptr;
    }
    std::vector<std::unique_ptr<S2Loop>> loops;
    for (int i = 0; i < polygon.rings_size(); ++i) {
      auto loop =
          ReadRing(polygon.rings(i), absl::StrCat(field, ".rings[", i, "]"));
      if (too_many_ || faults_ >= kMaxFaults) return nullptr;
      if (loop != nullptr) loops.push_back(std::move(loop));
    }
    if (static_cast<int>(loops.size()) != polygon.rings_size()) return nullptr;
    // Crossings first: nesting has no meaning among rings that cross.
    S2Error error;
    {
      std::vector<std::unique_ptr<S2Loop>> copies;
      for (const auto& loop : loops) copies.emplace_back(loop->Clone());
      S2Polygon check;
      check.set_s2debug_override(S2Debug::DISABLE);
      check.InitNested(std::move(copies));
      if (check.FindValidationError(&error)) {
        Fail(absl::StrCat(field, ".rings"), error.text());
        return nullptr;
      }
    }
    for (size_t i = 1; i < loops.size(); ++i) {
      if (!loops[0]->Contains(*loops[i])) {
        Fail(absl::StrCat(field, ".rings[", i, "]"),
             "is a hole that does not lie inside the outer ring");
        return nullptr;
      }
      for (size_t j = 1; j < i; ++j) {
        if (loops[i]->Intersects(*loops[j])) {
          Fail(absl::StrCat(field, ".rings[", i, "]"),
               absl::StrCat("overlaps rings[", j, "]"));
          return nullptr;
        }
      }
    }
    auto out = std::make_unique<S2Polygon>();
    out->set_s2debug_override(S2Debug::DISABLE);
    out->InitNested(std::move(loops));
    return out;
  }

  std::unique_ptr<MutableS2ShapeIndex> ReadPolygons(
      const v1::MultiPolygon& multi, const std::string& field) {
    if (multi.polygons().empty() || multi.polygons_size() > kMaxPolygons) {
      Fail(absl::StrCat(field, ".polygons"),
           absl::StrCat("must hold 1 to ", kMaxPolygons, " areas"));
      return nullptr;
    }
    std::vector<std::unique_ptr<S2Polygon>> polygons;
    for (int i = 0; i < multi.polygons_size(); ++i) {
      auto polygon = ReadPolygon(multi.polygons(i),
                                 absl::StrCat(field, ".polygons[", i, "]"));
      if (too_many_ || faults_ >= kMaxFaults) return nullptr;
      if (polygon == nullptr) continue;
      for (size_t j = 0; j < polygons.size(); ++j) {
        if (polygon->Intersects(*polygons[j])) {
          Fail(absl::StrCat(field, ".polygons[", i, "]"),
               absl::StrCat("overlaps polygons[", j, "]"));
          return nullptr;
        }
      }
      polygons.push_back(std::move(polygon));
    }
    if (static_cast<int>(polygons.size()) != multi.polygons_size()) {
      return nullptr;
    }
    auto index = std::make_unique<MutableS2ShapeIndex>();
    for (auto& polygon : polygons) {
      index->Add(std::make_unique<S2Polygon::OwningShape>(std::move(polygon)));
    }
    return index;
  }

  void Fail(absl::string_view field, absl::string_view description) {
    ++faults_;
    bad_.Add(field, description, kBadGeometry);
  }

 private:
  // One broken file must not make an endless list.
  static constexpr int kMaxFaults = 20;

  Violations& bad_;
  int vertices_ = 0;
  int faults_ = 0;
  bool too_many_ = false;
};

template <typename OwningShape, typename Value>
std::unique_ptr<Shape> Single(std::unique_ptr<Value> value) {
  if (value == nullptr) return nullptr;
  auto index = std::make_unique<MutableS2ShapeIndex>();
  index->Add(std::make_unique<OwningShape>(std::move(value)));
  return std::make_unique<IndexedShape>(std::move(index));
}

}  // namespace

std::vector<uint64_t> CellsOfFeature(const Shape& shape) {
  return shape.CoveringCells(kFeatureCells);
}

bool CheckPoint(const google::type::LatLng& point, absl::string_view field,
                Violations& bad) {
  bool ok = true;
  // Written so that NaN fails.
  if (!(point.latitude() >= -90 && point.latitude() <= 90)) {
    bad.Add(absl::StrCat(field, ".latitude"), "must be between -90 and 90",
            kBadGeometry);
    ok = false;
  }
  if (!(point.longitude() >= -180 && point.longitude() <= 180)) {
    bad.Add(absl::StrCat(field, ".longitude"), "must be between -180 and 180",
            kBadGeometry);
    ok = false;
  }
  return ok;
}

std::unique_ptr<Shape> Shape::FromGeometry(const v1::Geometry& geometry,
                                           absl::string_view field,
                                           Violations& bad) {
  Reader reader(bad);
  switch (geometry.shape_case()) {
    case v1::Geometry::kPoint: {
      if (!CheckPoint(geometry.point(), absl::StrCat(field, ".point"), bad)) {
        return nullptr;
      }
      auto index = std::make_unique<MutableS2ShapeIndex>();
      index->Add(std::make_unique<S2PointVectorShape>(
          std::vector<S2Point>{LatLng(geometry.point()).ToPoint()}));
      return std::make_unique<IndexedShape>(std::move(index));
    }
    case v1::Geometry::kLine:
      return Single<S2Polyline::OwningShape>(
          reader.ReadLine(geometry.line(), absl::StrCat(field, ".line")));
    case v1::Geometry::kPolygon:
      return Single<S2Polygon::OwningShape>(reader.ReadPolygon(
          geometry.polygon(), absl::StrCat(field, ".polygon")));
    case v1::Geometry::kMultiPoint: {
      std::vector<S2Point> points;
      const std::string path = absl::StrCat(field, ".multi_point");
      if (geometry.multi_point().points().empty()) {
        reader.Fail(absl::StrCat(path, ".points"), "must hold a point");
        return nullptr;
      }
      if (!reader.ReadPoints(geometry.multi_point().points(), path, points)) {
        return nullptr;
      }
      auto index = std::make_unique<MutableS2ShapeIndex>();
      index->Add(std::make_unique<S2PointVectorShape>(std::move(points)));
      return std::make_unique<IndexedShape>(std::move(index));
    }
    case v1::Geometry::kMultiPolygon: {
      auto index = reader.ReadPolygons(geometry.multi_polygon(),
                                       absl::StrCat(field, ".multi_polygon"));
      if (index == nullptr) return nullptr;
      return std::make_unique<IndexedShape>(std::move(index));
    }
    case v1::Geometry::SHAPE_NOT_SET:
      break;
  }
  bad.Add(field, "is required", kBadGeometry);
  return nullptr;
}

std::unique_ptr<Shape> Shape::FromPolygon(const v1::Polygon& polygon,
                                          absl::string_view field,
                                          Violations& bad) {
  Reader reader(bad);
  return Single<S2Polygon::OwningShape>(
      reader.ReadPolygon(polygon, std::string(field)));
}

std::unique_ptr<Shape> Shape::FromCircle(const v1::Circle& circle,
                                         absl::string_view field,
                                         Violations& bad) {
  bool ok = CheckPoint(circle.center(), absl::StrCat(field, ".center"), bad);
  if (!(circle.radius_m() > 0 && circle.radius_m() <= kMaxCircleMeters)) {
    bad.Add(absl::StrCat(field, ".radius_m"),
            absl::StrCat("must be above 0 and at most ", kMaxCircleMeters),
            kBadGeometry);
    ok = false;
  }
  if (!ok) return nullptr;
  return std::make_unique<CircleShape>(LatLng(circle.center()),
                                       circle.radius_m());
}

std::unique_ptr<Shape> Shape::FromRectangle(const v1::Rectangle& rectangle,
                                            absl::string_view field,
                                            Violations& bad) {
  bool ok = CheckPoint(rectangle.low(), absl::StrCat(field, ".low"), bad);
  ok = CheckPoint(rectangle.high(), absl::StrCat(field, ".high"), bad) && ok;
  if (!ok) return nullptr;
  if (rectangle.low().latitude() > rectangle.high().latitude()) {
    bad.Add(absl::StrCat(field, ".low.latitude"),
            "must not be above high.latitude", kBadGeometry);
    return nullptr;
  }
  const S2LatLng low = LatLng(rectangle.low()), high = LatLng(rectangle.high());
  return std::make_unique<RectangleShape>(
      S2LatLngRect(R1Interval(low.lat().radians(), high.lat().radians()),
                   S1Interval(low.lng().radians(), high.lng().radians())));
}

std::unique_ptr<Shape> Shape::Around(double lat, double lon, double radius_m) {
  return std::make_unique<CircleShape>(S2LatLng::FromDegrees(lat, lon),
                                       radius_m);
}

}  // namespace parallax::geo::domain
