// Where a reported clause ends: with what the parser broke off, without what
// the outlet adds.
#include <algorithm>

#include "services/ingest/domain/extract/attribution/verb_reader.h"

namespace parallax::ingest::domain::extract::attribution {

uint32_t VerbReader::ClauseEnd(TokenRange clause) const {
  uint32_t end = clause.last;
  for (uint32_t child : syntax_.Children(verb_)) {
    const Token& token = syntax_[child];
    if (child < end || token.rel != Rel::kConj) continue;
    const TokenRange range = syntax_.Yield(child);
    if (range.first > end + 2 || syntax_.QuoteOf(child) >= 0) break;
    const CueEntry* entry = context_.lexicon.Verb(token.lemma);
    if (entry != nullptr && entry->cue_class == CueClass::kReporting) break;
    const bool own_subject = syntax_.HasChild(child, Rel::kNsubj) ||
                             syntax_.HasChild(child, Rel::kNsubjPass);
    const bool said = ((syntax_[verb_].features & kPast) != 0);
    const bool present =
        (token.features & (kPresent | kFinite)) == (kPresent | kFinite);
    // "says he wrote to the court and asked for time": not the one who says.
    const bool asked =
        (syntax_[verb_].features & kFinite) != 0 && !said &&
        (token.features & (kPast | kFinite)) == (kPast | kFinite);
    if (!own_subject && !(said && present) && !asked) break;
    end = range.last;
  }
  return end;
}

// "that if ...", "that, while ...", "that whatever ...": the clause begins with
// a subordinate one and holds no comma that would close it.
bool VerbReader::OpensWithCondition(TokenRange content) const {
  uint32_t i = content.first;
  if (syntax_.Is(i, "that")) ++i;
  while (i < content.last && (syntax_.Is(i, ",") || syntax_.Is(i, "even"))) ++i;
  if (i >= content.last) return false;
  const absl::string_view lower = syntax_[i].lower;
  if (lower != "if" && lower != "while" && lower != "although" &&
      lower != "though" && lower != "because" && lower != "when" &&
      lower != "unless" && lower != "once" && lower != "whatever" &&
      lower != "however" && lower != "whoever" && lower != "as") {
    return false;
  }
  for (++i; i < content.last; ++i) {
    if (syntax_.Is(i, ",") && syntax_.QuoteOf(i) < 0) return false;
  }
  return true;
}

// End of the clause with what the parser broke off although no break in the
// text does.
uint32_t VerbReader::BrokenOffEnd(TokenRange content) const {
  uint32_t last = content.last;
  while (last < sentence_.last && syntax_.IsQuoteMark(last) &&
         syntax_.QuoteOf(last) == syntax_.QuoteOf(last - 1)) {
    ++last;
  }
  if (last >= sentence_.last || syntax_[verb_].rel == Rel::kAclRelcl) {
    return last;
  }
  const bool unfinished = !HasFinite({content.first, last});
  const int32_t q = syntax_.QuoteOf(last);
  if (q >= 0 && q != syntax_.QuoteOf(verb_)) {
    // Quoted words in the middle of the clause.
    return sentence_.last;
  }
  if (unfinished ||
      (!syntax_.IsPunct(last) && syntax_[last].pos != Pos::kCconj)) {
    return sentence_.last;
  }
  // "that if the road is closed, the town will starve": only the condition
  // was hung on the verb.
  if (syntax_.Is(last, ",") && OpensWithCondition(content)) {
    return sentence_.last;
  }
  // "..., and that it was late", "... and \"must go.\""
  const uint32_t linked = syntax_.Is(last, ",") ? last + 1 : last;
  if (linked + 1 < sentence_.last && syntax_[linked].pos == Pos::kCconj) {
    const int32_t next = syntax_.QuoteOf(linked + 1);
    if (syntax_.Is(linked + 1, "that") || syntax_.Is(linked + 1, "whether") ||
        (next >= 0 && next != syntax_.QuoteOf(verb_))) {
      return sentence_.last;
    }
  }
  if (syntax_.Is(last, ",") && last + 1 < sentence_.last &&
      syntax_[last + 1].pos == Pos::kSconj && !syntax_.Is(last + 1, "while") &&
      !syntax_.Is(last + 1, "although") && !syntax_.Is(last + 1, "though")) {
    return sentence_.last;
  }
  // ", but it will be difficult"
  if (syntax_.Is(last, ",") && last + 2 < sentence_.last &&
      syntax_[last + 1].pos == Pos::kCconj &&
      (syntax_[last + 2].pos == Pos::kPron ||
       syntax_[last + 2].pos == Pos::kDet)) {
    const uint32_t limit = std::min(sentence_.last, last + 8);
    for (uint32_t i = last + 2; i < limit; ++i) {
      if (!IsFinite(i)) continue;
      const CueEntry* entry = context_.lexicon.Verb(syntax_[i].lemma);
      if (entry != nullptr && entry->cue_class == CueClass::kReporting) break;
      return sentence_.last;
    }
  }
  return last;
}

// Where the relative clause that begins at `pronoun` is closed by a comma with
// the main verb behind it; `last` when nothing follows it.
uint32_t VerbReader::EndOfRelative(uint32_t pronoun, uint32_t last) const {
  for (uint32_t i = pronoun + 2; i + 1 < last; ++i) {
    if (syntax_.Is(i, ",") && HasFinite({pronoun, i}) &&
        HasFinite({i + 1, std::min(last, i + 4)})) {
      return i;
    }
  }
  return last;
}

// Whether the words between two commas, from `first`, have a subject and a
// finite verb: what the main clause has that follows a subordinate one.
bool VerbReader::IsMainClauseAt(uint32_t first, uint32_t last) const {
  const Token& lead = syntax_[first];
  if (lead.pos == Pos::kCconj || lead.pos == Pos::kSconj ||
      lead.pos == Pos::kVerb || lead.pos == Pos::kAux ||
      lead.lower == "which" || lead.lower == "who" || lead.lower == "whose" ||
      lead.lower == "where" || lead.lower == "whom") {
    return false;
  }
  for (uint32_t i = first; i < last; ++i) {
    if (syntax_.Is(i, ",") || syntax_.QuoteOf(i) >= 0) return false;
    if (syntax_.Is(i, "who") || syntax_.Is(i, "which")) return false;
    if (IsFinite(i)) return true;
  }
  return false;
}

// Where the clause that the verb stands in is over, and with it what it
// reports: "While Kyiv said the town was held, | others feared that it was
// lost", "Smith, who said he was ill, | left the room".
uint32_t VerbReader::MainClauseAfter(TokenRange clause) const {
  constexpr uint32_t kOpening = 2;
  const Token& lead = syntax_[sentence_.first];
  bool subordinate = false;
  if (verb_ > sentence_.first && lead.pos == Pos::kSconj &&
      !syntax_.Is(sentence_.first, "if")) {
    const uint32_t subject = source_.head >= 0 ? source_.tokens.first : verb_;
    subordinate = subject <= sentence_.first + kOpening ||
                  syntax_[verb_].rel == Rel::kAdvcl;
  }
  const bool relative = source_.head >= 0 &&
                        source_.tokens.first > sentence_.first + 1 &&
                        (syntax_.Is(source_.tokens.first, "who") ||
                         syntax_.Is(source_.tokens.first, "which")) &&
                        syntax_.Is(source_.tokens.first - 1, ",");
  if (!subordinate && !relative) return clause.last;
  const int32_t own = syntax_.QuoteOf(verb_);
  bool finite = false;
  for (uint32_t i = clause.first; i + 2 < clause.last; ++i) {
    finite = finite || IsFinite(i);
    // A comma may stand inside the marks that it closes.
    uint32_t next = i + 1;
    if (!finite || !syntax_.Is(i, ",")) continue;
    if (syntax_.QuoteOf(i) >= 0 && syntax_.QuoteOf(i) != own) {
      if (!syntax_.IsQuoteMark(next)) continue;
      ++next;
    }
    if (next >= clause.last) break;
    if (relative &&
        (IsFinite(next) || (syntax_[next].pos == Pos::kAdv &&
                            next + 1 < clause.last && IsFinite(next + 1)))) {
      return next;
    }
    if (subordinate && IsMainClauseAt(next, clause.last)) return next;
  }
  return clause.last;
}

// A reported clause without the relative clause or apposition that closes it
// (", which ...", ", a plan ..."), without what a semicolon or a further
// reporting verb begins: the outlet's own words as often as the source's.
TokenRange VerbReader::CutClauseTail(TokenRange clause) const {
  clause.last = MainClauseAfter(clause);
  bool finite = false;
  int32_t last_comma = -1;
  const int32_t own = syntax_.QuoteOf(verb_);
  for (uint32_t i = clause.first; i + 1 < clause.last; ++i) {
    finite = finite || IsFinite(i);
    const int32_t quote = syntax_.QuoteOf(i);
    if (!finite || (quote >= 0 && quote != own)) continue;
    const Token& next = syntax_[i + 1];
    if (syntax_.Is(i, ",")) {
      // ", while Kyiv held on": the outlet sets one against the other.
      if ((next.lower == "while" || next.lower == "whereas") &&
          HasFinite({i + 2, clause.last})) {
        return syntax_.Trim({clause.first, i});
      }
      if (next.lower == "which" || next.lower == "who" ||
          next.lower == "whose" || next.lower == "where") {
        const uint32_t close = EndOfRelative(i + 1, clause.last);
        if (close >= clause.last) return syntax_.Trim({clause.first, i});
        i = close;
        last_comma = -1;
        continue;
      }
      last_comma = static_cast<int32_t>(i);
    } else if (syntax_.Is(i, ";")) {
      return syntax_.Trim({clause.first, i});
    } else if (syntax_[i].pos == Pos::kCconj &&
               ((next.pos == Pos::kVerb && (next.features & kPast) != 0) ||
                (next.lower == "did" && syntax_.Is(i + 2, "not")))) {
      // "but insisted", "but did not say"
      const uint32_t verb = next.pos == Pos::kVerb ? i + 1 : i + 3;
      if (verb >= clause.last) continue;
      const CueEntry* entry = context_.lexicon.Verb(syntax_[verb].lemma);
      if (entry != nullptr && entry->cue_class == CueClass::kReporting) {
        return syntax_.Trim({clause.first, i});
      }
    }
  }
  if (last_comma > 0 &&
      (syntax_.Is(static_cast<uint32_t>(last_comma) + 1, "a") ||
       syntax_.Is(static_cast<uint32_t>(last_comma) + 1, "an"))) {
    return syntax_.Trim({clause.first, static_cast<uint32_t>(last_comma)});
  }
  return clause;
}

}  // namespace parallax::ingest::domain::extract::attribution
