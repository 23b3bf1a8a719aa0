// Search by name, for people who type.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "services/geo/domain/gazetteer/gazetteer.h"

namespace parallax::geo::domain {

struct PlaceQuery {
  std::string text;                            // a name or its beginning
  absl::flat_hash_set<std::string> countries;  // ISO codes; empty for all
  // Empty for all.
  std::vector<PlaceKind> kinds;
};

// Places whose name is `text`, then those whose name starts with it, then, only
// when there is none, those whose name differs by a letter or two; within each,
// the most prominent first. At most `limit`.
std::vector<uint32_t> SearchByName(const Gazetteer& gazetteer,
                                   const PlaceQuery& query, size_t limit);

}  // namespace parallax::geo::domain
