#include "services/ingest/domain/extract/decide/civilians.h"

namespace parallax::ingest::domain::extract {
SideId CalledAfter(const DocContext& doc, const Draft& draft) {
  if (draft.object < 0) return kNoSide;
  const uint32_t people = static_cast<uint32_t>(draft.object);
  SideId country = kNoSide;
  for (uint32_t i = doc.PhraseStart(people); i <= people; ++i) {
    // "A British journalist's guard" may be anybody's.
    if (doc.Is(i, "'s") || doc.Is(i, "'")) country = kNoSide;
    const int32_t m = doc.notes[i].actor;
    if (m >= 0 && doc.actors[m].side != kNoSide &&
        doc.actors[m].alias == claims::v1::ALIAS_KIND_DEMONYM) {
      country = doc.actors[m].side;
    }
  }
  return country != kNoSide && country != doc.home && doc.sides[country].country
             ? country
             : kNoSide;
}

}  // namespace parallax::ingest::domain::extract
