#include "services/geo/server/search_places.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/geo/domain/search/place_search.h"
#include "services/geo/server/place_view.h"
#include "services/geo/server/request_checks.h"

namespace parallax::geo::server {
namespace {

using domain::PlaceKind;

// Nobody pages further; it bounds the work of a page.
constexpr int64_t kMaxResults = 10'000;

void AddKinds(v1::PlaceKind kind, std::vector<PlaceKind>& kinds) {
  switch (kind) {
    case v1::PLACE_KIND_REGION:
      kinds.insert(kinds.end(), {PlaceKind::kContinent, PlaceKind::kRegion});
      return;
    case v1::PLACE_KIND_COUNTRY:
      kinds.push_back(PlaceKind::kCountry);
      return;
    case v1::PLACE_KIND_DISPUTED_REGION:
      kinds.push_back(PlaceKind::kDisputedRegion);
      return;
    case v1::PLACE_KIND_FIRST_LEVEL_AREA:
      kinds.push_back(PlaceKind::kAdmin1);
      return;
    case v1::PLACE_KIND_SECOND_LEVEL_AREA:
      kinds.push_back(PlaceKind::kAdmin2);
      return;
    case v1::PLACE_KIND_SETTLEMENT:
    case v1::PLACE_KIND_NEIGHBOURHOOD:
      kinds.push_back(PlaceKind::kPopulated);
      return;
    case v1::PLACE_KIND_WATER:
      kinds.push_back(PlaceKind::kWater);
      return;
    case v1::PLACE_KIND_LANDFORM:
      kinds.insert(kinds.end(), {PlaceKind::kIsland, PlaceKind::kMountain});
      return;
    case v1::PLACE_KIND_SITE:
      kinds.push_back(PlaceKind::kFacility);
      return;
    default:
      return;
  }
}

}  // namespace

absl::Status SearchPlacesHandler::Handle(
    const rpc::CallContext& call, const v1::SearchPlacesRequest& request,
    v1::SearchPlacesResponse* response) const {
  status::Violations bad;
  const size_t length = CharacterCount(request.query());
  if (length < 1 || length > 200) {
    bad.Add("query", "must hold 1 to 200 characters");
  }
  domain::PlaceQuery query;
  query.text = request.query();
  for (int i = 0; i < request.country_codes_size(); ++i) {
    CheckCountryCode(request.country_codes(i), false,
                     absl::StrCat("country_codes[", i, "]"), bad);
    query.countries.insert(request.country_codes(i));
  }
  for (int i = 0; i < request.kinds_size(); ++i) {
    if (request.kinds(i) == v1::PLACE_KIND_UNSPECIFIED ||
        !v1::PlaceKind_IsValid(request.kinds(i))) {
      bad.Add(absl::StrCat("kinds[", i, "]"), "is not a kind of place");
    }
    AddKinds(static_cast<v1::PlaceKind>(request.kinds(i)), query.kinds);
  }
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_ASSIGN_OR_RETURN(
      const int page_size,
      parallax::storage::ClampPageSize(request.page_size(), 20, 100));
  const std::string page_query = parallax::storage::PageQuery(request);
  PARALLAX_ASSIGN_OR_RETURN(const parallax::storage::PageCursor cursor,
                            tokens_.Decode(page_query, request.page_token()));
  int64_t offset = 0;
  if (!cursor.empty()) {
    if (const auto* value = std::get_if<int64_t>(&cursor[0].variant())) {
      offset = std::clamp<int64_t>(*value, 0, kMaxResults);
    }
  }
  const auto wanted = static_cast<size_t>(offset + page_size);
  std::vector<uint32_t> found =
      domain::SearchByName(gazetteer_, query, wanted + 1);
  // Settlements and their parts are one kind in the gazetteer.
  const auto is_wanted = [&](uint32_t index) {
    const v1::PlaceKind kind = KindOf(gazetteer_.Get(index));
    return request.kinds().empty() ||
           std::find(request.kinds().begin(), request.kinds().end(), kind) !=
               request.kinds().end();
  };
  for (size_t i = static_cast<size_t>(offset);
       i < std::min(found.size(), wanted); ++i) {
    if (!is_wanted(found[i])) continue;
    FillPlace(gazetteer_, found[i], "", response->add_places());
  }
  if (found.size() > wanted && static_cast<int64_t>(wanted) < kMaxResults) {
    response->set_next_page_token(
        tokens_.Encode(page_query, {static_cast<int64_t>(wanted)}));
  }
  return absl::OkStatus();
}

}  // namespace parallax::geo::server
