#include "services/ingest/domain/extract/attribution/record_rules.h"

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// Fewer words than these state nothing by themselves: "endorsed the mayor".
constexpr uint32_t kFewWords = 6;

// An infinitive of fewer words names an act: "refused to leave".
constexpr uint32_t kFewestWords = 4;

// What the content is made of.
struct Matter {
  uint32_t words = 0;
  bool verb = false;
  bool quoted = false;
};

Matter MatterOf(const Syntax& syntax, const Attribution& attribution) {
  Matter matter;
  const int32_t own =
      attribution.cue_head < 0
          ? -1
          : syntax.QuoteOf(static_cast<uint32_t>(attribution.cue_head));
  for (const TokenRange& range : attribution.content) {
    matter.words += range.last - range.first;
    for (uint32_t i = range.first; i < range.last; ++i) {
      const Pos pos = syntax[i].pos;
      matter.verb |= pos == Pos::kVerb || pos == Pos::kAux;
      matter.quoted |= syntax.QuoteOf(i) >= 0 && syntax.QuoteOf(i) != own;
    }
  }
  return matter;
}

// The thing that is announced, praised or wanted rather than a clause.
bool IsThing(Construction construction) {
  return construction == Construction::kObject ||
         construction == Construction::kObliqueContent ||
         construction == Construction::kNoun ||
         construction == Construction::kPassiveAgent;
}

// "the voters who back him": tells which voters. "Smith, who backs him": tells
// of Smith.
bool OnlyTellsWho(const Syntax& syntax, const Attribution& attribution) {
  if (attribution.source.empty()) return false;
  const uint32_t first = attribution.source.front().first;
  const absl::string_view lower = syntax[first].lower;
  if (lower != "who" && lower != "that" && lower != "which") return false;
  return first > 0 && !syntax.IsPunct(first - 1);
}

bool IsModal(absl::string_view lower) {
  return lower == "will" || lower == "would" || lower == "can" ||
         lower == "could" || lower == "may" || lower == "might" ||
         lower == "should" || lower == "must" || lower == "shall" ||
         lower == "ca" || lower == "wo" || lower == "'ll" ||
         lower == "\xE2\x80\x99ll";
}

// "could say": nobody has.
bool HasModal(const Syntax& syntax, uint32_t verb) {
  for (uint32_t child : syntax.Children(verb)) {
    if (child > verb) break;
    if (syntax[child].rel == Rel::kAux && IsModal(syntax[child].lower)) {
      return true;
    }
  }
  return false;
}

// Whether the infinitive tells of an act: "went on to say", "was quick to add".
// Not so on a noun, nor behind "too soon to" and "it is fair to".
bool IsAct(const Syntax& syntax, const Attribution& attribution) {
  const uint32_t verb = static_cast<uint32_t>(attribution.cue_head);
  const Rel rel = syntax[verb].rel;
  if (rel == Rel::kAcl || rel == Rel::kCsubj) return false;
  if (verb < syntax.SentenceOf(verb).first + 3) return true;
  const Pos pos = syntax[verb - 2].pos;
  if (pos != Pos::kAdj && pos != Pos::kAdv) return true;
  return attribution.source_head >= 0 && !syntax.Is(verb - 3, "too") &&
         !syntax.Is(static_cast<uint32_t>(attribution.source_head), "it");
}

// "I think": the writer's own, "you want": anybody's. "is expected to win": who
// expects it goes without saying.
bool HoldsForAnybody(const Syntax& syntax, const Attribution& attribution) {
  if (attribution.source_head < 0) {
    return attribution.construction != Construction::kHearsayPassive;
  }
  const absl::string_view lower =
      syntax[static_cast<uint32_t>(attribution.source_head)].lower;
  return lower == "i" || lower == "we" || lower == "you" || lower == "one";
}

// A view, wish or finding: told at some length, of somebody, in a main clause.
bool IsViewOnRecord(const Syntax& syntax, const Attribution& attribution,
                    const Token& cue, const Matter& matter) {
  const Construction construction = attribution.construction;
  return !IsThing(construction) && construction != Construction::kInfinitive &&
         construction != Construction::kParenthetical &&
         (cue.features & kInfinitive) == 0 && cue.rel == Rel::kRoot &&
         matter.words >= kFewWords && !HoldsForAnybody(syntax, attribution);
}

// What a verb of speech has for an object: "announced a truce", "spoke of it".
bool IsTopicOnRecord(const Syntax& syntax, const Attribution& attribution,
                     const Token& cue, const Matter& matter) {
  // "was asked about it", "came to call for peace": put to somebody.
  if (attribution.construction == Construction::kObliqueContent &&
      (attribution.stance == Stance::kAsks ||
       syntax.Is(attribution.cue.back().last - 1, "for"))) {
    return true;
  }
  if ((cue.features & kInfinitive) != 0 || matter.words < 2) return false;
  if (matter.verb) return true;
  // "Ray left, praising the town hall's work": told of in passing.
  if (cue.rel != Rel::kRoot &&
      ((cue.features & kGerund) != 0 || matter.words < kFewWords)) {
    return false;
  }
  // "thanked Ann Moss": a person states nothing.
  if (matter.words >= kFewWords || attribution.content_head < 0) return true;
  const Pos head = syntax[static_cast<uint32_t>(attribution.content_head)].pos;
  return head != Pos::kPropn && head != Pos::kPron;
}

bool IsOnRecord(const Syntax& syntax, const Attribution& attribution) {
  if (attribution.cue_head < 0) return true;
  const uint32_t verb = static_cast<uint32_t>(attribution.cue_head);
  const Token& cue = syntax[verb];
  const Construction construction = attribution.construction;
  const bool speech = attribution.cue_class == CueClass::kReporting;
  const bool clause = construction == Construction::kClause;
  if (speech && construction == Construction::kQuote) return true;
  if (OnlyTellsWho(syntax, attribution) && !(speech && clause)) return false;
  const Matter matter = MatterOf(syntax, attribution);
  if (construction == Construction::kNoun && !matter.verb) return false;
  if (!speech) return IsViewOnRecord(syntax, attribution, cue, matter);
  if (matter.quoted) return true;
  if (clause) {
    // "could say", "too soon to say", "a decision to tell": nobody has said it.
    const bool said =
        !HasModal(syntax, verb) &&
        ((cue.features & kInfinitive) == 0 || IsAct(syntax, attribution));
    return said && matter.words > 1;
  }
  if (construction == Construction::kInfinitive) {
    // "the man who refused to leave", "a plan to urge them to vote"
    return matter.words >= kFewestWords && cue.rel != Rel::kAcl &&
           cue.rel != Rel::kAclRelcl && cue.rel != Rel::kXcomp;
  }
  if (construction == Construction::kObject ||
      construction == Construction::kObliqueContent) {
    return IsTopicOnRecord(syntax, attribution, cue, matter);
  }
  return true;
}

}  // namespace

void MarkOnRecord(const Syntax& syntax, std::vector<Attribution>& found) {
  for (Attribution& attribution : found) {
    attribution.on_record = IsOnRecord(syntax, attribution);
  }
}

}  // namespace parallax::ingest::domain::extract::attribution
