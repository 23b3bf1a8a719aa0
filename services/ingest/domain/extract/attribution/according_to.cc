// "according to X" and the hearsay adverbs that name nobody.
#include <algorithm>

#include "services/ingest/domain/extract/attribution/rule_context.h"
#include "services/ingest/domain/extract/attribution/source_finder.h"
#include "services/ingest/domain/extract/attribution/span_rules.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

constexpr int kMaxClimb = 12;

// The noun phrase that begins at `start` and hangs left of nothing at or
// before `barrier`.
uint32_t HeadOfPhraseFrom(const Syntax& syntax, uint32_t start,
                          uint32_t barrier) {
  uint32_t head = start;
  for (int step = 0; step < kMaxClimb; ++step) {
    const int32_t up = syntax[head].head;
    if (up < 0 || static_cast<uint32_t>(up) <= barrier) break;
    if (syntax.Yield(static_cast<uint32_t>(up)).first < barrier) {
      // The phrase's head also governs the preposition itself.
      if (static_cast<uint32_t>(up) > barrier &&
          syntax[static_cast<uint32_t>(up)].pos != Pos::kVerb &&
          syntax.SentenceIndex(static_cast<uint32_t>(up)) ==
              syntax.SentenceIndex(start) &&
          static_cast<uint32_t>(up) < start + 8 &&
          // An article belongs to its noun, whatever else the noun governs.
          (syntax[start].pos == Pos::kDet ||
           syntax.Yield(static_cast<uint32_t>(up)).first + 3 >= barrier)) {
        head = static_cast<uint32_t>(up);
      }
      break;
    }
    if (syntax[static_cast<uint32_t>(up)].pos == Pos::kVerb) break;
    head = static_cast<uint32_t>(up);
  }
  return head;
}

// What stands around the phrase in its sentence: the whole sentence when the
// phrase opens or closes it, else its clause.
std::vector<TokenRange> SurroundingContent(const RuleContext& context,
                                           TokenRange phrase, uint32_t head) {
  const Syntax& syntax = context.syntax;
  const Sentence& sentence = syntax.SentenceOf(phrase.first);
  TokenRange around{sentence.first, sentence.last};
  // Inside a longer sentence: the clause that the phrase modifies.
  int32_t up = syntax[head].head;
  for (int step = 0; step < kMaxClimb && up >= 0; ++step) {
    const Token& token = syntax[static_cast<uint32_t>(up)];
    const bool clause = token.rel == Rel::kRoot || token.rel == Rel::kConj ||
                        token.rel == Rel::kCcomp || token.rel == Rel::kAdvcl ||
                        token.rel == Rel::kParataxis ||
                        token.rel == Rel::kAclRelcl;
    if (clause) {
      const TokenRange yield = syntax.Yield(static_cast<uint32_t>(up));
      const bool verbal = token.pos == Pos::kVerb || token.pos == Pos::kAux ||
                          syntax.HasChild(static_cast<uint32_t>(up), Rel::kCop);
      if (token.rel == Rel::kCcomp && verbal && token.head >= 0 &&
          context.lexicon.Verb(
              syntax[static_cast<uint32_t>(token.head)].lemma) != nullptr) {
        around = yield;
      }
      if (token.rel != Rel::kConj) break;
    }
    up = token.head;
  }
  around.first = std::max(around.first, sentence.first);
  around.last = std::min(around.last, sentence.last);
  std::vector<TokenRange> pieces{around};
  CutOut(syntax, phrase, pieces);
  return pieces;
}

