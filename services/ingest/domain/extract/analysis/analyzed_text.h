// The linguistic analysis that every extraction rule reads: sentences, tokens,
// parts of speech and a dependency tree (Universal Dependencies v2).
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_ANALYZED_TEXT_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_ANALYZED_TEXT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {

// universaldependencies.org/u/pos
enum class Pos : uint8_t {
  kX,
  kAdj,
  kAdp,
  kAdv,
  kAux,
  kCconj,
  kDet,
  kIntj,
  kNoun,
  kNum,
  kPart,
  kPron,
  kPropn,
  kPunct,
  kSconj,
  kSym,
  kVerb,
};

// universaldependencies.org/u/dep; subtypes kept only where a rule needs them.
enum class Rel : uint8_t {
  kDep,
  kRoot,
  kNsubj,
  kNsubjPass,
  kCsubj,
  kObj,
  kIobj,
  kObl,
  kOblAgent,
  kOblTmod,
  kNmod,
  kNmodPoss,
  kAppos,
  kNummod,
  kAmod,
  kAcl,
  kAclRelcl,
  kAdvcl,
  kCcomp,
  kXcomp,
  kParataxis,
  kConj,
  kCc,
  kMark,
  kCase,
  kDet,
  kAux,
  kAuxPass,
  kCop,
  kAdvmod,
  kCompound,
  kCompoundPrt,
  kFlat,
  kFixed,
  kExpl,
  kDiscourse,
  kVocative,
  kDislocated,
  kList,
  kOrphan,
  kPunct,
};

// Morphology that rules ask about, as bit flags.
enum Feature : uint16_t {
  kPast = 1 << 0,
  kPresent = 1 << 1,
  kParticiple = 1 << 2,
  kGerund = 1 << 3,
  kInfinitive = 1 << 4,
  kFinite = 1 << 5,
  kPlural = 1 << 6,
  kQuoted = 1 << 7,  // inside quotation marks
};

struct Token {
  uint32_t begin = 0;  // bytes of the article's text, half-open
  uint32_t end = 0;
  Pos pos = Pos::kX;
  Rel rel = Rel::kDep;
  uint16_t features = 0;
  int32_t head = -1;  // index into AnalyzedText::tokens; -1 for a root
  std::string lower;  // lower-cased form, typographic quotes folded to ASCII
  std::string lemma;  // lower case
};

// Tokens [first, last) of AnalyzedText::tokens.
struct Sentence {
  uint32_t first = 0;
  uint32_t last = 0;
  uint32_t begin = 0;  // bytes, half-open
  uint32_t end = 0;
  uint32_t block = 0;  // index into Article::blocks
  // False when the analysis was told not to parse this sentence: its tokens
  // have tags and lemmas, but no heads, relations or children.
  bool parsed = false;
};

struct AnalyzedText {
  absl::string_view text;  // borrowed: the article must outlive the analysis
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  // Children of token i: child_list[child_begin[i] .. child_begin[i + 1]), in
  // text order.
  std::vector<uint32_t> child_begin;
  std::vector<uint32_t> child_list;

  absl::string_view Form(const Token& token) const {
    return text.substr(token.begin, token.end - token.begin);
  }
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_ANALYZED_TEXT_H_
