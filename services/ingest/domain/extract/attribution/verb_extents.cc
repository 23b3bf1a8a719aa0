// How far an object reaches, and what is only circumstance.
#include <algorithm>

#include "services/ingest/domain/extract/attribution/verb_reader.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

bool IsAdjunctPreposition(absl::string_view lower) {
  return lower == "on" || lower == "in" || lower == "at" || lower == "during" ||
         lower == "after" || lower == "before" || lower == "since" ||
         lower == "until" || lower == "via" || lower == "by" ||
         lower == "following" || lower == "through" || lower == "amid" ||
         lower == "despite" || lower == "according" || lower == "from" ||
         lower == "while" || lower == "ahead";
}

}  // namespace

bool VerbReader::IsAdjunctPhrase(uint32_t noun) const {
  const Token& token = syntax_[noun];
  if (token.rel == Rel::kOblTmod) return true;
  const absl::string_view preposition = syntax_.Preposition(noun);
  if (preposition.empty()) {
    return (context_.lexicon.Flags(token.lower) & kTimeNoun) != 0;
  }
  return IsAdjunctPreposition(preposition);
}

// Whether an aside or a further clause begins at the break `token`: what
// annotators no longer count as the thing announced, wanted or denied.
bool VerbReader::BeginsAside(uint32_t token, uint32_t last) const {
  const absl::string_view lower = syntax_[token].lower;
  if (syntax_.QuoteOf(token) >= 0) return false;
  if (lower == "-" || lower == "--" || lower == "\xE2\x80\x94" ||
      lower == "\xE2\x80\x93" || lower == ";") {
    // A hyphen inside a word is no dash.
    const Token& dash = syntax_[token];
    return token > 0 && syntax_[token - 1].end < dash.begin;
  }
  if (lower != "," || token + 1 >= last) return false;
  const Token& next = syntax_[token + 1];
  const absl::string_view word = next.lower;
  return next.pos == Pos::kSconj || word == "who" || word == "which" ||
         word == "where" || word == "whose" || word == "but" ||
         word == "while" || word == "although" || word == "though" ||
         word == "as" || word == "because" || word == "since" ||
         word == "after" || word == "when" || word == "with" ||
         word == "despite" || word == "including" ||
         (next.features & kGerund) != 0 ||
         (next.pos == Pos::kPron && syntax_.Is(token + 2, "said"));
}

TokenRange VerbReader::CutAside(TokenRange range) const {
  for (uint32_t i = range.first + 1; i < range.last; ++i) {
    if (BeginsAside(i, range.last)) {
      range.last = i;
      break;
    }
  }
  return range;
}

// The preposition at `token` leads to a time or a channel: "on Monday", "in a
// statement".
bool VerbReader::IsAdjunctAt(uint32_t token) const {
  const absl::string_view lower = syntax_[token].lower;
  if (lower == "during" || lower == "amid" || lower == "since" ||
      lower == "until" || lower == "following" || lower == "according" ||
      lower == "while" || lower == "via") {
    return true;
  }
  const uint32_t limit = std::min(sentence_.last, token + 5);
  for (uint32_t i = token + 1; i < limit; ++i) {
    const Token& word = syntax_[i];
    const uint32_t flags = context_.lexicon.Flags(word.lower);
    if ((flags & kTimeNoun) != 0) return true;
    if ((flags & kChannel) != 0 &&
        (lower == "in" || lower == "on" || lower == "at")) {
      return true;
    }
    if (word.pos != Pos::kDet && word.pos != Pos::kAdj &&
        word.pos != Pos::kNum && word.pos != Pos::kPropn) {
      break;
    }
  }
  return false;
}

// End of what the object takes in: dependents that the parser hung on the verb
// and prepositions that it cut off, up to an adjunct.
uint32_t VerbReader::ThatClauseEnd(uint32_t that) const {
  uint32_t end = that + 1;
  while (end < sentence_.last &&
         !(syntax_.IsPunct(end) && !syntax_.IsQuoteMark(end) &&
           syntax_.QuoteOf(end) < 0 && !syntax_.Is(end, "-") &&
           !syntax_.Is(end, "'"))) {
    ++end;
  }
  return end;
}

