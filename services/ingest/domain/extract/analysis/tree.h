// Questions that rules ask of dependency trees. Tokens are indexes into
// AnalyzedText::tokens; every function costs at most the size of the sentence.
// On an unparsed sentence they find nothing.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TREE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TREE_H_

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"

namespace parallax::ingest::domain::extract {

// Tokens [first, last).
struct TokenRange {
  uint32_t first = 0;
  uint32_t last = 0;

  bool empty() const { return first >= last; }
  bool Contains(uint32_t token) const { return token >= first && token < last; }
};

// Direct children in text order.
absl::Span<const uint32_t> Children(const AnalyzedText& text, uint32_t token);

// The first child with one of the relations.
std::optional<uint32_t> FindChild(const AnalyzedText& text, uint32_t token,
                                  std::initializer_list<Rel> rels);

// All children with the relation.
std::vector<uint32_t> FindChildren(const AnalyzedText& text, uint32_t token,
                                   Rel rel);

// The first child with the relation and lemma, say a kCase "by".
std::optional<uint32_t> FindChildLemma(const AnalyzedText& text, uint32_t token,
                                       Rel rel, absl::string_view lemma);

// The preposition or marker of an oblique, nominal or clause: its kCase or
// kMark children as written, joined by spaces ("because of"), "" without.
std::string CaseOf(const AnalyzedText& text, uint32_t token);

// The index into AnalyzedText::sentences of a token's sentence.
uint32_t SentenceOf(const AnalyzedText& text, uint32_t token);

// The root token of a parsed sentence.
std::optional<uint32_t> RootOf(const AnalyzedText& text,
                               const Sentence& sentence);

// The token and everything below it: the smallest range that holds them.
TokenRange Subtree(const AnalyzedText& text, uint32_t token);

// The noun phrase headed by `noun`: determiners, adjectives, numbers,
// compounds, possessors and, unless `core_only`, "of" phrases; without
// prepositions before it, relative clauses, appositions and coordination.
TokenRange NounPhrase(const AnalyzedText& text, uint32_t noun,
                      bool core_only = false);

// The bytes of a token range.
absl::string_view RangeText(const AnalyzedText& text, TokenRange range);

// `head` with all its coordinated members, in order ("A, B and C").
std::vector<uint32_t> Conjuncts(const AnalyzedText& text, uint32_t head);

// The first member of the coordination a token belongs to.
uint32_t FirstConjunct(const AnalyzedText& text, uint32_t token);

// A passive: "was killed", or a bare past participle that modifies a noun
// ("soldiers killed in the raid").
bool IsPassive(const AnalyzedText& text, uint32_t verb);

// Negated by "not", "n't", "never", "no longer", "neither", "nor", or a noun by
// the determiner "no" or "none of".
bool IsNegated(const AnalyzedText& text, uint32_t token);

enum class Modality : uint8_t {
  kNone,
  kFuture,       // will, shall, be going to
  kPossible,     // may, might, could, can
  kConditional,  // would
  kObliged,      // must, should, have to, ought
};

// What the auxiliaries around a verb say. Auxiliaries of a coordinated verb are
// inherited ("will advance and seize").
struct VerbGroup {
  Modality modality = Modality::kNone;
  bool passive = false;
  bool negated = false;
  bool perfect = false;             // have + participle
  bool progressive = false;         // be + -ing
  bool past = false;                // the finite word is in the past tense
  bool infinitive = false;          // "to" + base form
  bool conditional_clause = false;  // under "if", "unless", "whether"
  TokenRange range;                 // first auxiliary to verb
};
VerbGroup VerbGroupOf(const AnalyzedText& text, uint32_t verb);

// Who or what a predicate is said of, as written: its own subject, else that
// of the verb it is coordinated with, controlled by (xcomp) or attached to
// (participial adverbial), or the noun that a relative or participial clause
// modifies. For a passive this is the patient.
std::optional<uint32_t> SubjectOf(const AnalyzedText& text, uint32_t verb);

// The one who acts: the subject of an active verb, the "by" phrase of a
// passive.
std::optional<uint32_t> AgentOf(const AnalyzedText& text, uint32_t verb);

// What is acted on: the object of an active verb, the subject of a passive;
// through relative clauses ("the village that they shelled").
std::optional<uint32_t> PatientOf(const AnalyzedText& text, uint32_t verb);

// The nearest token above (or at) `token` that heads a clause.
uint32_t ClauseHead(const AnalyzedText& text, uint32_t token);

// Whether `ancestor` is above `token` or is it.
bool IsBelow(const AnalyzedText& text, uint32_t token, uint32_t ancestor);

// The tokens from `token` up to the root, both included.
std::vector<uint32_t> PathToRoot(const AnalyzedText& text, uint32_t token);

// The lowest token above both, if they share a sentence.
std::optional<uint32_t> CommonAncestor(const AnalyzedText& text, uint32_t a,
                                       uint32_t b);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TREE_H_
