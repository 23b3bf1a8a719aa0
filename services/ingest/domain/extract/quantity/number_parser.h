// Reads number expressions of digits and words.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_QUANTITY_NUMBER_PARSER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_QUANTITY_NUMBER_PARSER_H_

#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"
#include "services/ingest/domain/extract/lexicon/lexicons.h"

namespace parallax::ingest::domain::extract {

struct ParsedNumber {
  double value = 0.0;
  uint32_t last = 0;  // one past its last token
  bool vague = false;
  bool pair = false;
  bool digits = false;
  bool zero_word = false;
};

// The longest number that starts at token `at` and ends before `end`: "1,916",
// "6.5 million", "one hundred and five", "twenty-one", "half a dozen", "tens of
// thousands", "several hundred". nullopt when none starts there.
std::optional<ParsedNumber> ParseNumber(const AnalyzedText& text,
                                        absl::Span<const WordIds> words,
                                        const Lexicons& lexicons, uint32_t at,
                                        uint32_t end);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_QUANTITY_NUMBER_PARSER_H_
