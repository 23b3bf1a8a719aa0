// Quotations: where they open and close, and what lies within.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_QUOTE_SPANS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_QUOTE_SPANS_H_

#include <cstdint>
#include <vector>

#include "services/ingest/domain/extract/analysis/analyzed_text.h"

namespace parallax::ingest::domain::extract {

// One quotation within one block. A quotation of several paragraphs, each
// opening with a mark and only the last closing, is one span for each
// paragraph, chained by `continues`.
struct QuoteSpan {
  uint32_t first = 0;  // tokens between the marks, half-open
  uint32_t last = 0;
  uint32_t begin = 0;  // bytes between the marks, half-open
  uint32_t end = 0;
  uint32_t block = 0;
  bool closed = false;     // a closing mark is there
  bool continues = false;  // goes on the quotation of the span before
  bool single = false;     // in single marks
};

// All quotations of a text in order. Apostrophes are no marks: a straight or
// curly single mark opens only before a word and after none. A mark left open
// at the end of a block counts as a quotation to that end when the next block
// opens with a mark as well, otherwise to the end of its sentence. Linear in
// the number of tokens.
std::vector<QuoteSpan> FindQuoteSpans(const AnalyzedText& text);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_QUOTE_SPANS_H_
