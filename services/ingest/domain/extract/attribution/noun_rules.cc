// Attributions carried by nouns and adjectives: "a claim that", "Kyiv's denial
// of", "is confident that".
#include <algorithm>
#include <utility>
#include <vector>

#include "services/ingest/domain/extract/attribution/rule_context.h"
#include "services/ingest/domain/extract/attribution/source_finder.h"
#include "services/ingest/domain/extract/attribution/span_rules.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// "X made a statement that", "X issued a warning to": the subject speaks.
Source SourceOfNoun(const RuleContext& context, uint32_t noun) {
  const Syntax& syntax = context.syntax;
  Source source;
  const int32_t owner = syntax.Child(noun, Rel::kNmodPoss);
  if (owner >= 0) {
    source.head = owner;
    source.tokens = PhraseOf(syntax, static_cast<uint32_t>(owner), noun);
    while (source.tokens.last > static_cast<uint32_t>(owner) + 1 &&
           (syntax.Is(source.tokens.last - 1, "'s") ||
            syntax.Is(source.tokens.last - 1, "'"))) {
      --source.tokens.last;
    }
    return source;
  }
  for (uint32_t child : syntax.Children(noun)) {
    if (child < noun || syntax[child].rel != Rel::kNmod) continue;
    const absl::string_view preposition = syntax.Preposition(child);
    if (preposition == "by" || preposition == "from") {
      source.head = static_cast<int32_t>(child);
      source.tokens = PhraseOf(syntax, child, noun);
      return source;
    }
  }
  const Token& token = syntax[noun];
  if (token.rel == Rel::kObj && token.head >= 0) {
    const uint32_t verb = static_cast<uint32_t>(token.head);
    const absl::string_view lemma = syntax[verb].lemma;
    if ((context.lexicon.Flags(lemma) & kStatementVerb) != 0 ||
        lemma == "have" || lemma == "reject" || lemma == "deny" ||
        lemma == "repeat" || lemma == "express" || lemma == "voice" ||
        lemma == "raise") {
      return FindSource(syntax, verb);
    }
  }
  return source;
}

bool ReadComplement(RuleContext& context, uint32_t word, const CueEntry& entry,
                    Attribution& attribution) {
  const Syntax& syntax = context.syntax;
  for (uint32_t child : syntax.Children(word)) {
    if (child < word) continue;
    const Token& token = syntax[child];
    const bool clausal = token.rel == Rel::kAcl || token.rel == Rel::kCcomp ||
                         token.rel == Rel::kXcomp ||
                         token.rel == Rel::kAclRelcl ||
                         token.rel == Rel::kAdvcl;
    const TokenRange range = syntax.Yield(child);
    if (clausal && range.first > word) {
      const bool infinitive = syntax.IsToInfinitive(child);
      const bool that = syntax.HasMark(child, "that");
      const bool bare =
          syntax[word].pos == Pos::kAdj && token.rel == Rel::kCcomp;
      if ((infinitive && entry.Takes(kFrameInfinitive)) ||
          ((that || bare) && entry.Takes(kFrameClause))) {
        attribution.content = {
            ClauseContent(context, word, syntax.Trim(range))};
        attribution.content_head = static_cast<int32_t>(child);
        return true;
      }
    }
    if (!entry.prepositions.empty() &&
        (token.rel == Rel::kNmod || token.rel == Rel::kObl || clausal)) {
      int32_t mark = syntax.Child(child, Rel::kCase);
      if (mark < 0) mark = syntax.Child(child, Rel::kMark);
      if (mark < 0 ||
          !entry.TakesPreposition(syntax[static_cast<uint32_t>(mark)].lower)) {
        continue;
      }
      const uint32_t preposition = static_cast<uint32_t>(mark);
      TokenRange content{std::max(range.first, preposition + 1), range.last};
      if (content.empty()) continue;
      attribution.content = {ClauseContent(context, word, content)};
      attribution.content_head = static_cast<int32_t>(child);
      attribution.cue.push_back({preposition, preposition + 1});
      return true;
    }
  }
  return false;
}

void ReadNoun(RuleContext& context, uint32_t noun, const CueEntry& entry) {
  Attribution attribution;
  attribution.cue = {{noun, noun + 1}};
  if (!ReadComplement(context, noun, entry, attribution)) return;
  const Source source = SourceOfNoun(context, noun);
  if (source.head < 0 && entry.stance != Stance::kAccuses &&
      entry.stance != Stance::kAsserts) {
    return;
  }
  attribution.construction = Construction::kNoun;
  attribution.confidence = source.head >= 0 ? 0.75f : 0.5f;
  attribution.stance = entry.stance;
  attribution.cue_class = entry.cue_class;
  attribution.cue_head = static_cast<int32_t>(noun);
  attribution.source_head = source.head;
  attribution.source_unnamed = source.head < 0;
  if (source.head >= 0) attribution.source = {source.tokens};
  context.Add(std::move(attribution));
}

