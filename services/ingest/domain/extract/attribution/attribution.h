// Who is said to have said what: the result of the attribution stage.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_ATTRIBUTION_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_ATTRIBUTION_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"

namespace parallax::ingest::domain::extract::attribution {

// Tokens [first, last) of AnalyzedText::tokens.
struct TokenRange {
  uint32_t first = 0;
  uint32_t last = 0;

  bool empty() const { return first >= last; }
  bool Contains(uint32_t token) const { return first <= token && token < last; }
  friend bool operator==(const TokenRange&, const TokenRange&) = default;
};

// Bytes [begin, end) of AnalyzedText::text.
struct ByteSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
};

// The bytes that a non-empty token range covers.
ByteSpan BytesOf(const AnalyzedText& text, TokenRange range);

// What the source does with the content.
enum class Stance : uint8_t {
  kAsserts,      // said, announced, confirmed, according to
  kDenies,       // denied, dismissed, rejected the claim
  kUnconfirmed,  // has not confirmed, did not comment, no word from
  kAccuses,      // accused, blamed, condemned: content is another's doing
  kAppeals,      // called on, urged, demanded, asked to, warned against
  kAsks,         // asked whether, wondered
  kWarns,        // warned that, threatened
  kIntends,      // vowed, plans to, ordered, promised
  kBelieves,     // thinks, expects, fears: no speech act is reported
  kWants,        // wants, hopes, supports: no speech act is reported
};

// What kind of word carries the attribution. The claim extractor reads only
// kReporting; the others are for completeness of the attribution itself.
enum class CueClass : uint8_t {
  kReporting,   // speech and publication
  kBelief,      // cognition, expectation, emotion
  kDesire,      // wish, support, plan
  kPerception,  // found, saw, showed: polls, studies, pictures
};

// The construction that was recognised; RuleName() gives its stable id.
enum class Construction : uint8_t {
  kClause,            // "Kyiv said (that) the bridge was hit"
  kInfinitive,        // "they claim to have taken", "asked to leave"
  kObject,            // "announced a truce", "denied the report"
  kObliqueContent,    // "spoke of heavy losses", "warned against a strike"
  kQuote,             // a quotation tied to its cue, either order
  kParenthetical,     // "the bridge, officials say, was hit"
  kCarriedQuote,      // a quotation whose speaker stands before
  kAccordingTo,       // "according to", "per", "in the words of"
  kCiting,            // "citing", "quoting"
  kHearsayAdverb,     // "reportedly", "allegedly"
  kHearsayPassive,    // "is said to", "it was reported that"
  kPassiveAgent,      // "was confirmed by", "were blamed on"
  kQuotedAs,          // "X was quoted as saying"
  kNoun,              // "a statement that", "claims of", "the report said"
  kRelativeClaim,     // "which Armenia claimed had been hit"
  kHeadlineColon,     // "Kyiv: five dead"
  kHeadlineTail,      // "Five dead - ministry"
  kAccusation,        // "accused X of shelling"
  kBlame,             // "blamed X for the shelling"
  kMutualAccusation,  // "both sides blame the other", one of the two
  kNonConfirmation,   // "has not confirmed", "no comment from"
  kLegend,            // a map's or picture's "..., according to X"
};

absl::string_view RuleName(Construction construction);

// One step from the words to the outlet.
enum class ChainRole : uint8_t {
  kSpeaker,  // a person or body that speaks
  kChannel,  // "in a statement", "on Telegram", "state TV"
  kAgency,   // a news agency or medium that carries it: "told Reuters"
};

struct ChainLink {
  ChainRole role = ChainRole::kSpeaker;
  TokenRange tokens;
  int32_t entity = -1;  // index into Coreference::entities, -1 when none
};

// One reported statement. Ranges are in text order and never overlap within a
// role; any role but the cue or the content may be empty.
struct Attribution {
  Construction construction = Construction::kClause;
  Stance stance = Stance::kAsserts;
  CueClass cue_class = CueClass::kReporting;
  std::vector<TokenRange> source;   // as written here: "he", "the ministry"
  std::vector<TokenRange> cue;      // "said", "according to", ":"
  std::vector<TokenRange> content;  // what is attributed, quotation marks
                                    // included; pieces where it is split
  // Heads, -1 when there is none.
  int32_t source_head = -1;
  int32_t cue_head = -1;
  int32_t content_head = -1;
  TokenRange addressee;  // "told Y that", "accused Y of": Y; else empty
  // The source stands in another sentence than the content or was filled in
  // from the sentence before.
  bool carried_over = false;
  bool negated = false;         // the cue is negated ("did not say")
  bool outlet_caveat = false;   // "could not be independently verified"
  bool source_unnamed = false;  // no source is written: "reportedly"
  // Whether something is told to have been stated. Not so for a bare thing that
  // is wished for or backed, for a statement that is only planned or possible
  // ("could say", "wanted to discuss the plan"), for a topic mentioned in
  // passing, and for a relative clause that only tells who is meant. These stay
  // in the list for what is nested in them and for stances.
  bool on_record = true;
  // Index of the attribution whose statement this carried quotation goes on
  // with, -1 when it starts one.
  int32_t continues = -1;
  // Index of the attribution whose content encloses this one, -1 at top level.
  int32_t parent = -1;
  // Entity of the source in Coreference::entities, -1 when none. For "both
  // sides" and the like it is the member that speaks here.
  int32_t source_entity = -1;
  // Entity of who is accused or blamed, -1 when none or not an entity.
  int32_t accused_entity = -1;
  // Speaker first, then channels and agencies in order of the text. The outlet
  // itself is always the last and is not written here.
  std::vector<ChainLink> chain;
  // 0..1, how reliable this construction is in practice.
  float confidence = 0.0f;
};

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_ATTRIBUTION_H_
