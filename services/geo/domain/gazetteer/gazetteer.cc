#include "services/geo/domain/gazetteer/gazetteer.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/geo/domain/gazetteer/fold.h"

namespace parallax::geo::domain {
namespace {

// Ancestor chains are three or four long; more means a loop in damaged data.
constexpr int kMaxAncestors = 8;

absl::Status Damaged(absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("not a usable gazetteer file: ", what));
}

size_t RecordSize(Section section) {
  switch (section) {
    case Section::kPlaces:
      return sizeof(PlaceRecord);
    case Section::kIds:
    case Section::kSlugs:
      return sizeof(IdRecord);
    case Section::kNameBlocks:
      return sizeof(uint32_t);
    case Section::kShapes:
      return sizeof(ShapeRecord);
    case Section::kViews:
      return sizeof(ViewRecord);
    case Section::kCountries:
      return sizeof(CountryRecord);
    case Section::kAreas:
      return sizeof(AreaRecord);
    default:
      return 1;
  }
}

std::string TwoLetters(uint16_t code) {
  if (code == 0) return "";
  return {static_cast<char>(code & 0xff), static_cast<char>(code >> 8)};
}

template <typename Record>
std::pair<const Record*, const Record*> Range(absl::string_view bytes) {
  const auto* begin = reinterpret_cast<const Record*>(bytes.data());
  return {begin, begin + bytes.size() / sizeof(Record)};
}

}  // namespace

absl::StatusOr<Gazetteer> Gazetteer::Parse(absl::string_view bytes) {
  if (bytes.size() < sizeof(Header)) return Damaged("shorter than its header");
  if (reinterpret_cast<uintptr_t>(bytes.data()) % 8 != 0) {
    return absl::InternalError("gazetteer bytes must be 8-aligned");
  }
  Header header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (std::memcmp(header.magic, kGazetteerMagic, sizeof(header.magic)) != 0) {
    return Damaged("wrong magic number");
  }
  if (header.version != kGazetteerVersion) {
    return Damaged(absl::StrCat("version ", header.version,
                                ", this program reads ", kGazetteerVersion));
  }
  Header blank = header;
  blank.header_crc32 = 0;
  if (crc32(0, reinterpret_cast<const Bytef*>(&blank), sizeof(blank)) !=
      header.header_crc32) {
    return Damaged("header checksum differs");
  }
  if (header.file_size != bytes.size()) {
    return Damaged(absl::StrCat("holds ", bytes.size(), " bytes, should hold ",
                                header.file_size));
  }
  if (header.section_count != static_cast<uint32_t>(Section::kCount)) {
    return Damaged("wrong number of sections");
  }
  const absl::string_view body = bytes.substr(sizeof(Header));
  if (crc32_z(0, reinterpret_cast<const Bytef*>(body.data()), body.size()) !=
      header.body_crc32) {
    return Damaged("checksum differs");
  }
  Gazetteer gazetteer;
  for (int i = 0; i < static_cast<int>(Section::kCount); ++i) {
    const SectionEntry& entry = header.sections[i];
    if (entry.offset % 8 != 0 || entry.offset < sizeof(Header) ||
        entry.offset > bytes.size() ||
        entry.size > bytes.size() - entry.offset ||
        entry.size % RecordSize(static_cast<Section>(i)) != 0) {
      return Damaged(absl::StrCat("section ", i, " is out of bounds"));
    }
    gazetteer.sections_[i] = bytes.substr(entry.offset, entry.size);
  }
  const absl::string_view strings = gazetteer.Bytes(Section::kStrings);
  if (strings.empty() || strings.back() != '\0') {
    return Damaged("strings are not terminated");
  }
  const size_t count =
      gazetteer.Bytes(Section::kPlaces).size() / sizeof(PlaceRecord);
  if (count >= kNoPlace ||
      count != gazetteer.Bytes(Section::kIds).size() / sizeof(IdRecord)) {
    return Damaged("places and ids differ in number");
  }
  gazetteer.place_count_ = static_cast<uint32_t>(count);
  gazetteer.names_ = NameIndex(gazetteer.Bytes(Section::kNameBlocks),
                               gazetteer.Bytes(Section::kNames));
  return gazetteer;
}

absl::string_view Gazetteer::StringAt(uint32_t offset) const {
  const absl::string_view strings = Bytes(Section::kStrings);
  if (offset >= strings.size()) return {};
  // The section ends in a NUL, so this stops inside it.
  return absl::string_view(strings.data() + offset);
}

Place Gazetteer::Get(uint32_t index) const {
  Place place;
  if (index >= place_count_) return place;
  const PlaceRecord& record = Record(index);
  place.index = index;
  place.name = StringAt(record.strings);
  place.lat = record.lat_e5 / 1e5;
  place.lon = record.lon_e5 / 1e5;
  place.radius_m = record.radius_hm * 100.0;
  place.population = record.population;
  place.parent = record.parent < place_count_ ? record.parent : kNoPlace;
  place.kind = KindOf(index);
  place.feature_code = FeatureCodeName(record.feature_code);
  place.country = TwoLetters(record.country);
  place.capital = (record.flags & kFlagCapital) != 0;
  return place;
}

