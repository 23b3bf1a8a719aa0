// Groups a paragraph's tokens into sentences.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_SENTENCE_SPLITTER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_SENTENCE_SPLITTER_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/analysis/abbreviations.h"
#include "services/ingest/domain/extract/analysis/tokenizer.h"

namespace parallax::ingest::domain::extract {

// Longer sentences are cut, at a semicolon, comma or conjunction if there is
// one in the last third, so that the cost of parsing stays linear in the text.
inline constexpr uint32_t kMaxSentenceTokens = 192;

// Appends to `ends` the index one past the last token of each sentence of
// tokens[first, last), which must be one block's. Where one may come, a
// dateline
// ("KIEV, Jan 13 (Newswire) -") becomes a sentence of its own.
void SplitSentences(absl::string_view text,
                    const std::vector<TokenSpan>& tokens, uint32_t first,
                    uint32_t last, const Abbreviations& abbreviations,
                    bool may_open_with_dateline, std::vector<uint32_t>& ends);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_SENTENCE_SPLITTER_H_
