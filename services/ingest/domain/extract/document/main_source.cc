#include "services/ingest/domain/extract/document/main_source.h"

#include <cstddef>

#include "absl/container/flat_hash_map.h"

namespace parallax::ingest::domain::extract {

using attribution::Attribution;

bool Speaks(const Attribution& a) {
  return !a.outlet_caveat && !a.source_unnamed &&
         a.cue_class != attribution::CueClass::kBelief &&
         a.cue_class != attribution::CueClass::kDesire &&
         (!a.source.empty() || a.source_entity >= 0);
}

absl::string_view MainSource::Share() const {
  if (attribution < 0) return "none";
  return turns * 10 >= of * 7   ? "most"
         : turns * 10 >= of * 4 ? "half"
         : turns * 10 >= of * 2 ? "some"
                                : "few";
}

MainSource FindMainSource(absl::Span<const Attribution> attributions) {
  constexpr size_t kFirst = 100;
  attributions = attributions.subspan(0, kFirst);
  absl::flat_hash_map<int32_t, int> turns;
  MainSource main;
  int32_t entity = -1;
  main.turns = 1;
  for (const Attribution& a : attributions) {
    if (a.source_entity < 0 || !Speaks(a)) continue;
    ++main.of;
    if (++turns[a.source_entity] > main.turns) {
      main.turns = turns[a.source_entity];
      entity = a.source_entity;
    }
  }
  if (entity < 0) return main;
  for (size_t i = 0; i < attributions.size(); ++i) {
    if (attributions[i].source_entity == entity && Speaks(attributions[i])) {
      main.attribution = static_cast<int32_t>(i);
      break;
    }
  }
  return main;
}

}  // namespace parallax::ingest::domain::extract
