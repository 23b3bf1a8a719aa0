// Geometry from anybody: checked or refused, never a crash, and whatever is
// taken answers questions sensibly.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "common/status/errors.h"
#include "parallax/geo/v1/layer.pb.h"
#include "services/geo/domain/layers/geometry.h"

namespace {

namespace v1 = parallax::geo::v1;

// Two bytes, most of them on the Earth; some off it, some no number.
double Coordinate(const uint8_t* bytes) {
  const int value = static_cast<int16_t>(bytes[0] | bytes[1] << 8);
  if (value == 0x7fff) return std::nan("");
  if (value == -0x8000) return HUGE_VAL;
  return value / 180.0;
}

// Rings and lines of four bytes a vertex; a vertex of zeros ends a ring, whose
// first vertex is then repeated.
void Build(const uint8_t* data, size_t size, uint8_t kind,
           v1::Geometry* geometry) {
  v1::Polygon* polygon = nullptr;
  v1::LineString* line = nullptr;
  const auto next_ring = [&] {
    switch (kind % 4) {
      case 0:
        if (polygon == nullptr) polygon = geometry->mutable_polygon();
        line = polygon->add_rings();
        break;
      case 1:
        line = geometry->mutable_multi_polygon()->add_polygons()->add_rings();
        break;
      case 2:
        line = geometry->mutable_line();
        break;
      default:  // points alone
        break;
    }
  };
  next_ring();
  for (size_t i = 0; i + 4 <= size; i += 4) {
    if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 0 &&
        data[i + 3] == 0) {
      if (line != nullptr && line->points_size() > 0) {
        *line->add_points() = line->points(0);
      }
      next_ring();
      continue;
    }
    google::type::LatLng* point =
        line == nullptr ? geometry->mutable_multi_point()->add_points()
                        : line->add_points();
    point->set_latitude(Coordinate(data + i) / 2);
    point->set_longitude(Coordinate(data + i + 2));
  }
  if (kind % 4 < 2 && line->points_size() > 0) {
    *line->add_points() = line->points(0);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  v1::Geometry geometry;
  if (data[0] == 'P') {
    if (!geometry.ParseFromArray(data + 1, static_cast<int>(size - 1))) {
      return 0;
    }
  } else {
    Build(data + 1, size - 1, data[0], &geometry);
  }
  parallax::status::Violations bad;
  const std::unique_ptr<parallax::geo::domain::Shape> shape =
      parallax::geo::domain::Shape::FromGeometry(geometry, "geometry", bad);
  if ((shape == nullptr) != !bad.empty()) std::abort();
  if (shape == nullptr) return 0;
  if (shape->CoveringCells(8).empty()) std::abort();
  if (!shape->Touches(*shape)) std::abort();
  const double distance = shape->DistanceMeters(12.5, 45.25);
  if (!(distance >= 0 && distance < 2.1e7)) std::abort();
  return 0;
}
