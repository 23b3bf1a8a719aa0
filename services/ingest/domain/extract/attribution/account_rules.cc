// Whose figures or version it is, said without a verb: "by the army's
// reckoning", "in the count of the governor", "by the Armenian account", "per
// the Red Crescent", "(health ministry)" at the end of a line.
#include <algorithm>
#include <utility>

#include "services/ingest/domain/extract/attribution/rule_context.h"
#include "services/ingest/domain/extract/attribution/source_finder.h"
#include "services/ingest/domain/extract/attribution/span_rules.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// Longest phrase between the preposition and the account noun, and longest
// source in brackets.
constexpr uint32_t kMaxOwner = 9;
constexpr uint32_t kMaxBracket = 7;

constexpr uint32_t kSpeaker =
    kPersonNoun | kBodyNoun | kGroupNoun | kOffice | kMetonym | kAgency;

uint32_t FlagsOf(const RuleContext& context, uint32_t token) {
  const Token& t = context.syntax[token];
  return context.lexicon.Flags(t.lower) | context.lexicon.Flags(t.lemma);
}

bool IsAccountNoun(const RuleContext& context, uint32_t token) {
  const Token& t = context.syntax[token];
  // "in the ministry's telling", tagged as a verb.
  return (t.pos != Pos::kVerb || (t.features & kGerund) != 0) &&
         (FlagsOf(context, token) & kAccountNoun) != 0;
}

// Adds an attribution of the rest of the sentence, up to the semicolons around
// the phrase, to whoever the account belongs to.
void AddAccount(RuleContext& context, TokenRange phrase, TokenRange source,
                uint32_t cue_head, float confidence) {
  const Syntax& syntax = context.syntax;
  const Sentence& sentence = syntax.SentenceOf(cue_head);
  source = syntax.Trim(source);
  if (source.empty()) return;
  TokenRange around{sentence.first, sentence.last};
  for (uint32_t i = sentence.first; i < sentence.last; ++i) {
    if (!syntax.Is(i, ";")) continue;
    if (i < phrase.first) around.first = i + 1;
    if (i >= phrase.last) {
      around.last = i;
      break;
    }
  }
  Attribution attribution;
  attribution.construction = Construction::kAccordingTo;
  attribution.confidence = confidence;
  attribution.source = {source};
  attribution.source_head = HeadOfPhrase(syntax, source);
  attribution.cue = {{cue_head, cue_head + 1}};
  attribution.cue_head = static_cast<int32_t>(cue_head);
  attribution.content = {around};
  CutOut(syntax, phrase, attribution.content);
  WidenToQuotes(syntax, cue_head, attribution.content);
  if (attribution.content.empty() || attribution.source_head < 0) return;
  attribution.content_head =
      static_cast<int32_t>(attribution.content.front().first);
  context.Add(std::move(attribution));
}

// "by the army's reckoning", "by the Armenian account": the account noun ends
// the phrase and what stands before it is whose it is.
bool ReadOwnedAccount(RuleContext& context, uint32_t preposition) {
  const Syntax& syntax = context.syntax;
  const Sentence& sentence = syntax.SentenceOf(preposition);
  const uint32_t limit = std::min(sentence.last, preposition + kMaxOwner);
  uint32_t noun = preposition + 1;
  while (noun < limit && !IsAccountNoun(context, noun)) {
    const Token& token = syntax[noun];
    if (syntax.IsPunct(noun) || token.pos == Pos::kVerb ||
        token.pos == Pos::kAux || token.pos == Pos::kNum) {
      return false;
    }
    ++noun;
  }
  if (noun >= limit || noun <= preposition + 1) return false;
  TokenRange source{preposition + 1, noun};
  const bool possessor = syntax.Is(noun - 1, "'s") || syntax.Is(noun - 1, "'");
  if (possessor) {
    --source.last;
  } else {
    // "the Armenian account", "its own count": a people or a possessor.
    while (source.first < source.last &&
           syntax[source.first].pos == Pos::kDet) {
      ++source.first;
    }
    if (source.empty()) return false;
    const Token& owner = syntax[source.first];
    const absl::string_view form = syntax.text().Form(owner);
    const bool capital = form[0] >= 'A' && form[0] <= 'Z';
    if (owner.rel != Rel::kNmodPoss && !capital) return false;
    source.last = source.first + 1;
  }
  if (source.empty()) return false;
  AddAccount(context, {preposition, noun + 1}, source, noun, 0.85f);
  return true;
}