PlaceKind Gazetteer::KindOf(uint32_t index) const {
  if (index >= place_count_) return PlaceKind::kUnspecified;
  const uint8_t kind = Record(index).kind;
  return kind < kPlaceKindCount ? static_cast<PlaceKind>(kind)
                                : PlaceKind::kUnspecified;
}

uint32_t Gazetteer::FindId(absl::string_view id) const {
  uint32_t wanted;
  const bool numeric = !id.empty() && id.find_first_not_of("0123456789") ==
                                          absl::string_view::npos;
  if (numeric) {
    if (!absl::SimpleAtoi(id, &wanted) || wanted >= kFirstOwnId ||
        id.front() == '0') {
      return kNoPlace;
    }
  } else {
    wanted = OwnId(id);
  }
  const auto [begin, end] = Range<IdRecord>(Bytes(Section::kIds));
  const auto* found = std::lower_bound(
      begin, end, wanted,
      [](const IdRecord& a, uint32_t value) { return a.id < value; });
  if (found == end || found->id != wanted || found->value >= place_count_) {
    return kNoPlace;
  }
  if (!numeric && IdOf(found->value) != id) return kNoPlace;
  return found->value;
}

std::string Gazetteer::IdOf(uint32_t index) const {
  if (index >= place_count_) return "";
  const uint32_t id = Record(index).id;
  if (id < kFirstOwnId) return absl::StrCat(id);
  const auto [begin, end] = Range<IdRecord>(Bytes(Section::kSlugs));
  const auto* found = std::lower_bound(
      begin, end, id,
      [](const IdRecord& a, uint32_t value) { return a.id < value; });
  if (found == end || found->id != id) return "";
  return std::string(StringAt(found->value));
}

uint32_t Gazetteer::FindCountry(absl::string_view iso2) const {
  if (iso2.size() != 2) return kNoPlace;
  const uint32_t code = static_cast<uint8_t>(iso2[0]) |
                        static_cast<uint32_t>(static_cast<uint8_t>(iso2[1]))
                            << 8;
  const auto [begin, end] = Range<CountryRecord>(Bytes(Section::kCountries));
  const auto* found = std::lower_bound(
      begin, end, code,
      [](const CountryRecord& a, uint32_t value) { return a.code < value; });
  if (found == end || found->code != code || found->place >= place_count_) {
    return kNoPlace;
  }
  return found->place;
}

std::vector<OtherName> Gazetteer::AlternateNames(uint32_t index) const {
  std::vector<OtherName> names;
  if (index >= place_count_) return names;
  uint32_t offset = Record(index).strings;
  offset += static_cast<uint32_t>(StringAt(offset).size()) + 1;
  for (absl::string_view name = StringAt(offset); !name.empty();
       name = StringAt(offset)) {
    const size_t mark = name.find(kUsedByMark);
    if (mark == absl::string_view::npos) {
      names.push_back({name, ""});
    } else {
      names.push_back({name.substr(0, mark), name.substr(mark + 1)});
    }
    offset += static_cast<uint32_t>(name.size()) + 1;
  }
  return names;
}

std::vector<uint32_t> Gazetteer::Ancestors(uint32_t index) const {
  std::vector<uint32_t> chain;
  if (index >= place_count_) return chain;
  for (uint32_t at = Record(index).parent;
       at < place_count_ && chain.size() < kMaxAncestors;
       at = Record(at).parent) {
    chain.push_back(at);
  }
  return chain;
}

std::vector<PlaceView> Gazetteer::Views(uint32_t index) const {
  std::vector<PlaceView> views;
  const auto [begin, end] = Range<ViewRecord>(Bytes(Section::kViews));
  const auto* at = std::lower_bound(
      begin, end, index,
      [](const ViewRecord& a, uint32_t value) { return a.place < value; });
  for (; at != end && at->place == index; ++at) {
    views.push_back({TwoLetters(at->worldview), StringAt(at->name),
                     at->parent < place_count_ ? at->parent : kNoPlace,
                     at->status <= static_cast<uint8_t>(ViewStatus::kClaimed)
                         ? static_cast<ViewStatus>(at->status)
                         : ViewStatus::kUnspecified,
                     at->from_day, at->to_day, StringAt(at->note)});
  }
  return views;
}

std::vector<NamePosting> Gazetteer::Find(absl::string_view folded) const {
  std::vector<NamePosting> postings;
  names_.Exact(folded, postings);
  postings.erase(std::remove_if(postings.begin(), postings.end(),
                                [this](const NamePosting& posting) {
                                  return posting.place >= place_count_;
                                }),
                 postings.end());
  return postings;
}

double DistanceMeters(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kRadians = M_PI / 180;
  constexpr double kEarthRadiusMeters = 6371008.8;
  const double p1 = lat1 * kRadians, p2 = lat2 * kRadians;
  const double dp = std::sin((p2 - p1) / 2);
  const double dl = std::sin((lon2 - lon1) * kRadians / 2);
  const double a = dp * dp + std::cos(p1) * std::cos(p2) * dl * dl;
  return 2 * kEarthRadiusMeters * std::asin(std::min(1.0, std::sqrt(a)));
}

}  // namespace parallax::geo::domain