// `range` without the time and circumstances that the parser hung on its noun:
// "endorsed him [in late May]", "met them [while campaigning]".
TokenRange VerbReader::CutCircumstance(TokenRange range, uint32_t head) const {
  for (uint32_t i = std::max(head, range.first) + 1; i < range.last; ++i) {
    if (syntax_.QuoteOf(i) >= 0) continue;
    const Token& token = syntax_[i];
    const absl::string_view lower = token.lower;
    const bool time = (context_.lexicon.Flags(lower) & kTimeNoun) != 0 &&
                      token.pos == Pos::kPropn && token.rel != Rel::kCompound;
    const bool circumstance =
        (token.pos == Pos::kAdp && lower != "of" && lower != "for" &&
         IsAdjunctAt(i)) ||
        lower == "while" || (lower == "after" && token.pos != Pos::kAdv) ||
        (token.pos == Pos::kSconj && (lower == "when" || lower == "as"));
    if (time || circumstance) {
      range.last = i;
      break;
    }
  }
  return range;
}

// "claimed responsibility for the attack, in which 11 died": what a comma sets
// off is told by whoever tells of the claim.
TokenRange VerbReader::CutRelative(TokenRange object) const {
  const int32_t own = syntax_.QuoteOf(verb_);
  for (uint32_t i = object.first + 1; i + 2 < object.last; ++i) {
    if (!syntax_.Is(i, ",") || syntax_.QuoteOf(i) != own) continue;
    const uint32_t word = syntax_[i + 1].pos == Pos::kAdp ? i + 2 : i + 1;
    if (!syntax_.Is(word, "which") && !syntax_.Is(word, "whom") &&
        !syntax_.Is(word, "who") && !syntax_.Is(word, "whose") &&
        !syntax_.Is(word, "where")) {
      continue;
    }
    // "the death of a colonel, who led the brigade, and 12 soldiers" goes on.
    for (uint32_t k = word; k < object.last; ++k) {
      if (syntax_.Is(k, ",")) return object;
    }
    return syntax_.Trim({object.first, i});
  }
  return object;
}

// Whether a circumstance of the act follows a name or a pronoun: "thanked them
// | at a rally", "backed Moss | in the vote".
bool VerbReader::MeetsCircumstance(uint32_t object) const {
  const Pos pos = syntax_[object].pos;
  const uint32_t next = object + 1;
  if ((pos != Pos::kPron && pos != Pos::kPropn) || next >= sentence_.last ||
      syntax_[next].pos != Pos::kAdp) {
    return false;
  }
  const absl::string_view lower = syntax_[next].lower;
  return lower == "at" || lower == "in" || lower == "on" || lower == "during" ||
         lower == "after" || lower == "before";
}

// "her | plan for the port", "the bread- | and-butter issues", "racist | and
// inaccurate charts": the noun phrase goes on where the parser ended it.
bool VerbReader::ContinuesNoun(uint32_t token) const {
  if (token <= verb_ + 1 || token >= sentence_.last) return false;
  const Token& next = syntax_[token];
  if ((context_.lexicon.Flags(next.lower) & kTimeNoun) != 0) return false;
  if (next.lower == "'s" || next.lower == "\xE2\x80\x99s" ||
      (next.lower == "-" && syntax_[token - 1].end == next.begin)) {
    return true;
  }
  if (next.pos == Pos::kNoun || next.pos == Pos::kPropn ||
      next.pos == Pos::kNum || next.pos == Pos::kAdj) {
    return true;
  }
  if (next.pos != Pos::kCconj || token + 1 >= sentence_.last ||
      syntax_.Is(token, "but")) {
    return false;
  }
  // No clause of its own behind the conjunction.
  constexpr uint32_t kReach = 20;
  const uint32_t limit = std::min(sentence_.last, token + kReach);
  for (uint32_t i = token + 1; i < limit; ++i) {
    if (syntax_[i].pos == Pos::kVerb || syntax_[i].pos == Pos::kAux ||
        syntax_.QuoteOf(i) >= 0) {
      return false;
    }
    if (syntax_.IsPunct(i) && !syntax_.Is(i, "-")) break;
  }
  return true;
}