void ReadAdjective(RuleContext& context, uint32_t word, const CueEntry& entry) {
  const Syntax& syntax = context.syntax;
  Attribution attribution;
  attribution.cue = {{word, word + 1}};
  if (!ReadComplement(context, word, entry, attribution)) return;
  const Source source = FindSource(syntax, word);
  if (source.head < 0) return;
  if (syntax.Is(static_cast<uint32_t>(source.head), "it")) return;
  attribution.construction = Construction::kClause;
  attribution.confidence = 0.7f;
  attribution.stance = entry.stance;
  attribution.cue_class = entry.cue_class;
  attribution.negated = syntax.IsNegated(word);
  attribution.cue_head = static_cast<int32_t>(word);
  attribution.source_head = source.head;
  attribution.source = {source.tokens};
  context.Add(std::move(attribution));
}

bool IsSilenceNoun(absl::string_view lemma) {
  return lemma == "confirmation" || lemma == "comment" || lemma == "response" ||
         lemma == "word" || lemma == "reaction" || lemma == "statement" ||
         lemma == "acknowledgement" || lemma == "acknowledgment" ||
         lemma == "reply" || lemma == "word";
}

// "there was no confirmation from Baku", "Moscow made no comment on the raid"
bool ReadSilentNoun(RuleContext& context, uint32_t noun) {
  const Syntax& syntax = context.syntax;
  if (!IsSilenceNoun(syntax[noun].lemma)) return false;
  if (syntax.Child(noun, Rel::kDet, "no") < 0) return false;
  Attribution attribution;
  Source source;
  std::vector<uint32_t> dependents(syntax.Children(noun).begin(),
                                   syntax.Children(noun).end());
  const int32_t head = syntax[noun].head;
  if (head >= 0) {
    // The parser may hang "from Baku" on the verb.
    for (uint32_t child : syntax.Children(static_cast<uint32_t>(head))) {
      if (child > noun) dependents.push_back(child);
    }
  }
  for (uint32_t child : dependents) {
    if (child < noun) continue;
    const absl::string_view preposition = syntax.Preposition(child);
    if ((preposition == "from" || preposition == "by") && source.head < 0) {
      source.head = static_cast<int32_t>(child);
      source.tokens = PhraseOf(syntax, child, noun);
    } else if ((preposition == "of" || preposition == "on" ||
                preposition == "about" || preposition == "to") &&
               attribution.content.empty()) {
      TokenRange content = syntax.Yield(child);
      content.first = std::min(content.last, content.first + 1);
      attribution.content = {content};
      attribution.content_head = static_cast<int32_t>(child);
      Normalize(syntax, attribution.content);
    }
  }
  if (source.head < 0 && syntax[noun].rel == Rel::kObj && head >= 0) {
    source = FindSource(syntax, static_cast<uint32_t>(head));
  }
  if (source.head < 0) return false;
  if (!attribution.content.empty()) {
    CutOut(syntax, source.tokens, attribution.content);
  }
  attribution.construction = Construction::kNonConfirmation;
  attribution.stance = Stance::kUnconfirmed;
  attribution.confidence = 0.8f;
  attribution.negated = true;
  const int32_t no = syntax.Child(noun, Rel::kDet, "no");
  attribution.cue = {{static_cast<uint32_t>(no), noun + 1}};
  attribution.cue_head = static_cast<int32_t>(noun);
  attribution.source = {source.tokens};
  attribution.source_head = source.head;
  context.Add(std::move(attribution));
  return true;
}

}  // namespace

void FindNounAttributions(RuleContext& context) {
  const Syntax& syntax = context.syntax;
  for (uint32_t i = 0; i < syntax.size(); ++i) {
    const Token& token = syntax[i];
    if (context.cue_of[i] >= 0) continue;
    if (token.pos == Pos::kNoun) {
      if (ReadSilentNoun(context, i)) continue;
      const CueEntry* entry = context.lexicon.Noun(token.lemma);
      if (entry != nullptr) ReadNoun(context, i, *entry);
    } else if (token.pos == Pos::kAdj || token.pos == Pos::kVerb) {
      const CueEntry* entry = context.lexicon.Adjective(token.lemma);
      if (entry != nullptr) ReadAdjective(context, i, *entry);
    }
  }
}

}  // namespace parallax::ingest::domain::extract::attribution
