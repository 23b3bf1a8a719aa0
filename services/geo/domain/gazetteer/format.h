// Layout of a gazetteer file. Little-endian, records naturally aligned,
// read in place. Written by services/geo/tools/build_gazetteer.
//
//   Header | sections, each 8-aligned
//
// Places stand in the order of their S2 leaf cells, so a range of cells is a
// range of records: that order is the index for reverse lookup. Names are
// folded (fold.h), sorted, front-coded in blocks of kNamesPerBlock; each
// carries its postings.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"

namespace parallax::geo::domain {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
              "gazetteer files are read in place, little-endian");

inline constexpr char kGazetteerMagic[8] = {'P', 'L', 'X',  'G',
                                            'A', 'Z', '\r', '\n'};
inline constexpr uint32_t kGazetteerVersion = 1;
inline constexpr uint32_t kNoPlace = 0xffffffff;
inline constexpr int kNamesPerBlock = 16;

// Entries of the project's own have ids from here up, derived from their slug;
// below are GeoNames ids.
inline constexpr uint32_t kFirstOwnId = 0xC0000000;

// Id of an own entry: a hash of its slug above kFirstOwnId.
constexpr uint32_t OwnId(absl::string_view slug) {
  uint32_t hash = 2166136261u;
  for (const char c : slug) {
    hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  }
  return kFirstOwnId | (hash & 0x3fffffff);
}

enum class Section : uint32_t {
  kPlaces = 0,      // PlaceRecord[]
  kIds = 1,         // IdRecord[], by id
  kSlugs = 2,       // IdRecord[], by id: own ids -> offset in kStrings
  kStrings = 3,     // NUL-terminated UTF-8
  kNameBlocks = 4,  // uint32_t[]: start of each block in kNames, and the end
  kNames = 5,       // front-coded names with postings
  kShapes = 6,      // ShapeRecord[]
  kRings = 7,       // vertices of shapes
  kViews = 8,       // ViewRecord[], by place
  kCountries = 9,   // CountryRecord[], by code
  kAreas = 10,      // AreaRecord[], by region: first-level areas of regions
  kCount = 11,
};

struct SectionEntry {
  uint64_t offset;  // from the start of the file
  uint64_t size;    // bytes
};

struct Header {
  char magic[8];
  uint32_t version;
  uint32_t section_count;
  uint64_t file_size;
  uint32_t body_crc32;    // of everything after the header
  uint32_t header_crc32;  // of the header with this field zero
  SectionEntry sections[static_cast<int>(Section::kCount)];
};

struct PlaceRecord {
  uint32_t id;
  int32_t lat_e5;  // degrees * 100,000
  int32_t lon_e5;
  uint32_t population;  // 0 unknown
  uint32_t strings;     // display name, then alternates, then an empty string
  uint32_t parent;      // index of the next larger area, or kNoPlace
  uint16_t country;     // two letters, low byte first; 0 none
  uint16_t radius_hm;   // hundreds of metres
  uint8_t kind;         // PlaceKind
  uint8_t feature_code;
  uint8_t flags;
  uint8_t reserved;
};
static_assert(sizeof(PlaceRecord) == 32);

inline constexpr uint8_t kFlagCapital = 1;
inline constexpr uint8_t kFlagSupplement = 2;  // from the project's own data

// Between an alternate name and the code of the side that uses it.
inline constexpr char kUsedByMark = '\x1f';

struct IdRecord {
  uint32_t id;
  uint32_t value;  // place index, or offset in kStrings
};

// Rings of one piece of an area; a place may have several. Hundredths of a
// degree. Even-odd rule over all rings.
struct ShapeRecord {
  uint32_t place;
  int16_t min_lat, max_lat, min_lon, max_lon;
  uint32_t rings;  // offset in kRings
  uint32_t size;   // bytes there
};
static_assert(sizeof(ShapeRecord) == 20);

// How a worldview names and places a disputed region.
struct ViewRecord {
  uint32_t place;
  uint32_t name;       // offset in kStrings
  uint32_t parent;     // place index or kNoPlace
  uint32_t note;       // offset in kStrings
  int32_t from_day;    // days since 1970-01-01, INT32_MIN open
  int32_t to_day;      // exclusive, INT32_MAX open
  uint16_t worldview;  // two letters: a country, or UN
  uint8_t status;      // ViewStatus
  uint8_t reserved;
};
static_assert(sizeof(ViewRecord) == 28);

struct CountryRecord {
  uint32_t code;  // as PlaceRecord::country
  uint32_t place;
};

// `area` (with a shape) lies in the region `region`.
struct AreaRecord {
  uint32_t region;
  uint32_t area;
};

// How a name was come by; two bits in each posting.
enum class NameType : uint8_t {
  kMain = 0,       // display name, or its plain ASCII form
  kAlternate = 1,  // other spellings and languages
  kDemonym = 2,    // people or adjective: "Armenian"
  kHistoric = 3,   // former, or used by one side only: still resolves
};

}  // namespace parallax::geo::domain
