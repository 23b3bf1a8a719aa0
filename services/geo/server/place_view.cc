#include "services/geo/server/place_view.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace parallax::geo::server {
namespace {

using domain::Gazetteer;
using domain::kNoPlace;
using domain::PlaceKind;
using domain::PlaceView;

constexpr int kMaxNames = 64;

// The view that a side holds now, or held last.
const PlaceView* FindView(const std::vector<PlaceView>& views,
                          absl::string_view worldview) {
  const PlaceView* best = nullptr;
  for (const PlaceView& view : views) {
    if (view.worldview != worldview) continue;
    if (best == nullptr || view.to_day > best->to_day) best = &view;
  }
  return best;
}

std::string CountryOf(const Gazetteer& gazetteer, uint32_t index) {
  return index == kNoPlace ? "" : gazetteer.Get(index).country;
}

void AppendChain(const Gazetteer& gazetteer, uint32_t index,
                 std::vector<uint32_t>& chain) {
  if (index == kNoPlace) return;
  chain.push_back(index);
  const std::vector<uint32_t> rest = gazetteer.Ancestors(index);
  chain.insert(chain.end(), rest.begin(), rest.end());
}

// The default chain with disputed regions before the country.
std::vector<uint32_t> DefaultChain(const Gazetteer& gazetteer, uint32_t index) {
  std::vector<uint32_t> chain = gazetteer.Ancestors(index);
  const std::vector<uint32_t> regions = gazetteer.RegionsOf(index);
  auto country = std::find_if(chain.begin(), chain.end(), [&](uint32_t at) {
    return gazetteer.KindOf(at) == PlaceKind::kCountry;
  });
  chain.insert(country, regions.begin(), regions.end());
  return chain;
}

std::string ShortName(const Gazetteer& gazetteer, absl::string_view code) {
  const uint32_t country = gazetteer.FindCountry(code);
  return country == kNoPlace ? std::string(code)
                             : std::string(gazetteer.Get(country).name);
}

}  // namespace

bool IsCountryCode(absl::string_view code) {
  return code.size() == 2 &&
         absl::ascii_isupper(static_cast<unsigned char>(code[0])) &&
         absl::ascii_isupper(static_cast<unsigned char>(code[1]));
}

std::string PlaceName(const Gazetteer& gazetteer, uint32_t index) {
  return absl::StrCat("places/", gazetteer.IdOf(index));
}

v1::PlaceKind KindOf(const domain::Place& place) {
  switch (place.kind) {
    case PlaceKind::kContinent:
    case PlaceKind::kRegion:
      return v1::PLACE_KIND_REGION;
    case PlaceKind::kCountry:
      return v1::PLACE_KIND_COUNTRY;
    case PlaceKind::kDisputedRegion:
      return v1::PLACE_KIND_DISPUTED_REGION;
    case PlaceKind::kAdmin1:
      return v1::PLACE_KIND_FIRST_LEVEL_AREA;
    case PlaceKind::kAdmin2:
      return v1::PLACE_KIND_SECOND_LEVEL_AREA;
    case PlaceKind::kPopulated:
      return place.feature_code == "PPLX" ? v1::PLACE_KIND_NEIGHBOURHOOD
                                          : v1::PLACE_KIND_SETTLEMENT;
    case PlaceKind::kWater:
      return v1::PLACE_KIND_WATER;
    case PlaceKind::kIsland:
    case PlaceKind::kMountain:
      return v1::PLACE_KIND_LANDFORM;
    case PlaceKind::kFacility:
      return v1::PLACE_KIND_SITE;
    case PlaceKind::kUnspecified:
      break;
  }
  return v1::PLACE_KIND_UNSPECIFIED;
}

Belonging BelongingOf(const Gazetteer& gazetteer, uint32_t index,
                      absl::string_view worldview) {
  Belonging belonging;
  belonging.country_code = CountryOf(gazetteer, index);
  belonging.ancestors = DefaultChain(gazetteer, index);
  if (worldview.empty()) return belonging;
  // The nearest of the place and its areas on which this view differs decides
  // what lies above it.
  for (size_t i = 0; i <= belonging.ancestors.size(); ++i) {
    const uint32_t at = i == 0 ? index : belonging.ancestors[i - 1];
    const std::vector<PlaceView> views = gazetteer.Views(at);
    const PlaceView* view = FindView(views, worldview);
    if (view == nullptr) continue;
    belonging.ancestors.resize(i);
    AppendChain(gazetteer, view->parent, belonging.ancestors);
    belonging.country_code = CountryOf(gazetteer, view->parent);
    // The areas of another state's administration go with it.
    const std::string& country = belonging.country_code;
    belonging.ancestors.erase(
        std::remove_if(belonging.ancestors.begin(), belonging.ancestors.end(),
                       [&](uint32_t area) {
                         const domain::Place place = gazetteer.Get(area);
                         return (place.kind == PlaceKind::kAdmin1 ||
                                 place.kind == PlaceKind::kAdmin2) &&
                                place.country != country;
                       }),
        belonging.ancestors.end());
    break;
  }
  return belonging;
}

void FillPlace(const Gazetteer& gazetteer, uint32_t index,
               absl::string_view worldview, v1::Place* out) {
  const domain::Place place = gazetteer.Get(index);
  out->set_name(PlaceName(gazetteer, index));
  out->set_display_name(std::string(place.name));
  out->set_kind(KindOf(place));
  out->mutable_point()->set_latitude(place.lat);
  out->mutable_point()->set_longitude(place.lon);
  out->set_radius_m(place.radius_m);
  out->set_population(place.population);
  const Belonging belonging = BelongingOf(gazetteer, index, worldview);
  out->set_country_code(belonging.country_code);
  for (const uint32_t area : belonging.ancestors) {
    out->add_ancestors(PlaceName(gazetteer, area));
  }
  absl::flat_hash_set<std::string> seen = {std::string(place.name)};
  const auto add_name = [&](absl::string_view text, absl::string_view used_by) {
    if (text.empty() || out->names_size() >= kMaxNames ||
        !seen.insert(std::string(text)).second) {
      return;
    }
    v1::PlaceName* name = out->add_names();
    name->set_text(std::string(text));
    if (!used_by.empty()) name->set_used_by(ShortName(gazetteer, used_by));
  };
  const std::vector<PlaceView> views = gazetteer.Views(index);
  for (const PlaceView& view : views) {
    if (view.worldview != "UN") add_name(view.name, view.worldview);
  }
  for (const domain::OtherName& name : gazetteer.AlternateNames(index)) {
    add_name(name.text, name.used_by);
  }
  absl::flat_hash_set<std::string> shown;
  const Belonging standard = BelongingOf(gazetteer, index, "");
  for (const PlaceView& view : views) {
    if (view.worldview == "UN" || !shown.insert(view.worldview).second) {
      continue;
    }
    const Belonging other = BelongingOf(gazetteer, index, view.worldview);
    if (other.country_code == standard.country_code &&
        other.ancestors == standard.ancestors) {
      continue;
    }
    v1::Worldview* worldview_out = out->add_worldviews();
    worldview_out->set_view(view.worldview);
    worldview_out->set_country_code(other.country_code);
    for (const uint32_t area : other.ancestors) {
      worldview_out->add_ancestors(PlaceName(gazetteer, area));
    }
  }
}

}  // namespace parallax::geo::server
