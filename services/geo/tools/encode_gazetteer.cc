// World -> bytes of a gazetteer file (format.h).
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <tuple>

#include "s2/s2cell_id.h"
#include "s2/s2latlng.h"
#include "services/geo/domain/gazetteer/fold.h"
#include "services/geo/domain/gazetteer/varint.h"
#include "services/geo/tools/world_draft.h"

namespace parallax::geo::tools {
namespace {

using domain::NameType;
using domain::Section;

class Strings {
 public:
  Strings() { bytes_.push_back('\0'); }  // offset 0 is the empty string

  uint32_t Add(absl::string_view text) {
    if (text.empty()) return 0;
    const auto [at, fresh] = known_.try_emplace(
        std::string(text), static_cast<uint32_t>(bytes_.size()));
    if (fresh) Append(text);
    return at->second;
  }
  // Not shared: what follows must stay next to it.
  uint32_t Append(absl::string_view text) {
    const auto offset = static_cast<uint32_t>(bytes_.size());
    bytes_.append(text.data(), text.size());
    bytes_.push_back('\0');
    return offset;
  }
  std::string& bytes() { return bytes_; }

 private:
  std::string bytes_;
  std::map<std::string, uint32_t> known_;
};

template <typename Record>
void Put(std::string& out, const Record& record) {
  out.append(reinterpret_cast<const char*>(&record), sizeof(record));
}

uint16_t TwoLetters(absl::string_view code) {
  if (code.size() != 2) return 0;
  return static_cast<uint16_t>(static_cast<uint8_t>(code[0]) |
                               static_cast<uint8_t>(code[1]) << 8);
}

// Folded name -> place -> how it was come by (the best way counts).
using Postings = std::map<std::string, std::map<uint32_t, NameType>>;

void AddPosting(Postings& postings, absl::string_view name, uint32_t place,
                NameType type) {
  const std::string folded = domain::FoldName(name);
  if (folded.empty() || folded.size() > 120) return;
  const auto [at, fresh] = postings[folded].emplace(place, type);
  if (!fresh && type < at->second) at->second = type;
}

// Other names that are kept to be shown; all of them are found.
size_t ShownNames(const DraftPlace& place) {
  if (place.kind != domain::PlaceKind::kPopulated) return 12;
  return place.population >= 100'000 ? 16 : place.population >= 5'000 ? 6 : 2;
}

void EncodeNames(const Postings& postings, std::string& blocks,
                 std::string& names) {
  int in_block = 0;
  std::string previous;
  for (const auto& [name, places] : postings) {
    size_t shared = 0;
    if (in_block == 0) {
      Put(blocks, static_cast<uint32_t>(names.size()));
    } else {
      while (shared < name.size() && shared < previous.size() &&
             name[shared] == previous[shared]) {
        ++shared;
      }
    }
    domain::PutVarint(names, static_cast<uint32_t>(shared));
    domain::PutVarint(names, static_cast<uint32_t>(name.size() - shared));
    names.append(name, shared);
    domain::PutVarint(names, static_cast<uint32_t>(places.size()));
    uint32_t last = 0;
    for (const auto& [place, type] : places) {
      domain::PutVarint(names,
                        (place - last) << 2 | static_cast<uint32_t>(type));
      last = place;
    }
    previous = name;
    in_block = (in_block + 1) % domain::kNamesPerBlock;
  }
  Put(blocks, static_cast<uint32_t>(names.size()));
}

void EncodeShape(const DraftShape& shape, uint32_t place, std::string& records,
                 std::string& rings) {
  domain::ShapeRecord record = {};
  record.place = place;
  record.min_lat = record.min_lon = INT16_MAX;
  record.max_lat = record.max_lon = INT16_MIN;
  record.rings = static_cast<uint32_t>(rings.size());
  for (const DraftRing& ring : shape.rings) {
    domain::PutVarint(rings, static_cast<uint32_t>(ring.size()));
    int lat = 0, lon = 0;
    for (const auto& [next_lat, next_lon] : ring) {
      domain::PutVarint(rings, domain::ZigZag(next_lat - lat));
      domain::PutVarint(rings, domain::ZigZag(next_lon - lon));
      lat = next_lat;
      lon = next_lon;
      record.min_lat = std::min<int16_t>(record.min_lat, int16_t(lat));
      record.max_lat = std::max<int16_t>(record.max_lat, int16_t(lat));
      record.min_lon = std::min<int16_t>(record.min_lon, int16_t(lon));
      record.max_lon = std::max<int16_t>(record.max_lon, int16_t(lon));
    }
  }
  record.size = static_cast<uint32_t>(rings.size()) - record.rings;
  Put(records, record);
}

}  // namespace

std::string Encode(const World& world) {
  std::string sections[static_cast<int>(Section::kCount)];
  const auto section = [&](Section which) -> std::string& {
    return sections[static_cast<int>(which)];
  };

  // Places with a point, in the order of their cells.
  std::vector<std::tuple<uint64_t, uint32_t, int>> order;
  for (size_t i = 0; i < world.places.size(); ++i) {
    const DraftPlace& place = world.places[i];
    if (!place.has_point) continue;
    const double lat = std::round(place.lat * 1e5) / 1e5;
    const double lon = std::round(place.lon * 1e5) / 1e5;
    const S2CellId cell(S2LatLng::FromDegrees(lat, lon).Normalized());
    order.emplace_back(cell.id(), place.id, static_cast<int>(i));
  }
  std::sort(order.begin(), order.end());
  std::vector<uint32_t> position(world.places.size(), domain::kNoPlace);
  for (size_t i = 0; i < order.size(); ++i) {
    position[static_cast<size_t>(std::get<2>(order[i]))] =
        static_cast<uint32_t>(i);
  }
  const auto at = [&](int draft) {
    return draft < 0 ? domain::kNoPlace : position[static_cast<size_t>(draft)];
  };

  Strings strings;
  Postings postings;
  std::map<uint32_t, uint32_t> ids, slugs;
  std::map<uint32_t, uint32_t> countries;
  for (const auto& [cell, id, draft] : order) {
    const DraftPlace& place = world.places[static_cast<size_t>(draft)];
    const uint32_t index = at(draft);
    domain::PlaceRecord record = {};
    record.id = place.id;
    record.lat_e5 = static_cast<int32_t>(std::lround(place.lat * 1e5));
    record.lon_e5 = static_cast<int32_t>(std::lround(place.lon * 1e5));
    record.population = place.population;
    record.strings = strings.Append(place.name);
    AddPosting(postings, place.name, index, NameType::kMain);
    size_t shown = 0;
    for (const DraftName& name : place.names) {
      AddPosting(postings, name.text, index, name.type);
      if (name.type == NameType::kDemonym || name.text == place.name) continue;
      if (name.type == NameType::kAlternate && shown >= ShownNames(place)) {
        continue;
      }
      ++shown;
      strings.Append(name.used_by.empty()
                         ? name.text
                         : name.text + domain::kUsedByMark + name.used_by);
    }
    strings.bytes().push_back('\0');
    record.parent = at(place.parent);
    record.country = TwoLetters(place.country);
    record.radius_hm = static_cast<uint16_t>(
        std::clamp(std::lround(place.radius_m / 100), 1L, 65535L));
    record.kind = static_cast<uint8_t>(place.kind);
    record.feature_code = domain::FeatureCodeIndex(place.feature_code);
    record.flags = place.flags;
    Put(section(Section::kPlaces), record);
    ids[place.id] = index;
    if (!place.slug.empty()) slugs[place.id] = strings.Add(place.slug);
    if (place.kind == domain::PlaceKind::kCountry) {
      countries[TwoLetters(place.country)] = index;
    }
  }
  for (const auto& [id, index] : ids) {
    Put(section(Section::kIds), domain::IdRecord{id, index});
  }
  for (const auto& [id, slug] : slugs) {
    Put(section(Section::kSlugs), domain::IdRecord{id, slug});
  }
  for (const auto& [code, index] : countries) {
    Put(section(Section::kCountries), domain::CountryRecord{code, index});
  }

  EncodeNames(postings, section(Section::kNameBlocks),
              section(Section::kNames));
  for (const DraftShape& shape : world.shapes) {
    if (at(shape.place) == domain::kNoPlace) continue;
    EncodeShape(shape, at(shape.place), section(Section::kShapes),
                section(Section::kRings));
  }
  std::map<std::tuple<uint32_t, uint16_t, int32_t>, domain::ViewRecord> views;
  for (const DraftView& view : world.views) {
    domain::ViewRecord record = {};
    record.place = at(view.place);
    record.name = strings.Add(view.name);
    record.parent = at(view.parent);
    record.note = strings.Add(view.note);
    record.from_day = view.from_day;
    record.to_day = view.to_day;
    record.worldview = TwoLetters(view.worldview);
    record.status = static_cast<uint8_t>(view.status);
    views[{record.place, record.worldview, record.from_day}] = record;
  }
  for (const auto& [key, record] : views) {
    Put(section(Section::kViews), record);
  }
  std::map<std::pair<uint32_t, uint32_t>, bool> members;
  for (const auto& [region, area] : world.members) {
    members[{at(region), at(area)}] = true;
  }
  for (const auto& [member, unused] : members) {
    Put(section(Section::kAreas),
        domain::AreaRecord{member.first, member.second});
  }
  section(Section::kStrings) = std::move(strings.bytes());

  domain::Header header = {};
  std::memcpy(header.magic, domain::kGazetteerMagic, sizeof(header.magic));
  header.version = domain::kGazetteerVersion;
  header.section_count = static_cast<uint32_t>(Section::kCount);
  std::string body;
  for (int i = 0; i < static_cast<int>(Section::kCount); ++i) {
    body.resize((body.size() + 7) / 8 * 8, '\0');
    header.sections[i] = {sizeof(header) + body.size(), sections[i].size()};
    body += sections[i];
  }
  header.file_size = sizeof(header) + body.size();
  std::string bytes(reinterpret_cast<const char*>(&header), sizeof(header));
  bytes += body;
  SealHeader(bytes);
  return bytes;
}

void SealHeader(std::string& bytes) {
  domain::Header header;
  if (bytes.size() < sizeof(header)) return;
  std::memcpy(&header, bytes.data(), sizeof(header));
  const auto* body =
      reinterpret_cast<const Bytef*>(bytes.data() + sizeof(header));
  header.body_crc32 =
      static_cast<uint32_t>(crc32_z(0, body, bytes.size() - sizeof(header)));
  header.header_crc32 = 0;
  header.header_crc32 = static_cast<uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(&header), sizeof(header)));
  std::memcpy(bytes.data(), &header, sizeof(header));
}

}  // namespace parallax::geo::tools
