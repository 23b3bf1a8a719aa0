#include "services/ingest/domain/extract/quantity/not_counts.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/ingest/domain/extract/quantity/quantity.h"

namespace parallax::ingest::domain::extract {
namespace {

constexpr absl::string_view kMonths[] = {
    "january", "february",  "march",   "april",    "may",      "june", "july",
    "august",  "september", "october", "november", "december", "jan",  "feb",
    "mar",     "apr",       "jun",     "jul",      "aug",      "sept", "sep",
    "oct",     "nov",       "dec",     "jan.",     "feb.",     "mar.", "apr.",
    "aug.",    "sept.",     "sep.",    "oct.",     "nov.",     "dec."};

bool IsMonth(absl::string_view lower) {
  return std::find(std::begin(kMonths), std::end(kMonths), lower) !=
         std::end(kMonths);
}

// Nouns after "19th", "22nd" or a plain number that make a name of it.
constexpr absl::string_view kDesignated[] = {
    "brigade", "division", "regiment", "battalion", "corps", "army"};

bool IsDayOfMonth(absl::string_view word) {
  const std::optional<double> number = ParseDigits(word);
  return number && *number >= 1 && *number <= 31 && word.size() <= 2;
}

// "13 and 14 September", "September 13 and 14": the token after the pair when
// the number [at, next) is a day of one; 0 when it is none.
uint32_t EndOfDayPair(const TokenWindow& in, uint32_t at, uint32_t next) {
  const auto joins = [&](uint32_t i) {
    return in.Is(i, "and") || in.Is(i, "or") || in.Is(i, "to") ||
           in.Is(i, "-") || in.Is(i, "–");
  };
  if (!IsDayOfMonth(in.Tok(at).lower)) return 0;
  if (next + 2 < in.last && joins(next) &&
      IsDayOfMonth(in.Tok(next + 1).lower) && IsMonth(in.Tok(next + 2).lower)) {
    return next + 3;
  }
  if (at >= in.first + 3 && joins(at - 1) &&
      IsDayOfMonth(in.Tok(at - 2).lower) && IsMonth(in.Tok(at - 3).lower)) {
    return next;
  }
  return 0;
}

NotCount Part(const ParsedNumber& number, QuantityRole role, uint32_t last) {
  return NotCount{role, std::max(number.last, last)};
}

// "On the same day 11 people", not "on day 11 rebels".
bool IsDayOfTheirs(const TokenWindow& in, uint32_t at) {
  if (at < in.first + 2 || !in.PersonAfter(at + 1)) return false;
  const Pos before = in.Tok(at - 2).pos;
  return before == Pos::kDet || before == Pos::kAdj;
}

// "$300", "13 September", "resolution 2254": by the word before it.
std::optional<NotCount> ByWordBefore(const TokenWindow& in, uint32_t at,
                                     const ParsedNumber& number) {
  if (at == in.first) return std::nullopt;
  const uint32_t next = number.last;
  const absl::string_view before = in.Tok(at - 1).lower;
  if (before == "$" || before == "€" || before == "£" || before == "us$" ||
      before == "eur" || before == "usd") {
    return Part(number, QuantityRole::kMoney, next);
  }
  if (IsMonth(before)) return Part(number, QuantityRole::kDate, next);
  if ((before == "-" || before == "‑") && at >= in.first + 2 &&
      in.Glued(at - 1, at) && in.IsAlpha(at - 2) && in.Glued(at - 2, at - 1)) {
    return Part(number, QuantityRole::kDesignation, next);
  }
  if (before == "no." || before == "no" || before == "number" ||
      before == "page" || before == "point" || before == "chapter" ||
      before == "article" || before == "resolution" ||
      (before == "day" && !IsDayOfTheirs(in, at)) || before == "phase" ||
      before == "#") {
    return Part(number, QuantityRole::kDesignation, next);
  }
  if (before == ":" && in.Glued(at - 1, at)) {
    return Part(number, QuantityRole::kClock, next);
  }
  return std::nullopt;
}

// "10:30", "13 September 2022", "2020"
std::optional<NotCount> ClockOrDate(const TokenWindow& in, uint32_t at,
                                    const ParsedNumber& number) {
  const uint32_t next = number.last;
  const absl::string_view lower = in.Tok(at).lower;
  if (in.Is(next, ":") && in.Glued(next - 1, next) && next + 1 < in.last &&
      ParseDigits(in.Tok(next + 1).lower).has_value() &&
      in.Glued(next, next + 1)) {
    return Part(number, QuantityRole::kClock, next + 2);
  }
  if (next < in.last && (IsMonth(in.Tok(next).lower) ||
                         (in.Is(next, "of") && next + 1 < in.last &&
                          IsMonth(in.Tok(next + 1).lower)))) {
    return Part(number, QuantityRole::kDate, next + 1);
  }
  if (const uint32_t end = EndOfDayPair(in, at, next); end != 0) {
    return Part(number, QuantityRole::kDate, end);
  }
  const bool plain_year = lower.size() == 4 && !absl::StrContains(lower, ',') &&
                          number.value >= 1900 && number.value <= 2099;
  if (plain_year && number.last == at + 1) {
    const bool counted =
        next < in.last &&
        in.lexicons.person(in.words[next].lemma) != PersonClass::kNone &&
        in.Tok(next).pos == Pos::kNoun && at > in.first &&
        !in.Is(at - 1, "in") && !in.Is(at - 1, "since") && !in.Is(at - 1, "of");
    if (!counted) return Part(number, QuantityRole::kYear, next);
  }
  if (lower.size() == 2 && in.Is(at - 1, "/")) {
    return Part(number, QuantityRole::kDate, next);
  }
  if (in.Is(next, "/") && in.Glued(next - 1, next) && next + 1 < in.last &&
      absl::ascii_isdigit(in.text.text[in.Tok(next + 1).begin])) {
    return Part(number, QuantityRole::kDate, next + 2);
  }
  return std::nullopt;
}

// "the boy", "a farmer": a noun for a single person.
bool IsOnePerson(const TokenWindow& in, uint32_t at) {
  return in.Tok(at).pos == Pos::kNoun && (in.Tok(at).features & kPlural) == 0 &&
         in.words[at].lower == in.words[at].lemma &&
         in.lexicons.person(in.words[at].lemma) != PersonClass::kNone &&
         !in.lexicons.IsIn(WordList::kCollective, in.words[at].lemma);
}

std::optional<NotCount> Age(const TokenWindow& in, uint32_t at,
                            const ParsedNumber& number) {
  const uint32_t next = number.last;
  if (at > in.first && (in.Is(at - 1, "aged") || in.Is(at - 1, "age"))) {
    return Part(number, QuantityRole::kAge, next);
  }
  // "a few of them not yet five"
  if (at >= in.first + 2 && in.Is(at - 1, "yet") && in.Is(at - 2, "not")) {
    return Part(number, QuantityRole::kAge, next);
  }
  // "who is 84,"
  if (at >= in.first + 2 && in.Is(at - 2, "who") &&
      (in.Is(at - 1, "is") || in.Is(at - 1, "was")) &&
      (next >= in.last || in.Tok(next).pos == Pos::kPunct)) {
    return Part(number, QuantityRole::kAge, next);
  }
  // "boy of 16", "woman of 61"
  if (at >= in.first + 2 && in.Is(at - 1, "of") && !in.Is(next, "of")) {
    const uint32_t noun = in.words[at - 2].lower;
    const uint32_t lemma = in.words[at - 2].lemma;
    const PersonClass person = in.lexicons.person(lemma);
    const bool ends = next >= in.last || in.Tok(next).pos == Pos::kPunct ||
                      in.Tok(next).pos == Pos::kVerb ||
                      in.Tok(next).pos == Pos::kAux ||
                      in.Tok(next).pos == Pos::kCconj || in.Is(next, "who") ||
                      in.Tok(next).pos == Pos::kAdp;
    if (person == PersonClass::kCivilian || person == PersonClass::kPerson) {
      if (ends && noun == lemma && number.value < 110 &&
          !in.lexicons.IsIn(WordList::kCollective, lemma)) {
        return Part(number, QuantityRole::kAge, next);
      }
    }
  }
  // "Oleksandr, 52," and "the boy, 10, and"; not "on Tuesday, 52."
  if (at > in.first + 1 && in.Is(at - 1, ",") && number.value < 110 &&
      (next >= in.last || in.Is(next, ",") || in.Is(next, ".") ||
       in.Is(next, ")"))) {
    const Token& before = in.Tok(at - 2);
    const bool name = before.pos == Pos::kPropn &&
                      !absl::EndsWith(before.lower, "day") &&
                      !in.Is(next + 1, "and");
    if (name || IsOnePerson(in, at - 2)) {
      return Part(number, QuantityRole::kAge, next);
    }
  }
  return std::nullopt;
}

// "10 days", "40 %", "152-mm", "93 brigade"
std::optional<NotCount> ByUnit(const TokenWindow& in, uint32_t at,
                               const ParsedNumber& number) {
  const uint32_t next = number.last;
  uint32_t unit = next;
  const bool hyphen = in.Is(unit, "-") && in.Glued(unit - 1, unit);
  if (hyphen) ++unit;
  if (unit < in.last) {
    if (in.Is(unit, "year") || in.Is(unit, "month") || in.Is(unit, "week") ||
        in.Is(unit, "day")) {
      if ((in.Is(unit + 1, "-") && in.Is(unit + 2, "old")) ||
          in.Is(unit + 1, "old")) {
        return Part(number, QuantityRole::kAge,
                    in.Is(unit + 1, "old") ? unit + 2 : unit + 3);
      }
    }
    if (in.Is(unit, "years") && in.Is(unit + 1, "old")) {
      return Part(number, QuantityRole::kAge, unit + 2);
    }
    if (in.Is(unit, "%")) return Part(number, QuantityRole::kPercent, unit + 1);
    QuantityRole role = in.lexicons.unit(in.words[unit].lower);
    if (role == QuantityRole::kCount) {
      role = in.lexicons.unit(in.words[unit].lemma);
    }
    if (role == QuantityRole::kOrdinal) {
      if (in.Glued(unit - 1, unit)) return Part(number, role, unit + 1);
      role = QuantityRole::kCount;
    }
    if (role == QuantityRole::kPercent && in.Is(unit, "per") &&
        !in.Is(unit + 1, "cent")) {
      role = QuantityRole::kCount;
    }
    if (in.Is(unit, "second") && in.Tok(unit).pos == Pos::kAdj) {
      role = QuantityRole::kCount;
    }
    if (role != QuantityRole::kCount) return Part(number, role, unit + 1);
    // "93 brigade", not "11 brigade members".
    const bool of_unit = unit + 1 < in.last &&
                         in.Tok(unit + 1).pos == Pos::kNoun &&
                         (in.Tok(unit + 1).features & kPlural) != 0;
    for (const absl::string_view name : kDesignated) {
      if (in.Is(unit, name) && number.digits && !of_unit) {
        return Part(number, QuantityRole::kDesignation, unit + 1);
      }
    }
  }
  return std::nullopt;
}

std::optional<NotCount> Score(const TokenWindow& in, uint32_t at,
                              const ParsedNumber& number) {
  const uint32_t next = number.last;
  if (in.Is(next, "-") && next + 1 < in.last && number.digits &&
      ParseDigits(in.Tok(next + 1).lower).has_value() && number.value < 20 &&
      at > in.first &&
      (in.Is(at - 1, "won") || in.Is(at - 1, "lost") ||
       in.Is(at - 1, "voted"))) {
    return Part(number, QuantityRole::kScore, next + 2);
  }
  return std::nullopt;
}

}  // namespace

std::optional<NotCount> ReadNotCount(const TokenWindow& in, uint32_t at,
                                     const ParsedNumber& number) {
  if (number.digits) {
    if (absl::StrContains(in.Tok(at).lower, ':')) {
      return Part(number, QuantityRole::kClock, number.last);
    }
    for (const auto read : {ByWordBefore, ClockOrDate}) {
      if (const auto found = read(in, at, number)) return found;
    }
  }
  for (const auto read : {Age, ByUnit, Score}) {
    if (const auto found = read(in, at, number)) return found;
  }
  return std::nullopt;
}

}  // namespace parallax::ingest::domain::extract
