// Reports whose speaker and verb stand in a row: "..., the army said; ...",
// "Five killed in shelling, governor says", "Residents of Goma say ...". Where
// the tree has lost the verb or its clause, the surface is read.
#include <utility>

#include "services/ingest/domain/extract/attribution/rule_context.h"
#include "services/ingest/domain/extract/attribution/span_rules.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// Tokens of "the UN human rights chief, Volker Turk, said on Friday".
constexpr uint32_t kMaxInsertion = 14;
constexpr uint32_t kSpeakers = kPersonNoun | kBodyNoun | kGroupNoun | kOffice |
                               kMetonym | kAgency | kMedium | kDocumentNoun;

bool IsGlued(const Syntax& syntax, uint32_t token) {
  return token > 0 && token + 1 < syntax.size() &&
         syntax[token - 1].end == syntax[token].begin &&
         syntax[token].end == syntax[token + 1].begin;
}

// A mark that ends a clause; hyphens in names, brackets and scare quotes do
// not.
bool IsBreak(const Syntax& syntax, uint32_t token) {
  if (!syntax.IsPunct(token)) return false;
  const absl::string_view mark = syntax[token].lower;
  if (mark == "(" || mark == ")" || mark == "'") return false;
  if (syntax.IsQuoteMark(token)) {
    return token > 0 && syntax.IsPunct(token - 1);
  }
  return !IsGlued(syntax, token);
}

bool MaySpeak(const RuleContext& context, uint32_t token) {
  const Token& t = context.syntax[token];
  return t.pos == Pos::kPropn || (context.lexicon.Flags(t.lower) & kSpeakers) ||
         (context.lexicon.Flags(t.lemma) & kSpeakers);
}

// The last word of the phrase before what hangs on it: "officials" of
// "officials in Kyiv".
uint32_t HeadOf(const Syntax& syntax, TokenRange range) {
  for (uint32_t i = range.first + 1; i < range.last; ++i) {
    if (syntax.Is(i, "(") ||
        (syntax[i].pos == Pos::kAdp && syntax.IsNominal(i - 1))) {
      return i - 1;
    }
  }
  return range.last - 1;
}

// Whether `range` is a noun phrase, or two: no verb, no number, its head a
// noun.
bool IsPhrase(const Syntax& syntax, TokenRange range) {
  if (range.empty() || !syntax.IsNominal(HeadOf(syntax, range))) return false;
  for (uint32_t i = range.first; i < range.last; ++i) {
    const Pos pos = syntax[i].pos;
    if (pos == Pos::kVerb || pos == Pos::kAux || pos == Pos::kNum ||
        pos == Pos::kPron || pos == Pos::kSconj || syntax.Is(i, "to")) {
      return false;
    }
  }
  return true;
}

// "on Friday", "this week"
bool IsTime(const RuleContext& context, TokenRange range) {
  return !range.empty() && range.last - range.first <= 4 &&
         (context.lexicon.Flags(context.syntax[range.last - 1].lower) &
          kTimeNoun) != 0;
}

// The verb that the words hang on, else their first token.
uint32_t ContentHead(const Syntax& syntax, TokenRange content) {
  for (uint32_t i = content.first; i < content.last; ++i) {
    const int32_t head = syntax[i].head;
    const bool inside =
        head >= 0 && content.Contains(static_cast<uint32_t>(head));
    if (!inside && syntax[i].pos == Pos::kVerb) return i;
  }
  return content.first;
}

// A reporting verb, or what the tagger takes for another word: "say officials",
// "Defence Ministry confirms", "the United Nations estimates".
const CueEntry* Reports(const RuleContext& context, uint32_t token) {
  const Syntax& syntax = context.syntax;
  const Token& t = syntax[token];
  if ((t.pos != Pos::kVerb && t.pos != Pos::kNoun && t.lemma != "say") ||
      context.cue_of[token] >= 0 || syntax.QuoteOf(token) >= 0 ||
      (t.features & kGerund) != 0) {
    return nullptr;
  }
  const CueEntry* entry = context.lexicon.Verb(t.lemma);
  if (entry != nullptr && entry->Takes(kFrameGoOn) &&
      !syntax.Is(token + 1, "on")) {
    return nullptr;
  }
  if (entry == nullptr || !entry->Takes(kFrameParenthesis) ||
      entry->cue_class != CueClass::kReporting) {
    return nullptr;
  }
  uint32_t before = token;  // past scare quotes
  while (before > 0 && syntax.IsPunct(before - 1) &&
         !IsBreak(syntax, before - 1)) {
    --before;
  }
  const bool mistaken =
      t.lemma == "say" ||
      (t.pos == Pos::kNoun && before > 0 && syntax.IsNominal(before - 1) &&
       MaySpeak(context, before - 1));
  return t.pos == Pos::kVerb || mistaken ? entry : nullptr;
}

void Add(RuleContext& context, const CueEntry& entry, uint32_t verb,
         TokenRange speaker, TokenRange content, Construction construction) {
  const Syntax& syntax = context.syntax;
  content = syntax.Trim(content);
  if (content.empty() || !States(syntax, content)) return;
  Attribution attribution;
  attribution.construction = construction;
  attribution.stance = entry.stance;
  attribution.cue_class = entry.cue_class;
  attribution.confidence = 0.85f;
  attribution.source = {speaker};
  attribution.source_head = static_cast<int32_t>(HeadOf(syntax, speaker));
  attribution.cue = {{verb, verb + 1}};
  attribution.cue_head = static_cast<int32_t>(verb);
  attribution.content = {content};
  attribution.content_head = static_cast<int32_t>(ContentHead(syntax, content));
  context.Add(std::move(attribution));
}

