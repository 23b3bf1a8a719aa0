// The world gazetteer: names, places, areas and worldviews in one immutable
// file, read in place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/geo/domain/gazetteer/format.h"
#include "services/geo/domain/gazetteer/name_index.h"
#include "services/geo/domain/gazetteer/place_kind.h"

namespace parallax::geo::domain {

// One entry. Strings point into the gazetteer's bytes.
struct Place {
  uint32_t index = kNoPlace;  // position in this file; not stable over builds
  absl::string_view name;     // display name, English where there is one
  double lat = 0;             // representative point, WGS84 degrees
  double lon = 0;
  double radius_m = 0;      // the place lies within this distance of the point
  uint32_t population = 0;  // 0 unknown
  uint32_t parent = kNoPlace;
  PlaceKind kind = PlaceKind::kUnspecified;
  absl::string_view feature_code;  // GeoNames, "PPLA"; empty if none
  std::string country;             // ISO 3166-1 alpha-2, empty if none
  bool capital = false;
};

// How one worldview sees a disputed region. Stored in files: never renumber.
enum class ViewStatus : uint8_t {
  kUnspecified = 0,
  kDeJure = 1,
  kDeFacto = 2,
  kClaimed = 3,
};

struct PlaceView {
  std::string worldview;   // ISO country code, or "UN"
  absl::string_view name;  // what that worldview calls the place
  uint32_t parent;         // the area it counts the place to, or kNoPlace
  ViewStatus status;
  int32_t from_day;  // days since 1970-01-01; INT32_MIN open
  int32_t to_day;    // exclusive; INT32_MAX open
  absl::string_view note;
};

struct OtherName {
  absl::string_view text;
  absl::string_view used_by;  // ISO code of the side that uses it, or empty
};

struct NearbyPlace {
  uint32_t index;
  double distance_m;
};

// A view over a file's bytes, which must outlive it. Immutable; thread safe.
// Every offset in the file is checked before use, so damaged bytes that pass
// the checksum still cannot lead outside the file.
class Gazetteer {
 public:
  // INVALID_ARGUMENT with what is wrong: no gazetteer, another version, cut
  // short, checksum or bounds.
  static absl::StatusOr<Gazetteer> Parse(absl::string_view bytes);

  uint32_t size() const { return place_count_; }
  const NameIndex& names() const { return names_; }

  // A place that does not exist gives one with index kNoPlace.
  Place Get(uint32_t index) const;
  // Cheaper than Get() where only these are needed.
  PlaceKind KindOf(uint32_t index) const;

  // "174895" (a GeoNames id) or "nagorno-karabakh" (own entry); kNoPlace if
  // unknown.
  uint32_t FindId(absl::string_view id) const;
  std::string IdOf(uint32_t index) const;
  uint32_t FindCountry(absl::string_view iso2) const;

  std::vector<OtherName> AlternateNames(uint32_t index) const;
  // Larger areas that hold the place, nearest first; ends at the country, or
  // at the continent or region above it.
  std::vector<uint32_t> Ancestors(uint32_t index) const;
  // Regions that are made up of areas, one of which is or holds the place.
  std::vector<uint32_t> RegionsOf(uint32_t index) const;
  // Empty but for disputed places.
  std::vector<PlaceView> Views(uint32_t index) const;

  // Postings of a folded name, without those out of range.
  std::vector<NamePosting> Find(absl::string_view folded) const;

  // First- and second-level areas, and regions drawn over them, whose shape
  // holds the point.
  std::vector<uint32_t> AreasAt(double lat, double lon) const;
  bool HasShape(uint32_t index) const;
  // Whether the shape of the area (or of an area that makes up the region)
  // holds the point. False without a shape.
  bool Contains(uint32_t area, double lat, double lon) const;

  // Populated places within `max_distance_m`, nearest first.
  std::vector<NearbyPlace> Nearest(double lat, double lon,
                                   double max_distance_m,
                                   size_t max_results) const;

 private:
  Gazetteer() = default;

  const PlaceRecord& Record(uint32_t index) const {
    return reinterpret_cast<const PlaceRecord*>(
        Bytes(Section::kPlaces).data())[index];
  }
  absl::string_view Bytes(Section section) const {
    return sections_[static_cast<int>(section)];
  }
  absl::string_view StringAt(uint32_t offset) const;
  bool ShapeHolds(const ShapeRecord& shape, int lat_e2, int lon_e2) const;

  absl::string_view sections_[static_cast<int>(Section::kCount)];
  uint32_t place_count_ = 0;
  NameIndex names_;
};

// Metres between two points along the great circle (mean Earth radius).
double DistanceMeters(double lat1, double lon1, double lat2, double lon2);

}  // namespace parallax::geo::domain
