#include "services/ingest/domain/extract/attribution/coreference.h"

namespace parallax::ingest::domain::extract::attribution {

int32_t Coreference::EntityAt(uint32_t token) const {
  if (token >= mention_of_head.size()) return -1;
  const int32_t mention = mention_of_head[token];
  return mention < 0 ? -1 : mentions[static_cast<size_t>(mention)].entity;
}

Coreference ResolveCoreference(const Article&, const AnalyzedText& text,
                               const AttributionLexicon&) {
  Coreference out;
  out.mention_of_head.assign(text.tokens.size(), -1);
  return out;
}

}  // namespace parallax::ingest::domain::extract::attribution
