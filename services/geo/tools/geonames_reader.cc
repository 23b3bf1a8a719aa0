#include "services/geo/tools/geonames_reader.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "services/geo/domain/gazetteer/fold.h"

namespace parallax::geo::tools {
namespace {

using domain::NameType;
using domain::PlaceKind;

// Other spellings kept for one place; the rest only fill the file.
constexpr size_t kMaxNames = 48;

absl::Status Expect(bool ok, absl::string_view what) {
  return ok ? absl::OkStatus() : absl::InvalidArgumentError(what);
}

// Adds the names that fold to something new.
void AddNames(DraftPlace& place, const std::vector<absl::string_view>& names) {
  absl::flat_hash_set<std::string> folded = {domain::FoldName(place.name)};
  for (const DraftName& name : place.names) {
    folded.insert(domain::FoldName(name.text));
  }
  for (const absl::string_view name : names) {
    if (place.names.size() >= kMaxNames) return;
    if (!IsUsefulName(name)) continue;
    if (!folded.insert(domain::FoldName(name)).second) continue;
    place.names.push_back({std::string(name), NameType::kAlternate, ""});
  }
}

absl::Status ReadArea(const std::vector<absl::string_view>& columns,
                      PlaceKind kind, World& world) {
  PARALLAX_RETURN_IF_ERROR(Expect(columns.size() >= 3, "too few columns"));
  const std::vector<absl::string_view> codes = absl::StrSplit(columns[0], '.');
  PARALLAX_RETURN_IF_ERROR(Expect(codes.size() >= 2, "code without a dot"));
  DraftPlace place;
  place.name = std::string(columns[1]);
  place.kind = kind;
  place.country = std::string(codes[0]);
  place.admin1 = std::string(codes[1]);
  if (kind == PlaceKind::kAdmin2 && codes.size() > 2) {
    place.admin2 = std::string(codes[2]);
  }
  place.feature_code = kind == PlaceKind::kAdmin1 ? "ADM1" : "ADM2";
  AddNames(place, {columns[2]});
  uint32_t id = 0;
  if (columns.size() < 4 || !absl::SimpleAtoi(columns[3], &id) || id == 0) {
    place.slug =
        absl::AsciiStrToLower(absl::StrReplaceAll(columns[0], {{".", "-"}}));
  }
  place.id = id;
  const int index = world.Add(std::move(place));
  if (index >= 0) world.by_code.emplace(std::string(columns[0]), index);
  return absl::OkStatus();
}

// Gives an area or country what its own row in the dump says.
void Describe(DraftPlace& area, double lat, double lon, uint32_t population,
              const std::vector<absl::string_view>& names) {
  area.lat = lat;
  area.lon = lon;
  area.has_point = true;
  if (population > 0) area.population = population;
  AddNames(area, names);
}

}  // namespace

absl::Status ReadTable(
    const std::string& path,
    const std::function<absl::Status(const std::vector<absl::string_view>&)>&
        row) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    absl::string_view text = absl::StripSuffix(line, "\r");
    if (text.empty() || text.front() == '#') continue;
    const std::vector<absl::string_view> columns = absl::StrSplit(text, '\t');
    if (const absl::Status status = row(columns); !status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": ", status.message()));
    }
  }
  return absl::OkStatus();
}

bool IsUsefulName(absl::string_view name) {
  if (name.size() < 2 || name.size() > 100) return false;
  // The dump's transliterations of Chinese, Arabic and so on start small.
  if (absl::ascii_islower(static_cast<unsigned char>(name[0]))) return false;
  if (absl::StartsWith(name, "http")) return false;
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (!u_isalpha(c)) continue;
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(c, &error)) {
      case USCRIPT_LATIN:
      case USCRIPT_CYRILLIC:
      case USCRIPT_GREEK:
      case USCRIPT_ARMENIAN:
      case USCRIPT_GEORGIAN:
      case USCRIPT_HEBREW:
      case USCRIPT_ARABIC:
        return true;
      default:
        return false;
    }
  }
  return false;
}

absl::Status ReadAdmin1Codes(const std::string& path, World& world) {
  return ReadTable(path, [&](const auto& columns) {
    return ReadArea(columns, PlaceKind::kAdmin1, world);
  });
}

absl::Status ReadAdmin2Codes(const std::string& path, World& world) {
  return ReadTable(path, [&](const auto& columns) {
    return ReadArea(columns, PlaceKind::kAdmin2, world);
  });
}