// Where what is said begins: after ";" or ":", at the latest at the sentence.
uint32_t StatementStart(const Syntax& syntax, const Sentence& sentence,
                        uint32_t at) {
  while (at > sentence.first && !syntax.Is(at - 1, ";") &&
         !syntax.Is(at - 1, ":")) {
    --at;
  }
  return at;
}

// The words around `verb` between two breaks.
TokenRange SegmentAround(const Syntax& syntax, const Sentence& sentence,
                         uint32_t verb) {
  uint32_t open = verb;
  while (open > sentence.first && !IsBreak(syntax, open - 1)) --open;
  uint32_t close = verb + 1;
  while (close < sentence.last && !IsBreak(syntax, close)) ++close;
  return {open, close};
}

// "300 statements, police reports, and photographs": a noun that is an item of
// a list, unless it ends the statement or a circumstance follows.
bool IsItem(const Syntax& syntax, const Sentence& sentence, uint32_t verb,
            uint32_t close) {
  if (close + 1 >= sentence.last || !syntax.Is(close, ",")) return false;
  const Pos next = syntax[close + 1].pos;
  if (syntax[verb].pos == Pos::kNoun) {
    return next != Pos::kAdp && next != Pos::kSconj;
  }
  return IsItemOfList(syntax, sentence, verb);
}

// "On 24 February, the UN said, Russia attacked": what is said goes on.
bool StatementGoesOn(const Syntax& syntax, uint32_t start, uint32_t close) {
  const Pos first = syntax[start].pos;
  return syntax.Is(close, ",") &&
         (first == Pos::kAdp || first == Pos::kSconj || first == Pos::kAdv);
}

// "..., governor says", "..., say officials", "..., the army said on Friday;":
// the verb and its speaker fill the space between two marks.
void ReadInsertion(RuleContext& context, const Sentence& sentence,
                   TokenRange segment, uint32_t verb, const CueEntry& entry) {
  const Syntax& syntax = context.syntax;
  const auto [open, close] = segment;
  if (open < sentence.first + 3 || !syntax.Is(open - 1, ",") ||
      close - open > kMaxInsertion || IsItem(syntax, sentence, verb, close)) {
    return;
  }
  TokenRange speaker = {verb + 1, close};
  if (verb > open) {
    speaker = {open, verb};
    // "as the authorities state"
    if (syntax.Is(open, "as") || syntax.Is(open, "so")) ++speaker.first;
    const TokenRange rest = {verb + 1, close};
    // "governor tells Reuters", "said on Friday"
    if (!rest.empty() && !IsTime(context, rest) &&
        !(entry.Takes(kFrameAddressee) && IsPhrase(syntax, rest))) {
      return;
    }
  }
  const uint32_t start = StatementStart(syntax, sentence, open - 1);
  if (!IsPhrase(syntax, speaker) || StatementGoesOn(syntax, start, close))
    return;
  Add(context, entry, verb, speaker, {start, open - 1},
      Construction::kParenthetical);
}

// "Authorities in Goma say four soldiers died", where the tree takes "say" for
// an infinitive.
void ReadOpening(RuleContext& context, const Sentence& sentence,
                 TokenRange segment, uint32_t verb, const CueEntry& entry) {
  const Syntax& syntax = context.syntax;
  const TokenRange speaker = {segment.first, verb};
  if (!syntax.Is(verb, "say") || !IsPhrase(syntax, speaker) ||
      !MaySpeak(context, HeadOf(syntax, speaker)) || verb + 2 >= segment.last ||
      syntax.Is(verb + 1, "to")) {
    return;
  }
  uint32_t last = segment.last;
  while (last < sentence.last && !syntax.Is(last, ";")) ++last;
  Add(context, entry, verb, speaker, {verb + 1, last}, Construction::kClause);
}

}  // namespace

void FindClosedInsertions(RuleContext& context) {
  const Syntax& syntax = context.syntax;
  for (const Sentence& sentence : syntax.text().sentences) {
    if (sentence.first >= sentence.last) continue;
    const BlockRole role = context.RoleOf(sentence.first);
    const bool headline = role == BlockRole::kHeadline ||
                          role == BlockRole::kStandfirst ||
                          role == BlockRole::kRelatedSameStory;
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      const CueEntry* entry = Reports(context, i);
      if (entry == nullptr) continue;
      const TokenRange segment = SegmentAround(syntax, sentence, i);
      if (headline || syntax.Is(segment.last, ";")) {
        ReadInsertion(context, sentence, segment, i, *entry);
      }
    }
  }
}

void FindLostInsertions(RuleContext& context) {
  const Syntax& syntax = context.syntax;
  for (const Sentence& sentence : syntax.text().sentences) {
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      const CueEntry* entry = Reports(context, i);
      if (entry == nullptr) continue;
      const TokenRange segment = SegmentAround(syntax, sentence, i);
      const size_t before = context.found.size();
      ReadInsertion(context, sentence, segment, i, *entry);
      if (context.found.size() == before) {
        ReadOpening(context, sentence, segment, i, *entry);
      }
    }
  }
}

}  // namespace parallax::ingest::domain::extract::attribution
