#include "services/geo/tools/source_reader.h"

#include <algorithm>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/status/macros.h"
#include "services/geo/domain/gazetteer/fold.h"
#include "services/geo/tools/geonames_reader.h"

namespace parallax::geo::tools {
namespace {

using domain::DistanceMeters;
using domain::FoldName;
using domain::NameType;
using domain::PlaceKind;
using Columns = std::vector<absl::string_view>;

// A region nearer than this to a first-level area of its name is the same.
constexpr double kSameAreaMeters = 400'000;
constexpr double kSameVillageMeters = 15'000;

absl::Status Bad(absl::string_view what, absl::string_view text) {
  return absl::InvalidArgumentError(absl::StrCat(what, ": \"", text, "\""));
}

absl::Status ParsePoint(absl::string_view lat, absl::string_view lon,
                        DraftPlace& place) {
  if (!absl::SimpleAtod(lat, &place.lat) ||
      !absl::SimpleAtod(lon, &place.lon) || std::abs(place.lat) > 90 ||
      std::abs(place.lon) > 180) {
    return Bad("bad point", absl::StrCat(lat, " ", lon));
  }
  place.has_point = true;
  return absl::OkStatus();
}

// "|"-separated; the first becomes the display name.
void ParseNames(absl::string_view text, DraftPlace& place) {
  for (const absl::string_view name : absl::StrSplit(text, '|')) {
    if (name.empty()) continue;
    if (place.name.empty()) {
      place.name = std::string(name);
    } else {
      place.names.push_back({std::string(name), NameType::kMain, ""});
    }
  }
}

bool HasName(const DraftPlace& place, absl::string_view folded) {
  if (FoldName(place.name) == folded) return true;
  return std::any_of(
      place.names.begin(), place.names.end(), [&](const DraftName& name) {
        return name.type != NameType::kDemonym && FoldName(name.text) == folded;
      });
}

// An entry as data files name it: a GeoNames id, a code ("AM", "AM.04"), a
// slug, or "Sotk@AM": the largest settlement of that name in the country.
absl::StatusOr<int> FindTarget(const World& world, absl::string_view text) {
  uint32_t id;
  if (absl::SimpleAtoi(text, &id)) {
    const auto found = world.by_id.find(id);
    if (found == world.by_id.end()) return Bad("unknown id", text);
    return found->second;
  }
  if (const int area = world.FindCode(text); area >= 0) return area;
  const size_t at = text.find('@');
  if (at == absl::string_view::npos) {
    const auto found = world.by_id.find(domain::OwnId(text));
    if (found == world.by_id.end()) return Bad("unknown place", text);
    return found->second;
  }
  const std::string folded = FoldName(text.substr(0, at));
  const absl::string_view country = text.substr(at + 1);
  int best = -1;
  for (size_t i = 0; i < world.places.size(); ++i) {
    const DraftPlace& place = world.places[i];
    if (place.country != country || place.kind != PlaceKind::kPopulated ||
        (best >= 0 && place.population <=
                          world.places[static_cast<size_t>(best)].population)) {
      continue;
    }
    if (HasName(place, folded)) best = static_cast<int>(i);
  }
  if (best < 0) return Bad("no such settlement", text);
  return best;
}

absl::Status NeedColumns(const Columns& columns, size_t count) {
  if (columns.size() >= count) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(columns.size(), " columns, need ", count));
}

absl::Status ParseDay(absl::string_view text, int32_t& day) {
  if (text.empty()) return absl::OkStatus();
  absl::CivilDay civil;
  if (!absl::ParseCivilTime(text, &civil)) return Bad("bad date", text);
  day = static_cast<int32_t>(civil - absl::CivilDay(1970, 1, 1));
  return absl::OkStatus();
}

absl::Status ParseRadius(absl::string_view text, DraftPlace& place) {
  double km;
  if (text.empty()) return absl::OkStatus();
  if (!absl::SimpleAtod(text, &km) || km <= 0 || km > 6500) {
    return Bad("bad radius", text);
  }
  place.radius_m = km * 1000;
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadCountries(const std::string& path, World& world) {
  return ReadTable(path, [&](const Columns& c) {
    PARALLAX_RETURN_IF_ERROR(NeedColumns(c, 6));
    DraftPlace place;
    place.country = std::string(c[0]);
    if (!absl::SimpleAtoi(c[1], &place.id)) return Bad("bad id", c[1]);
    PARALLAX_RETURN_IF_ERROR(ParsePoint(c[2], c[3], place));
    ParseNames(c[4], place);
    place.kind = PlaceKind::kCountry;
    place.feature_code = "PCLI";
    for (const absl::string_view name : absl::StrSplit(c[5], '|')) {
      if (name.empty() || name == place.name) continue;
      place.names.push_back({std::string(name), NameType::kDemonym, ""});
    }
    const int index = world.Add(std::move(place));
    if (index < 0) return Bad("id used twice", c[1]);
    world.by_code.emplace(std::string(c[0]), index);
    return absl::OkStatus();
  });
}

absl::Status ReadRegions(const std::string& path, World& world) {
  return ReadTable(path, [&](const Columns& c) {
    PARALLAX_RETURN_IF_ERROR(NeedColumns(c, 4));
    DraftPlace place;
    ParseNames(c[0], place);
    PARALLAX_RETURN_IF_ERROR(ParsePoint(c[1], c[2], place));
    place.kind = domain::ParsePlaceKind(c[3]);
    if (place.kind == PlaceKind::kUnspecified) return Bad("bad kind", c[3]);
    if (c.size() > 4) PARALLAX_RETURN_IF_ERROR(ParseRadius(c[4], place));
    if (c.size() > 5) place.country = std::string(c[5]);
    place.slug = SlugOf(place.name);
    const std::string folded = FoldName(place.name);
    for (DraftPlace& area : world.places) {
      if ((area.kind == PlaceKind::kAdmin1 ||
           area.kind == PlaceKind::kCountry) &&
          area.has_point &&
          DistanceMeters(area.lat, area.lon, place.lat, place.lon) <
              kSameAreaMeters &&
          HasName(area, folded)) {
        area.names.insert(area.names.end(), place.names.begin(),
                          place.names.end());
        return absl::OkStatus();
      }
    }
    if (world.Add(std::move(place)) < 0) return Bad("name used twice", c[0]);
    return absl::OkStatus();
  });
}

absl::Status ReadDisputed(const std::string& path, World& world) {
  return ReadTable(path, [&](const Columns& c) {
    PARALLAX_RETURN_IF_ERROR(NeedColumns(c, 7));
    DraftPlace place;
    place.slug = std::string(c[0]);
    ParseNames(c[1], place);
    PARALLAX_RETURN_IF_ERROR(ParsePoint(c[2], c[3], place));
    PARALLAX_RETURN_IF_ERROR(ParseRadius(c[4], place));
    place.country = std::string(c[5]);
    place.kind = PlaceKind::kDisputedRegion;
    const int index = world.Add(std::move(place));
    if (index < 0) return Bad("name used twice", c[0]);
    for (const absl::string_view member : absl::StrSplit(c[6], '|')) {
      if (member.empty()) continue;
      PARALLAX_ASSIGN_OR_RETURN(const int area, FindTarget(world, member));
      world.members.emplace_back(index, area);
    }
    return absl::OkStatus();
  });
}

absl::Status ReadSupplement(const std::string& path, World& world) {
  return ReadTable(path, [&](const Columns& c) {
    PARALLAX_RETURN_IF_ERROR(NeedColumns(c, 7));
    DraftPlace place;
    ParseNames(c[0], place);
    PARALLAX_RETURN_IF_ERROR(ParsePoint(c[1], c[2], place));
    place.kind = domain::ParsePlaceKind(c[3]);
    if (place.kind == PlaceKind::kUnspecified) return Bad("bad kind", c[3]);
    place.country = std::string(c[4]);
    if (world.FindCode(place.country) < 0) return Bad("bad country", c[4]);
    place.admin1 = std::string(c[5]);
    if (!c[6].empty() && !absl::SimpleAtoi(c[6], &place.population)) {
      return Bad("bad population", c[6]);
    }
    if (place.kind == PlaceKind::kPopulated) place.feature_code = "PPL";
    const std::string folded = FoldName(place.name);
    for (DraftPlace& known : world.places) {
      if (known.kind == place.kind && known.country == place.country &&
          DistanceMeters(known.lat, known.lon, place.lat, place.lon) <
              kSameVillageMeters &&
          HasName(known, folded)) {
        known.names.insert(known.names.end(), place.names.begin(),
                           place.names.end());
        return absl::OkStatus();
      }
    }
    place.slug = absl::StrCat(SlugOf(place.name), "-", SlugOf(place.country));
    place.flags = domain::kFlagSupplement;
    if (world.Add(std::move(place)) < 0) return Bad("name used twice", c[0]);
    return absl::OkStatus();
  });
}

absl::Status ReadVariants(const std::string& path, World& world) {
  // All unknown targets at once: a list of them is what an editor needs.
  std::string unknown;
  const absl::Status status = ReadTable(path, [&](const Columns& c) {
    PARALLAX_RETURN_IF_ERROR(NeedColumns(c, 3));
    const absl::StatusOr<int> index = FindTarget(world, c[0]);
    if (!index.ok()) {
      absl::StrAppend(&unknown, index.status().message(), "; ");
      return absl::OkStatus();
    }
    DraftPlace& place = world.places[static_cast<size_t>(*index)];
    const std::vector<absl::string_view> type =
        absl::StrSplit(c[1], absl::MaxSplits(':', 1));
    if (type[0] == "point") {
      const std::vector<absl::string_view> point = absl::StrSplit(c[2], ' ');
      PARALLAX_RETURN_IF_ERROR(NeedColumns(point, 2));
      PARALLAX_RETURN_IF_ERROR(ParsePoint(point[0], point[1], place));
      return absl::OkStatus();
    }
    for (const absl::string_view name : absl::StrSplit(c[2], '|')) {
      if (name.empty()) continue;
      place.names.erase(
          std::remove_if(place.names.begin(), place.names.end(),
                         [&](const DraftName& n) { return n.text == name; }),
          place.names.end());
      if (type[0] == "display") {
        place.names.push_back({place.name, NameType::kMain, ""});
        place.name = std::string(name);
      } else if (type[0] == "main") {
        place.names.push_back({std::string(name), NameType::kMain, ""});
      } else if (type[0] == "demonym") {
        place.names.push_back({std::string(name), NameType::kDemonym, ""});
      } else if (type[0] == "historic") {
        place.names.push_back({std::string(name), NameType::kHistoric, ""});
      } else if (type[0] == "used_by" && type.size() == 2) {
        place.names.push_back(
            {std::string(name), NameType::kMain, std::string(type[1])});
      } else if (type[0] == "not") {
        const std::string folded = FoldName(name);
        place.names.erase(std::remove_if(place.names.begin(), place.names.end(),
                                         [&](const DraftName& n) {
                                           return FoldName(n.text) == folded;
                                         }),
                          place.names.end());
      } else {
        return Bad("bad type of name", c[1]);
      }
    }
    return absl::OkStatus();
  });
  if (!status.ok() || unknown.empty()) return status;
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", unknown));
}

absl::Status ReadViews(const std::string& path, World& world) {
  return ReadTable(path, [&](const Columns& c) {
    PARALLAX_RETURN_IF_ERROR(NeedColumns(c, 8));
    DraftView view;
    PARALLAX_ASSIGN_OR_RETURN(view.place, FindTarget(world, c[0]));
    view.worldview = std::string(c[1]);
    if (view.worldview != "UN" && world.FindCode(c[1]) < 0) {
      return Bad("bad worldview", c[1]);
    }
    if (c[2] == "de jure") {
      view.status = domain::ViewStatus::kDeJure;
    } else if (c[2] == "de facto") {
      view.status = domain::ViewStatus::kDeFacto;
    } else if (c[2] == "claimed") {
      view.status = domain::ViewStatus::kClaimed;
    } else {
      return Bad("bad status", c[2]);
    }
    if (!c[3].empty()) {
      PARALLAX_ASSIGN_OR_RETURN(view.parent, FindTarget(world, c[3]));
    }
    view.name = std::string(c[4]);
    PARALLAX_RETURN_IF_ERROR(ParseDay(c[5], view.from_day));
    PARALLAX_RETURN_IF_ERROR(ParseDay(c[6], view.to_day));
    view.note = std::string(c[7]);
    world.views.push_back(std::move(view));
    return absl::OkStatus();
  });
}

}  // namespace parallax::geo::tools
