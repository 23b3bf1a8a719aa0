// Splits a paragraph into tokens the way the English Universal Dependencies
// treebanks do: clitics ("n't", "'s") and hyphens of compounds are tokens of
// their own, numbers keep their commas and decimals, abbreviations their
// period.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TOKENIZER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TOKENIZER_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/analysis/abbreviations.h"

namespace parallax::ingest::domain::extract {

// Half-open bytes of the text that was tokenised.
struct TokenSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
};

// Appends the tokens of text[begin, end) to `out`. Runs in linear time; no
// token exceeds kMaxTokenBytes (longer runs are cut at character borders).
// Offsets count bytes of `text`.
void Tokenize(absl::string_view text, uint32_t begin, uint32_t end,
              const Abbreviations& abbreviations, std::vector<TokenSpan>& out);

inline constexpr uint32_t kMaxTokenBytes = 256;

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TOKENIZER_H_
