// The dependency trees of an analysed text, with what the rules ask of them.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_SYNTAX_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_SYNTAX_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"
#include "services/ingest/domain/extract/attribution/attribution.h"
#include "services/ingest/domain/extract/attribution/quotes.h"

namespace parallax::ingest::domain::extract::attribution {

// Borrows the text. Construction is linear; every query below is constant or
// linear in the number of children asked about.
class Syntax {
 public:
  explicit Syntax(const AnalyzedText& text);

  const AnalyzedText& text() const { return *text_; }
  const Token& operator[](uint32_t token) const { return text_->tokens[token]; }
  uint32_t size() const { return static_cast<uint32_t>(text_->tokens.size()); }

  absl::Span<const uint32_t> Children(uint32_t token) const;
  // First child with that relation, -1 when none.
  int32_t Child(uint32_t token, Rel rel) const;
  bool HasChild(uint32_t token, Rel rel) const {
    return Child(token, rel) >= 0;
  }
  // First child with that relation and that lower-cased form.
  int32_t Child(uint32_t token, Rel rel, absl::string_view lower) const;

  // The stretch from the first to the last token of the subtree.
  TokenRange Yield(uint32_t token) const { return yields_[token]; }

  const Sentence& SentenceOf(uint32_t token) const {
    return text_->sentences[sentence_of_[token]];
  }
  uint32_t SentenceIndex(uint32_t token) const { return sentence_of_[token]; }
  uint32_t BlockOf(uint32_t token) const { return SentenceOf(token).block; }

  const std::vector<Quote>& quotes() const { return quotes_; }
  // Index of the quotation a token (or mark) belongs to, -1 when none.
  int32_t QuoteOf(uint32_t token) const { return quote_of_[token]; }
  bool IsQuoteMark(uint32_t token) const;

  bool IsPunct(uint32_t token) const {
    return (*this)[token].pos == Pos::kPunct;
  }
  bool Is(uint32_t token, absl::string_view lower) const {
    return token < size() && (*this)[token].lower == lower;
  }
  bool IsNominal(uint32_t token) const;
  // A verb with a passive subject or auxiliary, or a bare past participle that
  // modifies a noun.
  bool IsPassive(uint32_t verb) const;
  bool IsNegated(uint32_t verb) const;
  // "the alleged plot", "Kyiv's declared goal", "the final say": a verb by its
  // tag that an article, an owner or an adjective makes part of a noun phrase.
  bool IsInNounPhrase(uint32_t verb) const;
  // The case-marking word of a noun ("of", "in", "according"), "" when none.
  absl::string_view Preposition(uint32_t noun) const;
  // Infinitive with "to".
  bool IsToInfinitive(uint32_t verb) const;
  bool HasMark(uint32_t verb, absl::string_view lower) const;

  // `range` without punctuation at its ends; quotation marks stay when both of
  // the pair are inside.
  TokenRange Trim(TokenRange range) const;

 private:
  const AnalyzedText* text_;
  std::vector<TokenRange> yields_;
  std::vector<uint32_t> sentence_of_;
  std::vector<Quote> quotes_;
  std::vector<int32_t> quote_of_;
};

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_SYNTAX_H_
