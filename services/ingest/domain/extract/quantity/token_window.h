// The tokens in which numbers are looked for.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_QUANTITY_TOKEN_WINDOW_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_QUANTITY_TOKEN_WINDOW_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"
#include "services/ingest/domain/extract/lexicon/lexicons.h"

namespace parallax::ingest::domain::extract {

// Tokens [first, last) of a text. Questions about tokens outside are answered
// with no.
struct TokenWindow {
  const Token& Tok(uint32_t i) const { return text.tokens[i]; }
  bool Is(uint32_t i, absl::string_view lower) const {
    return i < last && i >= first && Tok(i).lower == lower;
  }
  bool IsAlpha(uint32_t i) const;
  // No blank between them.
  bool Glued(uint32_t left, uint32_t right) const {
    return left < right && left >= first && right < last &&
           Tok(left).end == Tok(right).begin;
  }
  // Last noun of the noun group that starts at `at`; -1 when there is none.
  int32_t NounAfter(uint32_t at) const;
  // Whether that noun means people.
  bool PersonAfter(uint32_t at) const;

  const AnalyzedText& text;
  absl::Span<const WordIds> words;
  const Lexicons& lexicons;
  uint32_t first = 0;
  uint32_t last = 0;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_QUANTITY_TOKEN_WINDOW_H_
