#include "services/geo/domain/search/place_search.h"

#include <algorithm>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "services/geo/domain/gazetteer/fold.h"

namespace parallax::geo::domain {
namespace {

// Names looked at for one query: one letter begins tens of thousands.
constexpr int kMaxNames = 50'000;

// Countries and areas come before towns of the same rank.
uint64_t Weight(const Place& place) {
  uint64_t weight = place.population;
  switch (place.kind) {
    case PlaceKind::kContinent:
    case PlaceKind::kCountry:
      return std::max<uint64_t>(weight, 300'000'000);
    case PlaceKind::kDisputedRegion:
      return std::max<uint64_t>(weight, 5'000'000);
    case PlaceKind::kRegion:
    case PlaceKind::kWater:
    case PlaceKind::kAdmin1:
      return std::max<uint64_t>(weight, 500'000);
    case PlaceKind::kIsland:
    case PlaceKind::kMountain:
    case PlaceKind::kFacility:
      return std::max<uint64_t>(weight, 50'000);
    default:
      return weight;
  }
}

}  // namespace

std::vector<uint32_t> SearchByName(const Gazetteer& gazetteer,
                                   const PlaceQuery& query, size_t limit) {
  const std::string folded = FoldName(query.text);
  if (folded.empty()) return {};
  // Place -> how well its name fits: 0 the name itself, 1 another name of it,
  // 2 the beginning, 3 nearly.
  absl::flat_hash_map<uint32_t, int> fits;
  const auto add = [&](const std::vector<NamePosting>& postings, int fit) {
    for (const NamePosting& posting : postings) {
      if (posting.place >= gazetteer.size()) continue;
      const int own = fit == 0 && posting.type != NameType::kMain ? 1 : fit;
      const auto [at, fresh] = fits.try_emplace(posting.place, own);
      if (!fresh) at->second = std::min(at->second, own);
    }
  };
  int names = 0;
  gazetteer.names().Prefix(
      folded, [&](absl::string_view name, const auto& postings) {
        add(postings, name.size() == folded.size() ? 0 : 2);
        return ++names < kMaxNames;
      });
  if (fits.empty()) {
    gazetteer.names().Fuzzy(folded, folded.size() >= 8 ? 2 : 1,
                            [&](absl::string_view, const auto& postings) {
                              add(postings, 3);
                              return fits.size() < 1000;
                            });
  }
  std::vector<std::tuple<int, uint64_t, uint32_t>> order;
  for (const auto& [index, fit] : fits) {
    const Place place = gazetteer.Get(index);
    if (!query.countries.empty() && !query.countries.contains(place.country)) {
      continue;
    }
    if (!query.kinds.empty() &&
        std::find(query.kinds.begin(), query.kinds.end(), place.kind) ==
            query.kinds.end()) {
      continue;
    }
    order.emplace_back(fit, UINT64_MAX - Weight(place), index);
  }
  const size_t count = std::min(limit, order.size());
  std::partial_sort(order.begin(),
                    order.begin() + static_cast<ptrdiff_t>(count), order.end());
  std::vector<uint32_t> found;
  for (size_t i = 0; i < count; ++i) found.push_back(std::get<2>(order[i]));
  return found;
}

}  // namespace parallax::geo::domain
