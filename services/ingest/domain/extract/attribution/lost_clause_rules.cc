// Reports whose clause the tree has lost: "the spokesman said the minister
// stood by it", where "the minister" hangs on "said" and nothing is a clause.
// Between the verb and the end of the sentence, the surface is read.
#include <algorithm>
#include <utility>

#include "services/ingest/domain/extract/attribution/rule_context.h"
#include "services/ingest/domain/extract/attribution/source_finder.h"
#include "services/ingest/domain/extract/attribution/span_rules.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// Tokens between the verb and "that": "said on Friday in Geneva that".
constexpr uint32_t kMaxDetour = 16;
// Tokens of "..., along with the reporter Ben Terris, say".
constexpr uint32_t kMaxAside = 10;

bool Stands(const Syntax& syntax, uint32_t token) {
  const Pos pos = syntax[token].pos;
  return pos == Pos::kVerb || pos == Pos::kAux;
}

// A verb of saying in a finite form that governs no attribution yet. One that
// has an addressee or an accused leaves too much open without a tree.
const CueEntry* Tells(const RuleContext& context, uint32_t token) {
  const Syntax& syntax = context.syntax;
  const Token& t = syntax[token];
  // "say" may be an exclamation to the tagger.
  if (t.lower != "say" &&
      (t.pos != Pos::kVerb || (t.features & (kGerund | kInfinitive)) != 0)) {
    return nullptr;
  }
  if (context.cue_of[token] >= 0 || context.in_content[token] != 0 ||
      syntax.IsInNounPhrase(token)) {
    return nullptr;
  }
  const CueEntry* entry = context.lexicon.Verb(t.lemma);
  if (entry == nullptr || entry->cue_class != CueClass::kReporting ||
      !entry->Takes(kFrameClause) || !entry->Takes(kFrameParenthesis) ||
      entry->Takes(kFrameAddressee | kFrameParty) || syntax.IsPassive(token) ||
      syntax.IsNegated(token)) {
    return nullptr;
  }
  return entry;
}

// The first word after "on Friday", "late on Monday", "in Geneva".
uint32_t AfterTime(const RuleContext& context, uint32_t from, uint32_t last) {
  const Syntax& syntax = context.syntax;
  uint32_t i = from;
  while (i < last && (syntax[i].pos == Pos::kAdv || syntax.Is(i, "on") ||
                      syntax.Is(i, "this") || syntax.Is(i, "last") ||
                      syntax.Is(i, "earlier") || syntax.Is(i, "late"))) {
    ++i;
  }
  const bool time =
      i < last && (context.lexicon.Flags(syntax[i].lower) & kTimeNoun) != 0;
  return time ? i + 1 : from;
}

// Where what is said begins; 0 where nothing tells.
uint32_t ContentStart(const RuleContext& context, uint32_t verb,
                      uint32_t last) {
  const Syntax& syntax = context.syntax;
  const uint32_t next = AfterTime(context, verb + 1, last);
  if (next >= last) return 0;
  const Pos pos = syntax[next].pos;
  if (pos == Pos::kAdp || pos == Pos::kAdv) {
    for (uint32_t i = next + 1; i < std::min(last, next + kMaxDetour); ++i) {
      if (syntax.Is(i, "that") && syntax[i].pos == Pos::kSconj) return i;
      if (syntax[i].pos == Pos::kVerb) break;
    }
    return 0;
  }
  const bool opens = syntax.Is(next, "that") || syntax.Is(next, "there") ||
                     pos == Pos::kDet || pos == Pos::kPron ||
                     pos == Pos::kNoun || pos == Pos::kPropn ||
                     pos == Pos::kNum || pos == Pos::kAdj;
  return opens ? next : 0;
}

// The verb of what is said, -1 for none: the words are an object then, or an
// infinitive. A participle may be a past tense that the tagger missed only
// where the cue takes no object: "observed a truce brokered by Turkey".
int32_t ClauseVerb(const Syntax& syntax, uint32_t cue, TokenRange content) {
  const bool says = syntax[cue].lemma == "say";
  for (uint32_t i = content.first + 1; i < content.last; ++i) {
    const Token& t = syntax[i];
    if (syntax.Is(i, ",") || (t.pos == Pos::kPart && t.lower == "to")) {
      return -1;
    }
    const bool finite =
        t.pos == Pos::kAux || (t.features & kFinite) != 0 ||
        (says && (t.features & kParticiple) != 0 && !(t.features & kGerund));
    if (Stands(syntax, i) && finite) return static_cast<int32_t>(i);
  }
  return -1;
}

// "Fields, along with the reporter Ben Terris, say": the subject stands before
// the aside.
uint32_t BeforeAside(const Syntax& syntax, const Sentence& sentence,
                     uint32_t verb) {
  if (verb < sentence.first + 3 || !syntax.Is(verb - 1, ",")) return verb;
  for (uint32_t i = verb - 1; i > sentence.first && verb - i < kMaxAside;) {
    --i;
    if (syntax.Is(i, ",")) return i;
    if (Stands(syntax, i)) break;
  }
  return verb;
}

Source SpeakerOf(const RuleContext& context, const Sentence& sentence,
                 uint32_t verb) {
  const Syntax& syntax = context.syntax;
  Source source = FindSource(syntax, verb);
  const Token& t = syntax[verb];
  if (source.tokens.last > verb && t.rel == Rel::kConj && t.head >= 0) {
    // "walked it back and said women are victims": no subject of "said".
    source = FindSource(syntax, static_cast<uint32_t>(t.head));
  }
  if (source.head < 0 || source.tokens.last > verb) {
    const uint32_t at = BeforeAside(syntax, sentence, verb);
    if (at == verb && verb > sentence.first && syntax.IsPunct(verb - 1)) {
      return {};
    }
    source = PhraseBefore(syntax, at);
  }
  if (source.head < 0 || source.tokens.last > verb ||
      syntax.Is(static_cast<uint32_t>(source.head), "it") ||
      !IsOutsideForeignQuote(syntax, source, verb)) {
    return {};
  }
  return source;
}

}  // namespace

void FindLostClauses(RuleContext& context) {
  const Syntax& syntax = context.syntax;
  for (const Sentence& sentence : syntax.text().sentences) {
    for (uint32_t i = sentence.first + 1; i + 3 < sentence.last; ++i) {
      const CueEntry* entry = Tells(context, i);
      if (entry == nullptr) continue;
      uint32_t last = i + 1;
      while (last < sentence.last && !syntax.Is(last, ";")) ++last;
      const uint32_t first = ContentStart(context, i, last);
      if (first == 0) continue;
      const TokenRange content = ClauseContent(context, i, {first, last});
      const int32_t said = ClauseVerb(syntax, i, content);
      if (said < 0) continue;
      const Source source = SpeakerOf(context, sentence, i);
      if (source.head < 0) continue;
      Attribution attribution;
      attribution.construction = Construction::kClause;
      attribution.stance = entry->stance;
      attribution.cue_class = entry->cue_class;
      attribution.confidence = 0.75f;
      attribution.source = {source.tokens};
      attribution.source_head = source.head;
      attribution.cue = {{i, i + 1}};
      attribution.cue_head = static_cast<int32_t>(i);
      attribution.content = {content};
      ClipToQuote(syntax, i, attribution.content);
      if (attribution.content.empty()) continue;
      const TokenRange left = attribution.content.front();
      attribution.content_head = left.Contains(static_cast<uint32_t>(said))
                                     ? said
                                     : static_cast<int32_t>(left.first);
      context.Add(std::move(attribution));
    }
  }
}

}  // namespace parallax::ingest::domain::extract::attribution
