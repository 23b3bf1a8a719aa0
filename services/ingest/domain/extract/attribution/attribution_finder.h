// Finds every reported statement of an analysed article.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_ATTRIBUTION_FINDER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_ATTRIBUTION_FINDER_H_

#include <vector>

#include "services/ingest/domain/article.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"
#include "services/ingest/domain/extract/attribution/attribution.h"
#include "services/ingest/domain/extract/attribution/coreference.h"
#include "services/ingest/domain/extract/attribution/lexicon.h"

namespace parallax::ingest::domain::extract::attribution {

// Attributions in order of their cue (carried quotations: of their content).
// `entities` must have been built from the same article and analysis. Pure and
// linear in the length of the text; safe to call from any thread.
std::vector<Attribution> FindAttributions(const Article& article,
                                          const AnalyzedText& text,
                                          const Coreference& entities,
                                          const AttributionLexicon& lexicon);

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_ATTRIBUTION_FINDER_H_
