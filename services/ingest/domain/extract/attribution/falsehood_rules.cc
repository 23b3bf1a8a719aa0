// "That is a lie, he said", "reports of a raid are not true": what is said to
// be false is denied, whatever the verb that says so.
#include <algorithm>

#include "services/ingest/domain/extract/attribution/rule_context.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// Words between the verb and what it says of an account: "is not at all true".
constexpr uint32_t kPredicate = 4;
// Tokens of the content in which the subject and its verb are looked for.
constexpr uint32_t kReach = 48;

bool IsReference(absl::string_view lower) {
  return lower == "that" || lower == "this" || lower == "it" ||
         lower == "these" || lower == "those" || lower == "all";
}

// Whether the clause speaks of what others have said.
bool IsOfAccount(const RuleContext& context, TokenRange clause) {
  constexpr uint32_t kSubject = 5;
  const Syntax& syntax = context.syntax;
  const uint32_t last = std::min(clause.last, clause.first + kSubject);
  for (uint32_t i = clause.first; i < last; ++i) {
    const Token& t = syntax[i];
    if (t.pos == Pos::kVerb || t.pos == Pos::kAux) {
      return i > clause.first && IsReference(syntax[i - 1].lower);
    }
    if (t.pos == Pos::kNoun && context.lexicon.Noun(t.lemma) != nullptr) {
      return true;
    }
  }
  return false;
}

// Whether the clause ends on "is a lie" or "are not true".
bool SaysItIsFalse(const RuleContext& context, TokenRange clause) {
  const Syntax& syntax = context.syntax;
  const uint32_t end = std::min(clause.last, clause.first + kReach);
  for (uint32_t i = clause.first; i < end; ++i) {
    if (syntax[i].lemma != "be") continue;
    bool negated = false;
    const uint32_t last = std::min(end, i + 1 + kPredicate);
    for (uint32_t k = i + 1; k < last; ++k) {
      const Token& t = syntax[k];
      if (t.lemma == "not" || t.lower == "n't") {
        negated = true;
        continue;
      }
      const uint32_t flags =
          context.lexicon.Flags(t.lower) | context.lexicon.Flags(t.lemma);
      const bool wrong =
          negated ? (flags & kTrueWord) != 0 : (flags & kFalseWord) != 0;
      // "not true that", but no "false alarm".
      if (wrong) {
        return k + 1 >= clause.last || syntax.IsPunct(k + 1) ||
               (syntax.Is(clause.first, "it") && syntax.Is(k + 1, "that"));
      }
      if (t.pos == Pos::kVerb || syntax.IsPunct(k)) break;
    }
  }
  return false;
}

}  // namespace

void DenyFalsehoods(RuleContext& context) {
  for (Attribution& attribution : context.found) {
    if (attribution.stance != Stance::kAsserts || attribution.negated ||
        attribution.cue_class != CueClass::kReporting) {
      continue;
    }
    for (TokenRange clause : attribution.content) {
      // What is said beside it is not denied.
      if (clause.empty() || context.syntax.SentenceIndex(clause.first) !=
                                context.syntax.SentenceIndex(clause.last - 1)) {
        continue;
      }
      while (!clause.empty() &&
             (context.syntax.IsPunct(clause.first) ||
              (context.syntax.Is(clause.first, "that") &&
               context.syntax[clause.first].rel == Rel::kMark))) {
        ++clause.first;
      }
      while (!clause.empty() && context.syntax.IsPunct(clause.last - 1)) {
        --clause.last;
      }
      if (IsOfAccount(context, clause) && SaysItIsFalse(context, clause)) {
        attribution.stance = Stance::kDenies;
      }
    }
  }
}

}  // namespace parallax::ingest::domain::extract::attribution
