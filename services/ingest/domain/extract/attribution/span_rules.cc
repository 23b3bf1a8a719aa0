#include "services/ingest/domain/extract/attribution/span_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// How far before its subject an auxiliary or conjunction of a reporting verb
// may stand.
constexpr uint32_t kCoreReach = 3;

bool IsBreak(const Syntax& syntax, uint32_t token) {
  const absl::string_view lower = syntax[token].lower;
  return lower == "," || lower == ":" || lower == ";" || lower == "-" ||
         lower == "--" || lower == "." || lower == "!" || lower == "?" ||
         lower == "\xE2\x80\x94" || lower == "\xE2\x80\x93" ||
         syntax.IsQuoteMark(token);
}

// ", but Baku has not confirmed", ", while Kyiv said": a further report.
bool ReportFollows(const RuleContext& context, uint32_t token, uint32_t last) {
  const Syntax& syntax = context.syntax;
  const absl::string_view lower = syntax[token].lower;
  if (lower != "but" && lower != "while" && lower != "although" &&
      lower != "though" && lower != "and" && lower != "whereas") {
    return false;
  }
  const uint32_t limit = std::min(last, token + 10);
  for (uint32_t i = token + 1; i < limit; ++i) {
    if (syntax.IsPunct(i) || syntax.QuoteOf(i) >= 0 || syntax.Is(i, "what") ||
        syntax.Is(i, "who") || syntax.Is(i, "which")) {
      return false;
    }
    if (syntax[i].pos != Pos::kVerb) continue;
    const CueEntry* entry = context.lexicon.Verb(syntax[i].lemma);
    return i > token + 1 && entry != nullptr &&
           entry->cue_class == CueClass::kReporting &&
           entry->Takes(kFrameClause | kFrameParty | kFramePredicate) &&
           // "a soldier accused of murder" accuses nobody.
           ((syntax[i].features & (kFinite | kInfinitive)) != 0 ||
            ((syntax[i].features & kParticiple) != 0 &&
             (!entry->Takes(kFrameParty) || syntax[i - 1].pos == Pos::kAux)));
  }
  return false;
}

}  // namespace

TokenRange ReportingCore(const RuleContext& context, uint32_t verb,
                         const Source& source) {
  const Syntax& syntax = context.syntax;
  const Sentence& sentence = syntax.SentenceOf(verb);
  TokenRange core{verb, verb + 1};
  if (source.head >= 0 && source.tokens.first >= sentence.first &&
      source.tokens.last <= sentence.last) {
    // A source far from its verb ("X, asked about Y, said") still belongs.
    core.first = std::min(core.first, source.tokens.first);
    core.last = std::max(core.last, source.tokens.last);
  }
  for (uint32_t child : syntax.Children(verb)) {
    const Rel rel = syntax[child].rel;
    // A word far off or in a quotation got here by a slip of the parser.
    if (child + kCoreReach < core.first ||
        syntax.QuoteOf(child) != syntax.QuoteOf(verb)) {
      continue;
    }
    if (child < verb && (rel == Rel::kAux || rel == Rel::kAuxPass ||
                         (rel == Rel::kMark && !syntax.Is(child, "that")) ||
                         (rel == Rel::kAdvmod && child + 3 >= verb))) {
      core.first = std::min(core.first, child);
    }
  }
  // To the right: whatever stands before the next break.
  while (core.last < sentence.last && !IsBreak(syntax, core.last)) ++core.last;
  return core;
}

bool IsSetOffBefore(const Syntax& syntax, uint32_t core_first) {
  if (core_first == 0) return false;
  const uint32_t previous = core_first - 1;
  if (syntax.BlockOf(previous) != syntax.BlockOf(core_first)) return false;
  if (syntax.IsQuoteMark(previous)) {
    // A closing mark, not an opening one.
    const int32_t q = syntax.QuoteOf(previous);
    return syntax.quotes()[static_cast<uint32_t>(q)].tokens.first != previous;
  }
  const absl::string_view lower = syntax[previous].lower;
  return lower == "," || lower == "-" || lower == "--" ||
         lower == "\xE2\x80\x94" || lower == "\xE2\x80\x93" || lower == "?" ||
         lower == "!" || lower == "...";
}

TokenRange ClauseContent(const RuleContext& context, uint32_t cue,
                         TokenRange range) {
  const Syntax& syntax = context.syntax;
  for (uint32_t i = range.first + 1; i + 1 < range.last; ++i) {
    if (!syntax.Is(i, ",") || i < cue) continue;
    uint32_t next = i + 1;
    uint32_t end = i;
    if (syntax.QuoteOf(i) >= 0 && syntax.QuoteOf(i) != syntax.QuoteOf(cue)) {
      // '..., "was hit," adding that': the comma stands inside the marks.
      if (!syntax.IsQuoteMark(next) || next + 1 >= range.last) continue;
      end = ++next;
    }
    if (ReportFollows(context, next, range.last)) {
      range.last = end;
      break;
    }
    if (syntax[next].pos == Pos::kAdv && next + 1 < range.last) ++next;
    const Token& token = syntax[next];
    if ((token.features & kGerund) == 0) continue;
    const CueEntry* entry = context.lexicon.Verb(token.lemma);
    if (entry != nullptr && entry->cue_class == CueClass::kReporting &&
        entry->Takes(kFrameClause | kFrameQuote | kFrameObject | kFrameParty |
                     kFramePredicate)) {
      range.last = end;
      break;
    }
  }
  return syntax.Trim(range);
}