// End of a list that the parser broke off at a comma: "thanked his parents, |
// his wife and his sons". Neither an apposition ("a plan, a bill of ...") nor a
// clause is one.
uint32_t VerbReader::ListEnd(uint32_t end) const {
  constexpr uint32_t kReach = 30;
  if (end + 1 >= sentence_.last || !syntax_.Is(end, ",")) return end;
  const Token& lead = syntax_[end + 1];
  const absl::string_view lower = lead.lower;
  if (lead.pos != Pos::kNoun && lead.pos != Pos::kAdj && lower != "the" &&
      lower != "his" && lower != "her" && lower != "its" && lower != "their") {
    return end;
  }
  if ((context_.lexicon.Flags(lower) & kTimeNoun) != 0) return end;
  bool joined = false;
  const uint32_t limit = std::min(sentence_.last, end + kReach);
  uint32_t i = end + 1;
  for (; i < limit; ++i) {
    const Token& token = syntax_[i];
    if (token.pos == Pos::kVerb || token.pos == Pos::kAux ||
        syntax_.QuoteOf(i) >= 0) {
      return end;
    }
    joined = joined || syntax_.Is(i, "and") || syntax_.Is(i, "or");
    if (syntax_.IsPunct(i) && !syntax_.Is(i, ",") && !syntax_.Is(i, "-")) break;
  }
  return joined && i < limit ? i : end;
}

uint32_t VerbReader::ObjectEnd(uint32_t from) const {
  uint32_t end = from;
  for (uint32_t child : syntax_.Children(verb_)) {
    const TokenRange range = syntax_.Yield(child);
    if (child < verb_ || range.first < from) continue;
    const Token& token = syntax_[child];
    if (range.first > end + 1) break;
    if (token.rel == Rel::kObl || token.rel == Rel::kNmod) {
      if (IsAdjunctPhrase(child)) break;
      end = std::max(end, range.last);
    } else if (token.rel == Rel::kXcomp ||
               (token.rel == Rel::kAdvcl && !syntax_.Is(range.first, ",") &&
                syntax_.IsToInfinitive(child)) ||
               (token.rel == Rel::kAdvcl && syntax_.HasMark(child, "for"))) {
      end = std::max(end, range.last);
    } else if (token.rel == Rel::kAdvmod || token.rel == Rel::kCompoundPrt) {
      continue;
    } else {
      break;
    }
  }
  while (end < sentence_.last) {
    const Token& token = syntax_[end];
    if (token.pos == Pos::kAdp) {
      if (IsAdjunctAt(end) || syntax_.Is(end, "by")) break;
    } else if (token.pos == Pos::kPart) {
      if (token.lower != "to" && !ContinuesNoun(end)) break;
    } else if (syntax_.Is(end, "that")) {
      // "the accusation that": a clause, to its end.
      end = ThatClauseEnd(end);
      break;
    } else if (ContinuesNoun(end)) {
      // Goes on below.
    } else if (token.pos != Pos::kVerb ||
               (token.features & (kGerund | kParticiple)) == 0 ||
               (token.features & kFinite) != 0) {
      break;
    }
    // To the end of what the word introduces.
    uint32_t next = end + 1;
    while (next < sentence_.last && syntax_[next].pos != Pos::kAdp &&
           syntax_[next].pos != Pos::kPart &&
           syntax_[next].pos != Pos::kSconj &&
           syntax_[next].pos != Pos::kCconj &&
           !(syntax_.IsPunct(next) && !syntax_.IsQuoteMark(next) &&
             syntax_.QuoteOf(next) < 0 && !syntax_.Is(next, "-"))) {
      if ((context_.lexicon.Flags(syntax_[next].lower) & kTimeNoun) != 0) {
        break;
      }
      ++next;
    }
    if (next == end + 1) break;
    end = next;
  }
  return ListEnd(end);
}

}  // namespace parallax::ingest::domain::extract::attribution
