// Areas of the Earth that claims are looked for in.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/storage/filter.h"
#include "parallax/geo/v1/layer.pb.h"
#include "services/claims/domain/values.h"

class S2Region;

namespace parallax::claims::domain {

using Places = google::protobuf::RepeatedPtrField<type::PlaceReference>;

// Immutable; thread safe.
//
// A place lies in a shape by its representative point. Places that are known
// only roughly, such as states and provinces, would all lie at some village:
// those that may be more than 25 km from their point count only in shapes at
// least as wide as they are.
class Area : public ::parallax::storage::FilterOperand {
 public:
  // A circle; the radius is in kilometres.
  static std::shared_ptr<const Area> Around(double latitude, double longitude,
                                            double radius_km);
  // A shape that geo has checked; null when it has no inside.
  static std::shared_ptr<const Area> Shaped(const geo::v1::Geometry& geometry);
  // `places/{place}` and all that it holds.
  static std::shared_ptr<const Area> OfPlace(const std::string& place);

  ~Area() override;

  // Whether one of the places lies in it.
  bool Holds(const Places& places) const;

  // The place, where it is one; empty for shapes.
  const std::string& place() const { return place_; }
  // Cells, as CellsOf() has them, of which every place in the shape has at
  // least one. Empty when it is too large to say, and for places.
  const std::vector<std::string>& cells() const { return cells_; }

 private:
  Area();
  Area(std::unique_ptr<S2Region> region, double extent_m);

  std::string place_;
  std::unique_ptr<S2Region> region_;
  double extent_m_ = 0;
  std::vector<std::string> cells_;
};

// Names of the cells that hold the places' points, of each of a few sizes; each
// once.
std::vector<std::string> CellsOf(const Places& places);

}  // namespace parallax::claims::domain