void WidenToQuotes(const Syntax& syntax, uint32_t cue,
                   std::vector<TokenRange>& pieces) {
  const int32_t cue_quote = syntax.QuoteOf(cue);
  for (TokenRange& piece : pieces) {
    if (piece.empty()) continue;
    for (uint32_t edge : {piece.first, piece.last - 1}) {
      const int32_t q = syntax.QuoteOf(edge);
      if (q < 0 || q == cue_quote) continue;
      const TokenRange quote = syntax.quotes()[static_cast<uint32_t>(q)].tokens;
      if (piece.last <= quote.first || quote.last <= piece.first) continue;
      piece.first = std::min(piece.first, quote.first);
      piece.last = std::max(piece.last, quote.last);
    }
  }
}

void ClipToQuote(const Syntax& syntax, uint32_t cue,
                 std::vector<TokenRange>& pieces) {
  const int32_t q = syntax.QuoteOf(cue);
  if (q < 0) return;
  const Quote& quote = syntax.quotes()[static_cast<uint32_t>(q)];
  const uint32_t last = quote.tokens.last - (quote.closed ? 1 : 0);
  for (TokenRange& piece : pieces) {
    piece.first = std::max(piece.first, quote.tokens.first + 1);
    piece.last = std::min(piece.last, last);
  }
  Normalize(syntax, pieces);
}

void CutOut(const Syntax& syntax, TokenRange hole,
            std::vector<TokenRange>& pieces) {
  std::vector<TokenRange> out;
  for (const TokenRange& piece : pieces) {
    if (hole.last <= piece.first || piece.last <= hole.first) {
      out.push_back(piece);
      continue;
    }
    if (piece.first < hole.first) out.push_back({piece.first, hole.first});
    if (hole.last < piece.last) out.push_back({hole.last, piece.last});
  }
  pieces = std::move(out);
  Normalize(syntax, pieces);
}

bool States(const Syntax& syntax, TokenRange range) {
  for (uint32_t i = range.first; i < range.last; ++i) {
    const Token& token = syntax[i];
    if (token.pos == Pos::kVerb || token.pos == Pos::kNum ||
        token.lower == "no" || (token.features & kParticiple) != 0) {
      return true;
    }
  }
  return false;
}

void Normalize(const Syntax& syntax, std::vector<TokenRange>& pieces) {
  for (TokenRange& piece : pieces) piece = syntax.Trim(piece);
  pieces.erase(std::remove_if(pieces.begin(), pieces.end(),
                              [](const TokenRange& r) { return r.empty(); }),
               pieces.end());
  std::sort(pieces.begin(), pieces.end(),
            [](const TokenRange& a, const TokenRange& b) {
              return a.first != b.first ? a.first < b.first : a.last < b.last;
            });
  std::vector<TokenRange> merged;
  for (const TokenRange& piece : pieces) {
    if (!merged.empty() && piece.first <= merged.back().last) {
      merged.back().last = std::max(merged.back().last, piece.last);
    } else {
      merged.push_back(piece);
    }
  }
  pieces = std::move(merged);
}

bool HasFiniteVerb(const Syntax& syntax, TokenRange range) {
  for (uint32_t i = range.first; i < range.last; ++i) {
    if ((syntax[i].pos == Pos::kVerb || syntax[i].pos == Pos::kAux) &&
        (syntax[i].features & kFinite) != 0) {
      return true;
    }
  }
  return false;
}

bool IsItemOfList(const Syntax& syntax, const Sentence& sentence,
                  uint32_t verb) {
  if (verb < sentence.first + 2 || verb + 2 >= sentence.last) return false;
  const Token& token = syntax[verb];
  const Token& noun = syntax[verb - 1];
  if (!syntax.Is(verb + 1, ",") || !syntax.Is(verb - 2, ",") ||
      (!syntax.Is(verb + 2, "and") && !syntax.Is(verb + 2, "or")) ||
      noun.pos != Pos::kNoun || (noun.features & kPlural) != 0 ||
      token.lemma == "say" || token.lower != absl::StrCat(token.lemma, "s")) {
    return false;
  }
  return HasFiniteVerb(syntax, {sentence.first, verb - 2}) &&
         !HasFiniteVerb(syntax, {verb + 2, sentence.last});
}

}  // namespace parallax::ingest::domain::extract::attribution