// Cuts the source at the comma that ends it. Where it opens the sentence an
// apposition ("X, a lawyer, ...") may stand between two commas.
TokenRange EndOfSource(const Syntax& syntax, TokenRange source, bool opening) {
  const Sentence& sentence = syntax.SentenceOf(source.first);
  const uint32_t limit = std::min(sentence.last, source.first + 40);
  for (uint32_t i = source.first + 1; i < limit; ++i) {
    if (i >= source.last) break;
    if (syntax.QuoteOf(i) >= 0 &&
        syntax.QuoteOf(i) != syntax.QuoteOf(source.first) &&
        syntax.quotes()[static_cast<uint32_t>(syntax.QuoteOf(i))].tokens.last >
            source.last) {
      source.last = i;
      break;
    }
    if (syntax.Is(i, ";")) {
      source.last = i;
      break;
    }
    if (!syntax.Is(i, ",")) continue;
    uint32_t close = i + 1;
    bool finite = false;
    while (close < limit && !syntax.Is(close, ",")) {
      finite = finite || (syntax[close].features & kFinite) != 0;
      ++close;
    }
    const bool relative =
        i + 1 < limit && (syntax.Is(i + 1, "who") || syntax.Is(i + 1, "which"));
    if (!opening) {
      if (finite && !relative) source.last = i;
      break;
    }
    if (close < limit && syntax.Is(close, ",") && (!finite || relative) &&
        close - i < 14) {
      source.last = close;
    } else {
      source.last = i;
    }
    break;
  }
  return source;
}

// "according to exit polling data": the nouns that the tree parted from the
// one before them still name the source.
TokenRange WithNounsBehind(const Syntax& syntax, TokenRange source) {
  const Sentence& sentence = syntax.SentenceOf(source.first);
  uint32_t last = source.last;
  while (last < sentence.last &&
         (syntax[last].pos == Pos::kNoun || syntax[last].pos == Pos::kPropn ||
          syntax[last].pos == Pos::kAdj || syntax.Is(last, "-")) &&
         !(syntax.Is(last, "-") && syntax[last - 1].end < syntax[last].begin) &&
         syntax.QuoteOf(last) == syntax.QuoteOf(source.last - 1)) {
    ++last;
  }
  // "According to the army Hezbollah fired": a clause begins.
  const bool clause =
      last < sentence.last &&
      (syntax[last].pos == Pos::kVerb || syntax[last].pos == Pos::kAux) &&
      (syntax[last].features & kFinite) != 0;
  if (last > source.last && !clause && syntax[last - 1].pos != Pos::kAdj) {
    source.last = last;
  }
  return source;
}

// "According to papers from the archive, ...": up to the comma.
TokenRange UpToComma(const Syntax& syntax, TokenRange source) {
  constexpr uint32_t kReach = 16;
  const uint32_t limit =
      std::min(syntax.SentenceOf(source.first).last, source.last + kReach);
  for (uint32_t i = source.last; i < limit; ++i) {
    if (syntax.Is(i, ",")) return {source.first, i};
    if (syntax.QuoteOf(i) >= 0 || (syntax[i].features & kFinite) != 0) break;
  }
  return source;
}

// What the source is said to have stated, once the phrase that names it is cut
// out. "..., according to a poll taken in May": words behind a statement that
// state nothing themselves describe the source. "That's according to X": what
// "that" stands for.
void DropDescription(const Syntax& syntax, uint32_t cue,
                     std::vector<TokenRange>& pieces) {
  if (pieces.empty()) return;
  TokenRange& first = pieces.front();
  if (first.last <= cue && first.last - first.first == 2 &&
      syntax[first.first].pos != Pos::kNoun &&
      syntax[first.first + 1].lemma == "be") {
    first.last = first.first + 1;
    pieces.resize(1);
    return;
  }
  if (pieces.size() < 2 || first.last > cue || !HasFiniteVerb(syntax, first)) {
    return;
  }
  const TokenRange behind = pieces.back();
  const absl::string_view lead = syntax[behind.first].lower;
  const bool relative =
      lead == "who" || lead == "which" || lead == "that" || lead == "whose";
  const bool apart = !syntax.Is(behind.first - 1, ",") || lead == "a" ||
                     lead == "an" || lead == "the";
  if (syntax.QuoteOf(behind.first) < 0 &&
      (relative || (apart && !HasFiniteVerb(syntax, behind)))) {
    pieces.pop_back();
  }
}

