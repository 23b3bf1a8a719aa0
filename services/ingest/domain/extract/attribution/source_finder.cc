#include "services/ingest/domain/extract/attribution/source_finder.h"

#include <algorithm>

namespace parallax::ingest::domain::extract::attribution {
namespace {

// Chains of control longer than this do not occur in prose.
constexpr int kMaxClimb = 10;

bool IsExpletive(const Syntax& syntax, uint32_t token) {
  return syntax[token].lower == "there";
}

// The written subject of a clause, -1 when there is none.
int32_t OwnSubject(const Syntax& syntax, uint32_t verb) {
  for (uint32_t child : syntax.Children(verb)) {
    const Rel rel = syntax[child].rel;
    if ((rel == Rel::kNsubj || rel == Rel::kNsubjPass) &&
        !IsExpletive(syntax, child)) {
      return static_cast<int32_t>(child);
    }
  }
  return -1;
}

int32_t Agent(const Syntax& syntax, uint32_t verb) {
  for (uint32_t child : syntax.Children(verb)) {
    const Rel rel = syntax[child].rel;
    if (rel == Rel::kOblAgent ||
        ((rel == Rel::kObl || rel == Rel::kNmod) &&
         syntax.Preposition(child) == "by" && child > verb)) {
      // "by Monday" is no agent; the tagger marks days as proper nouns.
      return static_cast<int32_t>(child);
    }
  }
  return -1;
}

int32_t SubjectByControl(const Syntax& syntax, uint32_t verb, int depth) {
  if (depth > kMaxClimb) return -1;
  const Token& token = syntax[verb];
  if (token.head < 0) return -1;
  const uint32_t head = static_cast<uint32_t>(token.head);
  // "Anadolu quoted doctors as saying": the doctors say it.
  if (syntax[head].lemma == "quote" && syntax.HasMark(verb, "as")) {
    for (const Rel rel : {Rel::kObj, Rel::kIobj}) {
      if (syntax.HasChild(head, rel)) return syntax.Child(head, rel);
    }
  }
  switch (token.rel) {
    case Rel::kXcomp: {
      const int32_t object = syntax.Child(head, Rel::kObj);
      if (object >= 0 && static_cast<uint32_t>(object) < verb) return object;
      break;
    }
    case Rel::kConj:
      // "It added that two had died, but did not say how": whoever added.
      if (syntax.IsNegated(verb) && syntax[head].rel == Rel::kCcomp &&
          syntax[head].head >= 0 &&
          syntax.Is(syntax.Yield(verb).first, "but")) {
        const int32_t teller =
            OwnSubject(syntax, static_cast<uint32_t>(syntax[head].head));
        if (teller >= 0) return teller;
      }
      break;
    case Rel::kAdvcl:
    case Rel::kParataxis:
      break;
    case Rel::kCcomp:
    case Rel::kDep:
      // A participle or infinitive that the parser hung too loosely.
      if ((token.features & (kGerund | kInfinitive)) == 0) return -1;
      break;
    case Rel::kAcl: {
      if (syntax.IsToInfinitive(verb)) {
        const int32_t owner = syntax.Child(head, Rel::kNmodPoss);
        if (owner >= 0) return owner;
        // "made a promise to leave": the subject of the verb whose object the
        // noun is.
        const int32_t up = syntax[head].head;
        if (up < 0 || syntax[head].rel != Rel::kObj) return -1;
        const int32_t subject = OwnSubject(syntax, static_cast<uint32_t>(up));
        return subject >= 0 ? subject
                            : SubjectByControl(
                                  syntax, static_cast<uint32_t>(up), depth + 1);
      }
      return static_cast<int32_t>(head);
    }
    case Rel::kAclRelcl:
      return static_cast<int32_t>(head);
    default:
      return -1;
  }
  const int32_t subject = OwnSubject(syntax, head);
  if (subject >= 0) {
    return static_cast<uint32_t>(subject) == verb ? -1 : subject;
  }
  return SubjectByControl(syntax, head, depth + 1);
}

}  // namespace

TokenRange PhraseOf(const Syntax& syntax, uint32_t head, uint32_t barrier) {
  TokenRange range = syntax.Yield(head);
  if (barrier < head) {
    range.first = std::max(range.first, barrier + 1);
  } else if (barrier > head) {
    range.last = std::min(range.last, barrier);
  }
  // A phrase does not reach into or over a quotation that its head is not in.
  const int32_t own = syntax.QuoteOf(head);
  for (uint32_t i = head; i-- > range.first;) {
    const int32_t q = syntax.QuoteOf(i);
    if (q == own || q < 0) continue;
    const TokenRange quote = syntax.quotes()[static_cast<uint32_t>(q)].tokens;
    if (quote.first < range.first || quote.last - quote.first > 8) {
      range.first = i + 1;
      break;
    }
  }
  for (uint32_t i = head + 1; i < range.last; ++i) {
    const int32_t q = syntax.QuoteOf(i);
    if (q == own || q < 0) continue;
    const TokenRange quote = syntax.quotes()[static_cast<uint32_t>(q)].tokens;
    if (quote.last > range.last || quote.last - quote.first > 8) {
      range.last = i;
      break;
    }
  }
  // The preposition and what leads in ("and", "but", "by").
  while (range.first < head) {
    const Token& token = syntax[range.first];
    const bool dependent = token.head == static_cast<int32_t>(head);
    const bool mark =
        token.pos == Pos::kPunct && !syntax.IsQuoteMark(range.first);
    const bool leads_in =
        dependent && (token.rel == Rel::kCase || token.rel == Rel::kCc ||
                      token.rel == Rel::kMark);
    if (!mark && !leads_in) break;
    ++range.first;
  }
  // What stands between the noun and a cue that it does not govern.
  while (range.last > head + 1) {
    const uint32_t last = range.last - 1;
    const Token& token = syntax[last];
    if (token.pos == Pos::kAux || token.rel == Rel::kAux ||
        token.rel == Rel::kAuxPass || token.rel == Rel::kMark ||
        token.rel == Rel::kCc ||
        (token.rel == Rel::kAdvmod && token.head >= 0 &&
         static_cast<uint32_t>(token.head) >= barrier)) {
      --range.last;
    } else {
      break;
    }
  }
  return syntax.Trim(range);
}

namespace {

bool IsPhraseWord(const Syntax& syntax, uint32_t token) {
  switch (syntax[token].pos) {
    case Pos::kNoun:
    case Pos::kPropn:
    case Pos::kAdj:
    case Pos::kDet:
    case Pos::kNum:
    case Pos::kPron:
    case Pos::kSym:
      return true;
    case Pos::kPart:
      return syntax.Is(token, "'s") || syntax.Is(token, "'");
    case Pos::kAdp:
      // "a source close to the group"
      if (syntax.Is(token, "to") && token > 0 &&
          (syntax.Is(token - 1, "close") || syntax.Is(token - 1, "loyal"))) {
        return true;
      }
      return syntax.Is(token, "of") || syntax.Is(token, "in") ||
             syntax.Is(token, "at") || syntax.Is(token, "for") ||
             syntax.Is(token, "from");
    case Pos::kPunct:
      return syntax.Is(token, "-") || syntax.Is(token, "/");
    default:
      return false;
  }
}

constexpr uint32_t kMaxPhrase = 14;

// Where the phrase words that end before `last` begin, at `stop` the latest.
uint32_t PhraseStart(const Syntax& syntax, uint32_t last, uint32_t stop,
                     int32_t quote) {
  uint32_t first = last;
  while (first > stop && IsPhraseWord(syntax, first - 1) &&
         syntax.QuoteOf(first - 1) == quote) {
    --first;
    // A pronoun is a phrase of its own.
    if (syntax[first].pos == Pos::kPron && first + 1 == last) break;
  }
  return first;
}

}  // namespace

int32_t HeadOfPhrase(const Syntax& syntax, TokenRange range) {
  int32_t fallback = -1;
  for (uint32_t i = range.first; i < range.last; ++i) {
    const int32_t head = syntax[i].head;
    if (head >= 0 && range.Contains(static_cast<uint32_t>(head))) continue;
    if (syntax.IsNominal(i)) return static_cast<int32_t>(i);
    if (fallback < 0) fallback = static_cast<int32_t>(i);
  }
  for (uint32_t i = range.last; i-- > range.first;) {
    if (syntax.IsNominal(i)) return static_cast<int32_t>(i);
  }
  return fallback;
}

Source PhraseBefore(const Syntax& syntax, uint32_t verb) {
  const uint32_t begin = syntax.SentenceOf(verb).first;
  uint32_t last = verb;
  while (last > begin && (syntax[last - 1].pos == Pos::kAdv ||
                          syntax[last - 1].pos == Pos::kAux ||
                          syntax[last - 1].lemma == "not")) {
    --last;
  }
  const uint32_t stop = last > begin + kMaxPhrase ? last - kMaxPhrase : begin;
  const int32_t quote = syntax.QuoteOf(verb);
  uint32_t first = PhraseStart(syntax, last, stop, quote);
  // "teachers and officials told": coordinated where nothing but the phrase
  // stands between the break and the verb.
  if (first > stop + 1 && first < last &&
      syntax[first - 1].pos == Pos::kCconj && syntax[first].pos != Pos::kPron) {
    const uint32_t other = PhraseStart(syntax, first - 1, stop, quote);
    if (other + 1 < first && (other == begin || syntax.IsPunct(other - 1)) &&
        syntax.IsNominal(first - 2)) {
      first = other;
    }
  }
  while (first < last &&
         (syntax[first].pos == Pos::kAdp || syntax[first].pos == Pos::kPunct ||
          syntax[first].pos == Pos::kPart)) {
    ++first;
  }
  Source source;
  if (first >= last) return source;
  source.tokens = {first, last};
  source.head = HeadOfPhrase(syntax, source.tokens);
  if (source.head < 0 ||
      !(syntax.IsNominal(static_cast<uint32_t>(source.head)) ||
        syntax[static_cast<uint32_t>(source.head)].pos == Pos::kNum ||
        syntax[static_cast<uint32_t>(source.head)].pos == Pos::kDet ||
        syntax[static_cast<uint32_t>(source.head)].pos == Pos::kAdj)) {
    return Source();
  }
  return source;
}

Source PhraseFrom(const Syntax& syntax, uint32_t first) {
  const uint32_t end =
      std::min(syntax.SentenceOf(first).last, first + kMaxPhrase);
  uint32_t last = first;
  while (last < end && IsPhraseWord(syntax, last) &&
         syntax.QuoteOf(last) == syntax.QuoteOf(first)) {
    ++last;
  }
  while (last > first &&
         (syntax[last - 1].pos == Pos::kAdp || syntax.IsPunct(last - 1))) {
    --last;
  }
  Source source;
  source.tokens = {first, last};
  if (source.tokens.empty()) return source;
  source.head = HeadOfPhrase(syntax, source.tokens);
  return source;
}

Source PhraseAfter(const Syntax& syntax, uint32_t verb) {
  const Sentence& sentence = syntax.SentenceOf(verb);
  Source source;
  if (verb + 1 >= sentence.last || !IsPhraseWord(syntax, verb + 1)) {
    return source;
  }
  uint32_t head = verb + 1;
  for (int step = 0; step < kMaxClimb; ++step) {
    const int32_t up = syntax[head].head;
    if (up < 0 || static_cast<uint32_t>(up) <= verb) break;
    const uint32_t parent = static_cast<uint32_t>(up);
    if (syntax[parent].pos == Pos::kVerb || syntax[parent].pos == Pos::kAux ||
        syntax.Yield(parent).first <= verb) {
      break;
    }
    head = parent;
  }
  source.tokens = {verb + 1, std::max(head + 1, syntax.Yield(head).last)};
  source.tokens.last = std::min(source.tokens.last, sentence.last);
  source.tokens = syntax.Trim(source.tokens);
  if (source.tokens.empty()) return Source();
  // "saying it was childish": a clause, whatever heads it.
  for (uint32_t i = verb + 1; i < source.tokens.last; ++i) {
    if (syntax.IsPunct(i) || syntax.Is(i, "who") || syntax.Is(i, "which")) {
      break;
    }
    if ((syntax[i].features & kFinite) != 0) return Source();
  }
  source.head = syntax.IsNominal(head) ? static_cast<int32_t>(head)
                                       : HeadOfPhrase(syntax, source.tokens);
  return source.head < 0 ? Source() : source;
}

bool IsOutsideForeignQuote(const Syntax& syntax, const Source& source,
                           uint32_t verb) {
  if (source.head < 0) return true;
  const int32_t q = syntax.QuoteOf(static_cast<uint32_t>(source.head));
  if (q < 0 || q == syntax.QuoteOf(verb)) return true;
  // A title in quotation marks may speak: the source holds both marks.
  const TokenRange quote = syntax.quotes()[static_cast<uint32_t>(q)].tokens;
  return source.tokens.first <= quote.first + 1 &&
         quote.last <= source.tokens.last + 1 && quote.last - quote.first < 8;
}

Source FindSource(const Syntax& syntax, uint32_t verb) {
  Source source;
  if (syntax.IsPassive(verb)) {
    source.head = Agent(syntax, verb);
  } else {
    source.head = OwnSubject(syntax, verb);
    if (source.head >= 0) {
      const Token& subject = syntax[static_cast<uint32_t>(source.head)];
      // "it is said", "it emerged": nobody speaks.
      if (subject.rel == Rel::kExpl) source.head = -1;
    } else {
      source.head = SubjectByControl(syntax, verb, 0);
    }
  }
  if (source.head < 0) return source;
  if (static_cast<uint32_t>(source.head) == verb) return Source();
  source.tokens = PhraseOf(syntax, static_cast<uint32_t>(source.head), verb);
  if (source.tokens.empty()) return Source();
  return source;
}

}  // namespace parallax::ingest::domain::extract::attribution