// "by the count of the ministry", "in the words of X".
bool ReadAccountOf(RuleContext& context, uint32_t preposition) {
  const Syntax& syntax = context.syntax;
  const Sentence& sentence = syntax.SentenceOf(preposition);
  uint32_t noun = preposition + 1;
  if (noun < sentence.last && syntax[noun].pos == Pos::kDet) ++noun;
  if (noun + 2 >= sentence.last || !IsAccountNoun(context, noun) ||
      !syntax.Is(noun + 1, "of")) {
    return false;
  }
  const Source owner = PhraseFrom(syntax, noun + 2);
  if (owner.head < 0) return false;
  AddAccount(context, {preposition, owner.tokens.last}, owner.tokens, noun,
             0.85f);
  return true;
}

// "per the Red Crescent", but neither "per cent" nor "per day".
bool ReadPer(RuleContext& context, uint32_t per) {
  const Syntax& syntax = context.syntax;
  if (!syntax.Is(per, "per")) return false;
  const Source owner = PhraseFrom(syntax, per + 1);
  if (owner.head < 0) return false;
  const uint32_t head = static_cast<uint32_t>(owner.head);
  if ((FlagsOf(context, head) & kSpeaker) == 0 &&
      syntax[head].pos != Pos::kPropn) {
    return false;
  }
  AddAccount(context, {per, owner.tokens.last}, owner.tokens, per, 0.8f);
  return true;
}

// "16,800 housing units hit (Hamas government)": only speakers in brackets at
// the end of the sentence.
bool ReadBracket(RuleContext& context, uint32_t open) {
  const Syntax& syntax = context.syntax;
  if (!syntax.Is(open, "(")) return false;
  const Sentence& sentence = syntax.SentenceOf(open);
  if (open < sentence.first + 3) return false;
  uint32_t close = open + 1;
  const uint32_t limit = std::min(sentence.last, open + kMaxBracket);
  while (close < limit && !syntax.Is(close, ")")) {
    const Pos pos = syntax[close].pos;
    if (pos == Pos::kVerb || pos == Pos::kAux || pos == Pos::kNum) return false;
    ++close;
  }
  if (close >= limit || close == open + 1) return false;
  for (uint32_t i = close + 1; i < sentence.last; ++i) {
    if (!syntax.IsPunct(i)) return false;
  }
  if ((FlagsOf(context, close - 1) & kSpeaker) == 0) return false;
  // What stands before is a statement: it has a verb or a participle.
  bool states = false;
  for (uint32_t i = sentence.first; i < open; ++i) {
    states = states || syntax[i].pos == Pos::kVerb;
  }
  if (!states) return false;
  AddAccount(context, {open, close + 1}, {open + 1, close}, open, 0.75f);
  return true;
}

}  // namespace

void FindAccountAttributions(RuleContext& context) {
  const Syntax& syntax = context.syntax;
  for (uint32_t i = 0; i + 2 < syntax.size(); ++i) {
    if (context.cue_of[i] >= 0) continue;
    if (syntax.Is(i, "by") || syntax.Is(i, "in")) {
      if (ReadOwnedAccount(context, i)) continue;
      ReadAccountOf(context, i);
    } else if (!ReadPer(context, i)) {
      ReadBracket(context, i);
    }
  }
}

}  // namespace parallax::ingest::domain::extract::attribution