absl::Status ReadPlaces(const std::string& path, uint32_t min_population,
                        World& world) {
  return ReadTable(path, [&](const std::vector<absl::string_view>& c) {
    PARALLAX_RETURN_IF_ERROR(Expect(c.size() >= 19, "not 19 columns"));
    DraftPlace place;
    PARALLAX_RETURN_IF_ERROR(Expect(
        absl::SimpleAtoi(c[0], &place.id) && place.id < domain::kFirstOwnId,
        "bad id"));
    PARALLAX_RETURN_IF_ERROR(Expect(absl::SimpleAtod(c[4], &place.lat) &&
                                        absl::SimpleAtod(c[5], &place.lon) &&
                                        std::abs(place.lat) <= 90 &&
                                        std::abs(place.lon) <= 180,
                                    "bad coordinates"));
    uint64_t population = 0;
    if (!c[14].empty() && !absl::SimpleAtoi(c[14], &population)) {
      return absl::InvalidArgumentError("bad population");
    }
    place.population =
        static_cast<uint32_t>(std::min<uint64_t>(population, UINT32_MAX));
    std::vector<absl::string_view> names = {c[1], c[2]};
    for (const absl::string_view name : absl::StrSplit(c[3], ',')) {
      names.push_back(name);
    }
    place.country = std::string(c[8]);
    place.admin1 = std::string(c[10]);
    place.admin2 = std::string(c[11]);
    place.feature_code = std::string(c[7]);
    if (c[6] == "A") {
      std::string code = place.country;
      if (c[7] == "ADM1" || c[7] == "ADM2") absl::StrAppend(&code, ".", c[10]);
      if (c[7] == "ADM2") absl::StrAppend(&code, ".", c[11]);
      const bool whole = absl::StartsWith(c[7], "PCL");
      if (!whole && c[7] != "ADM1" && c[7] != "ADM2") return absl::OkStatus();
      if (const int area = world.FindCode(code); area >= 0) {
        Describe(world.places[static_cast<size_t>(area)], place.lat, place.lon,
                 place.population, names);
      }
      return absl::OkStatus();
    }
    if (c[6] != "P") return absl::OkStatus();
    if (place.population < min_population && !absl::StartsWith(c[7], "PPLA") &&
        c[7] != "PPLC") {
      return absl::OkStatus();
    }
    place.name = std::string(c[1]);
    place.kind = PlaceKind::kPopulated;
    place.has_point = true;
    if (c[7] == "PPLC") place.flags |= domain::kFlagCapital;
    AddNames(place, names);
    // The plain ASCII form ranks with the name itself.
    for (DraftName& name : place.names) {
      if (name.text == c[2]) name.type = NameType::kMain;
    }
    world.Add(std::move(place));
    return absl::OkStatus();
  });
}

absl::Status ReadAlternateNames(const std::string& path, World& world) {
  return ReadTable(path, [&](const std::vector<absl::string_view>& c) {
    PARALLAX_RETURN_IF_ERROR(Expect(c.size() >= 4, "too few columns"));
    uint32_t id;
    PARALLAX_RETURN_IF_ERROR(Expect(absl::SimpleAtoi(c[1], &id), "bad id"));
    const auto found = world.by_id.find(id);
    // Pseudo languages: links, postal codes, airport codes and the like.
    static constexpr absl::string_view kNoLanguage[] = {
        "link", "post", "iata", "icao", "faac", "wkdt",
        "unlc", "tcid", "abbr", "phon", "piny"};
    if (found == world.by_id.end() ||
        std::find(std::begin(kNoLanguage), std::end(kNoLanguage), c[2]) !=
            std::end(kNoLanguage)) {
      return absl::OkStatus();
    }
    DraftPlace& place = world.places[static_cast<size_t>(found->second)];
    const bool preferred_english =
        c[2] == "en" && c.size() > 4 && c[4] == "1" && IsUsefulName(c[3]);
    const size_t before = place.names.size();
    AddNames(place, {c[3]});
    if (c.size() > 7 && c[7] == "1" && place.names.size() > before) {
      place.names.back().type = NameType::kHistoric;
    }
    if (preferred_english && place.name != c[3]) {
      place.names.push_back({place.name, NameType::kMain, ""});
      place.name = std::string(c[3]);
    }
    return absl::OkStatus();
  });
}

absl::Status ReadCountryInfo(const std::string& path, World& world) {
  return ReadTable(path, [&](const std::vector<absl::string_view>& c) {
    PARALLAX_RETURN_IF_ERROR(Expect(c.size() >= 8, "too few columns"));
    uint64_t population;
    const int country = world.FindCode(c[0]);
    if (country >= 0 && absl::SimpleAtoi(c[7], &population)) {
      world.places[static_cast<size_t>(country)].population =
          static_cast<uint32_t>(std::min<uint64_t>(population, UINT32_MAX));
    }
    return absl::OkStatus();
  });
}

}  // namespace parallax::geo::tools
