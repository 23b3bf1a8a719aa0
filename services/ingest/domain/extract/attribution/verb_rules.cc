// Attributions carried by verbs.
#include <algorithm>
#include <optional>
#include <utility>

#include "services/ingest/domain/extract/attribution/rule_context.h"
#include "services/ingest/domain/extract/attribution/verb_reader.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

bool IsVerbCue(const Syntax& syntax, uint32_t token) {
  const Token& t = syntax[token];
  if (t.pos != Pos::kVerb) return false;
  // "said" is no auxiliary, whatever the parser makes of it.
  if (t.lemma == "say" || t.lemma == "tell") return true;
  return t.rel != Rel::kAux && t.rel != Rel::kAuxPass && t.rel != Rel::kCop &&
         t.rel != Rel::kAmod && t.rel != Rel::kCompound && t.rel != Rel::kCase;
}

// "..., adding that" and "said that ... but insisted that": who spoke before
// it in the sentence speaks on, whatever clause the parser hung the verb on.
void InheritSource(RuleContext& context, uint32_t verb, int32_t previous,
                   Attribution& attribution) {
  if (previous < 0) return;
  const Syntax& syntax = context.syntax;
  const Token& token = syntax[verb];
  const Attribution& before = context.found[static_cast<size_t>(previous)];
  if (before.source_head < 0 || before.cue_head < 0) return;
  const uint32_t cue = static_cast<uint32_t>(before.cue_head);
  if (cue >= verb || syntax.SentenceIndex(cue) != syntax.SentenceIndex(verb)) {
    return;
  }
  if ((token.features & kGerund) != 0) {
    const uint32_t lead =
        syntax[verb - 1].pos == Pos::kAdv ? verb - 2 : verb - 1;
    if (!syntax.Is(lead, ",")) return;
    if (token.rel == Rel::kAcl && attribution.source_head >= 0 &&
        token.head == before.source_head) {
      return;
    }
  } else if (syntax[verb - 1].pos != Pos::kCconj || before.content.empty() ||
             before.content.back().last + 1 != verb) {
    return;
  }
  attribution.source = before.source;
  attribution.source_head = before.source_head;
  attribution.source_unnamed = false;
}

}  // namespace

void FindVerbAttributions(RuleContext& context) {
  const Syntax& syntax = context.syntax;
  int32_t previous = -1;
  for (uint32_t i = 0; i < syntax.size(); ++i) {
    if (!IsVerbCue(syntax, i) || syntax.IsInNounPhrase(i) ||
        context.cue_of[i] >= 0) {
      continue;
    }
    const CueEntry* entry = context.lexicon.Verb(syntax[i].lemma);
    if (entry == nullptr) entry = context.lexicon.SilenceVerb(syntax[i].lemma);
    if (entry == nullptr) continue;
    std::optional<Attribution> attribution =
        VerbReader(context, i, *entry).Read();
    if (!attribution) continue;
    InheritSource(context, i, previous, *attribution);
    previous = context.Add(*std::move(attribution));
  }
}

}  // namespace parallax::ingest::domain::extract::attribution
