// Quotation spans: which tokens stand between which marks.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_QUOTES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_QUOTES_H_

#include <cstdint>
#include <vector>

#include "services/ingest/domain/extract/analysis/analyzed_text.h"
#include "services/ingest/domain/extract/attribution/attribution.h"

namespace parallax::ingest::domain::extract::attribution {

struct Quote {
  TokenRange tokens;    // with both marks
  uint32_t block = 0;   // the paragraph it stands in
  bool closed = false;  // false: runs to the paragraph's end without a mark
};

// Pairs the marks of each paragraph: curly, straight, guillemets, doubled
// apostrophes, and single marks that cannot be apostrophes. In text order, not
// nested (an inner quotation belongs to the outer one). Linear.
std::vector<Quote> FindQuotes(const AnalyzedText& text);

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_QUOTES_H_