void AddSurrounding(RuleContext& context, Construction construction,
                    TokenRange cue, uint32_t cue_head, uint32_t source_first,
                    float confidence) {
  const Syntax& syntax = context.syntax;
  const Sentence& sentence = syntax.SentenceOf(cue_head);
  if (source_first >= sentence.last) return;
  uint32_t head = HeadOfPhraseFrom(syntax, source_first, source_first - 1);
  // "human rights officials", where the tree ends the phrase at "rights".
  while (head + 1 < sentence.last && syntax[head].pos == Pos::kNoun &&
         syntax[head + 1].pos == Pos::kNoun &&
         (context.lexicon.Flags(syntax[head + 1].lower) &
          (kPersonNoun | kGroupNoun | kBodyNoun)) != 0) {
    ++head;
  }
  TokenRange source = syntax.Yield(head);
  source.first = source_first;
  source.last = std::min(std::max(source.last, head + 1), sentence.last);
  if (cue.first > source.first) return;
  source = EndOfSource(syntax, source, cue.first <= sentence.first + 2);
  source = syntax.Trim(source);
  if (source.empty()) return;
  source = WithNounsBehind(syntax, source);
  if (cue.first == sentence.first) source = UpToComma(syntax, source);
  Attribution attribution;
  attribution.construction = construction;
  attribution.confidence = confidence;
  attribution.source = {source};
  attribution.source_head = static_cast<int32_t>(head);
  attribution.cue = {cue};
  attribution.cue_head = static_cast<int32_t>(cue_head);
  TokenRange phrase{cue.first, source.last};
  // A phrase that closes the sentence holds all of it, other reports included.
  if (source.last + 1 >= sentence.last && cue.first > sentence.first &&
      syntax.Is(cue.first - 1, ",") &&
      construction == Construction::kAccordingTo) {
    attribution.content = {syntax.Trim({sentence.first, cue.first})};
    Normalize(syntax, attribution.content);
  } else {
    attribution.content = SurroundingContent(context, phrase, head);
  }
  DropDescription(syntax, cue.first, attribution.content);
  // Governing verb of what is said, for the claim rules.
  const int32_t up = syntax[head].head;
  attribution.content_head = up;
  WidenToQuotes(syntax, cue_head, attribution.content);
  if (attribution.content.empty()) return;
  if (context.RoleOf(cue_head) == BlockRole::kLegend ||
      context.RoleOf(cue_head) == BlockRole::kCaption) {
    attribution.construction = Construction::kLegend;
  }
  context.Add(std::move(attribution));
}

}  // namespace

void FindAccordingToAttributions(RuleContext& context) {
  const Syntax& syntax = context.syntax;
  for (uint32_t i = 0; i + 2 < syntax.size(); ++i) {
    const absl::string_view lower = syntax[i].lower;
    if (lower == "according" && syntax.Is(i + 1, "to")) {
      if (syntax.SentenceIndex(i) != syntax.SentenceIndex(i + 2)) continue;
      AddSurrounding(context, Construction::kAccordingTo, {i, i + 2}, i, i + 2,
                     0.93f);
    }
  }
}

void FindHearsayAttributions(RuleContext& context) {
  const Syntax& syntax = context.syntax;
  for (uint32_t i = 0; i < syntax.size(); ++i) {
    const Token& token = syntax[i];
    if (token.pos != Pos::kAdv) continue;
    if ((context.lexicon.Flags(token.lower) & kHearsayAdverb) == 0) continue;
    if (token.head < 0) continue;
    const uint32_t head = static_cast<uint32_t>(token.head);
    const Sentence& sentence = syntax.SentenceOf(i);
    TokenRange around = syntax.Yield(head);
    if (syntax[head].pos == Pos::kNoun || syntax[head].pos == Pos::kNum) {
      around = {i, std::max(around.last, i + 1)};
    }
    around.first = std::max(around.first, sentence.first);
    around.last = std::min(around.last, sentence.last);
    Attribution attribution;
    attribution.construction = Construction::kHearsayAdverb;
    attribution.confidence = 0.8f;
    attribution.source_unnamed = true;
    attribution.cue = {{i, i + 1}};
    attribution.cue_head = static_cast<int32_t>(i);
    attribution.content = {around};
    attribution.content_head = static_cast<int32_t>(head);
    CutOut(syntax, {i, i + 1}, attribution.content);
    if (attribution.content.empty()) continue;
    context.Add(std::move(attribution));
  }
}

}  // namespace parallax::ingest::domain::extract::attribution
