#include <algorithm>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/ingest/domain/extract/quantity/number_parser.h"
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

class Finder {
 public:
  Finder(const AnalyzedText& text, absl::Span<const WordIds> words,
         const Lexicons& lexicons, uint32_t first, uint32_t last,
         std::vector<Quantity>& out)
      : text_(text),
        words_(words),
        lexicons_(lexicons),
        first_(first),
        last_(last),
        out_(out),
        begin_(out.size()) {}

  void Run() {
    uint32_t at = first_;
    while (at < last_) {
      const uint32_t next = Take(at);
      at = next > at ? next : at + 1;
    }
    Sums();
  }

  static bool IsDayOfMonth(absl::string_view word) {
    const std::optional<double> number = ParseDigits(word);
    return number && *number >= 1 && *number <= 31 && word.size() <= 2;
  }

  // "13 and 14 September", "September 13 and 14": the token after the pair when
  // the number [at, next) is a day of one; 0 when it is none.
  uint32_t EndOfDayPair(uint32_t at, uint32_t next) const {
    const auto joins = [&](uint32_t i) {
      return Is(i, "and") || Is(i, "or") || Is(i, "to") || Is(i, "-") ||
             Is(i, "–");
    };
    if (!IsDayOfMonth(Tok(at).lower)) return 0;
    if (next + 2 < last_ && joins(next) && IsDayOfMonth(Tok(next + 1).lower) &&
        IsMonth(Tok(next + 2).lower)) {
      return next + 3;
    }
    if (at >= first_ + 3 && joins(at - 1) && IsDayOfMonth(Tok(at - 2).lower) &&
        IsMonth(Tok(at - 3).lower)) {
      return next;
    }
    return 0;
  }

 private:
  const Token& Tok(uint32_t i) const { return text_.tokens[i]; }
  bool Is(uint32_t i, absl::string_view word) const {
    return i < last_ && i >= first_ && Tok(i).lower == word;
  }
  bool Alpha(uint32_t i) const {
    return i < last_ && absl::ascii_isalpha(text_.text[Tok(i).begin]);
  }
  bool Capital(uint32_t i) const {
    return i < last_ && absl::ascii_isupper(text_.text[Tok(i).begin]);
  }
  bool Glued(uint32_t left, uint32_t right) const {
    return right < last_ && left >= first_ && Tok(left).end == Tok(right).begin;
  }

  // Reads what starts at `at`; returns one past it, or `at`.
  uint32_t Take(uint32_t at) {
    if (const uint32_t next = TakeNone(at)) return next;
    if (Is(at, "between") || Is(at, "from")) {
      if (const uint32_t next = TakeBetween(at)) return next;
    }
    const auto number = ParseNumber(text_, words_, lexicons_, at, last_);
    if (number.has_value()) return TakeNumber(at, *number);
    const bool bounds = at > first_ && Is(at - 1, "as") && Is(at + 1, "as");
    if ((Is(at, "many") && !bounds) || Is(at, "numerous") ||
        Is(at, "countless")) {
      Quantity q = Bare(at, at + 1);
      q.form = QuantityForm::kMany;
      Finish(q);
      return at + 1;
    }
    if (Is(at, "a") || Is(at, "an") || Is(at, "another"))
      return TakeArticle(at);
    return at;
  }

  Quantity Bare(uint32_t first, uint32_t last) const {
    Quantity q;
    q.first = q.core = first;
    q.last = q.core_last = last;
    return q;
  }

  // "no", "none", "nobody", "not one", "not a single"
  uint32_t TakeNone(uint32_t at) {
    uint32_t last = 0;
    const bool no = Is(at, "no") && !Is(at + 1, ".") && !Is(at + 1, "longer") &&
                    !Is(at + 1, "one") && !Is(at + 1, "fewer") &&
                    !Is(at + 1, "less") && !Is(at + 1, "more") &&
                    !Is(at + 1, ",");
    if (no || Is(at, "none") || Is(at, "nobody")) {
      last = at + 1;
    } else if (Is(at, "no") && Is(at + 1, "one")) {
      last = at + 2;
    } else if (Is(at, "not") && (Is(at + 1, "one") || Is(at + 1, "a"))) {
      last = at + 2;
      if (Is(last, "single")) ++last;
      if (Is(at + 1, "a") && last == at + 2) return 0;
    } else if (Is(at, "neither")) {
      return 0;
    }
    if (last == 0) return 0;
    Quantity q = Bare(at, last);
    q.form = QuantityForm::kNone;
    q.count = Count{0, 0, CountBound::kExact};
    Finish(q);
    return last;
  }

  // "between 20 and 30"; "from 10 to 13" is two numbers, a change.
  uint32_t TakeBetween(uint32_t at) {
    if (!Is(at, "between")) return 0;
    const auto low = ParseNumber(text_, words_, lexicons_, at + 1, last_);
    if (!low.has_value() || !(Is(low->last, "and") || Is(low->last, "to"))) {
      return 0;
    }
    const auto high =
        ParseNumber(text_, words_, lexicons_, low->last + 1, last_);
    if (!high.has_value()) return 0;
    Quantity q = Bare(at, high->last);
    q.core = at + 1;
    q.count = Range(low->value, high->value);
    q.value = low->value;
    return FinishNumber(q, *high);
  }

  static int64_t Clamp(double value) {
    return value >= static_cast<double>(kMaxCount)
               ? kMaxCount
               : static_cast<int64_t>(std::llround(value));
  }

  static Count Range(double low, double high) {
    if (high < low) std::swap(low, high);
    return Count{Clamp(low), Clamp(high), CountBound::kAbout};
  }

  uint32_t TakeNumber(uint32_t at, const ParsedNumber& number) {
    Quantity q = Bare(at, number.last);
    q.value = number.value;
    ParsedNumber last = number;
    if (const uint32_t skip = NotCount(at, number, q)) return skip;
    // "10,000 to 13,000", "100,000-120,000", "two or three"
    bool range = false;
    const bool joined = Is(number.last, "to") || Is(number.last, "or") ||
                        Is(number.last, "-") || Is(number.last, "–") ||
                        Is(number.last, "—");
    const bool change = at > first_ && (Is(at - 1, "from"));
    if (joined && !change) {
      const auto high =
          ParseNumber(text_, words_, lexicons_, number.last + 1, last_);
      if (high.has_value() && high->value > number.value &&
          high->value <= number.value * 10.0 + 10.0 &&
          !(Is(number.last, "—") && !Glued(number.last, number.last + 1))) {
        q.count = Range(number.value, high->value);
        q.last = q.core_last = high->last;
        last = *high;
        range = true;
      }
    }
    if (!range) {
      q.count =
          Count{Clamp(number.value), Clamp(number.value), CountBound::kExact};
      if (number.vague) {
        q.count.max.reset();
        q.count.bound = CountBound::kAbout;
        q.form = QuantityForm::kVague;
      } else if (number.pair) {
        q.form = QuantityForm::kPair;
      }
    }
    return FinishNumber(q, last);
  }

  // Applies the bound words around it, finds what it counts.
  uint32_t FinishNumber(Quantity q, const ParsedNumber& last) {
    const bool range = q.count.min != q.count.max && q.count.max.has_value();
    bool post_about = false;
    for (uint32_t width = 4; width >= 1; --width) {
      if (q.core < first_ + width) continue;
      const uint32_t from = q.core - width;
      const auto match = lexicons_.bounds().LongestForm(
          absl::MakeConstSpan(&words_[from], width));
      if (match.length != width) continue;
      const BoundEntry* entry = Entry(match, false);
      if (entry == nullptr) continue;
      if (!Overlaps(from)) {
        q.first = std::min(q.first, from);
        ApplyBound(*entry, range, q);
      }
      break;
    }
    if (q.last < last_) {
      const uint32_t width = std::min<uint32_t>(4, last_ - q.last);
      const auto match = lexicons_.bounds().LongestForm(
          absl::MakeConstSpan(&words_[q.last], width));
      const BoundEntry* entry = match.length > 0 ? Entry(match, true) : nullptr;
      if (entry != nullptr) {
        q.last += match.length;
        ApplyBound(*entry, range, q);
        post_about = true;
      }
    }
    if (!post_about && last.digits && q.core_last == q.core + 1 &&
        absl::EndsWith(Tok(q.core).lower, "+")) {
      ApplyBound(BoundEntry{false, BoundWord::kAtLeast}, range, q);
    }
    Finish(q);
    return q.last;
  }

  // The bound words must not belong to the number before.
  bool Overlaps(uint32_t from) const {
    return out_.size() > begin_ && out_.back().last > from &&
           out_.back().form != QuantityForm::kSum;
  }

  const BoundEntry* Entry(const PhraseTable::Match& match, bool after) const {
    for (const int32_t value : *match.values) {
      const BoundEntry& entry = lexicons_.bound(value);
      if (entry.after == after) return &entry;
    }
    return nullptr;
  }

  static void ApplyBound(const BoundEntry& entry, bool range, Quantity& q) {
    if (!q.count.min.has_value()) return;
    const int64_t low = *q.count.min;
    switch (entry.bound) {
      case BoundWord::kAtLeast:
        q.count.max.reset();
        q.count.bound = CountBound::kAtLeast;
        break;
      case BoundWord::kMoreThan:
        q.count = Count{q.form == QuantityForm::kVague ? low : low + 1,
                        std::nullopt, CountBound::kAtLeast};
        break;
      case BoundWord::kAtMost:
        q.count =
            Count{std::nullopt, range ? q.count.max : low, CountBound::kAtMost};
        break;
      case BoundWord::kFewerThan:
        q.count = Count{std::nullopt, low - 1, CountBound::kAtMost};
        break;
      case BoundWord::kAbout:
        q.count.bound = CountBound::kAbout;
        break;
    }
  }

  // Whether the number at `at` is part of a date, a clock time, an amount of
  // money, an age, a designation...; returns one past it, 0 for a count.
  uint32_t NotCount(uint32_t at, const ParsedNumber& number, Quantity& q) {
    const auto skip = [&](QuantityRole role, uint32_t last) {
      q.role = role;
      q.last = std::max(q.last, last);
      q.core_last = number.last;
      q.count = Count{};
      out_.push_back(q);
      return q.last;
    };
    uint32_t next = number.last;
    const absl::string_view lower = Tok(at).lower;
    if (number.digits) {
      if (absl::StrContains(lower, ':'))
        return skip(QuantityRole::kClock, next);
      if (at > first_) {
        const absl::string_view before = Tok(at - 1).lower;
        if (before == "$" || before == "€" || before == "£" ||
            before == "us$" || before == "eur" || before == "usd") {
          return skip(QuantityRole::kMoney, next);
        }
        if (IsMonth(before)) return skip(QuantityRole::kDate, next);
        if ((before == "-" || before == "‑") && at >= first_ + 2 &&
            Glued(at - 1, at) && Alpha(at - 2) && Glued(at - 2, at - 1)) {
          return skip(QuantityRole::kDesignation, next);
        }
        if (before == "no." || before == "no" || before == "number" ||
            before == "page" || before == "point" || before == "chapter" ||
            before == "article" || before == "resolution" || before == "day" ||
            before == "phase" || before == "#") {
          return skip(QuantityRole::kDesignation, next);
        }
        if (before == ":" && Glued(at - 1, at)) {
          return skip(QuantityRole::kClock, next);
        }
      }
      if (Is(next, ":") && Glued(next - 1, next) && next + 1 < last_ &&
          ParseDigits(Tok(next + 1).lower).has_value() &&
          Glued(next, next + 1)) {
        return skip(QuantityRole::kClock, next + 2);
      }
      if (next < last_ &&
          (IsMonth(Tok(next).lower) || (Is(next, "of") && next + 1 < last_ &&
                                        IsMonth(Tok(next + 1).lower)))) {
        return skip(QuantityRole::kDate, next + 1);
      }
      if (const uint32_t end = EndOfDayPair(at, next); end != 0) {
        return skip(QuantityRole::kDate, end);
      }
      const bool plain_year = lower.size() == 4 &&
                              !absl::StrContains(lower, ',') &&
                              number.value >= 1900 && number.value <= 2099;
      if (plain_year && number.last == at + 1) {
        const bool counted =
            next < last_ &&
            lexicons_.person(words_[next].lemma) != PersonClass::kNone &&
            Tok(next).pos == Pos::kNoun && at > first_ && !Is(at - 1, "in") &&
            !Is(at - 1, "since") && !Is(at - 1, "of");
        if (!counted) return skip(QuantityRole::kYear, next);
      }
      if (lower.size() == 2 && Is(at - 1, "/")) {
        return skip(QuantityRole::kDate, next);
      }
      if (Is(next, "/") && Glued(next - 1, next) && next + 1 < last_ &&
          absl::ascii_isdigit(text_.text[Tok(next + 1).begin])) {
        return skip(QuantityRole::kDate, next + 2);
      }
    }
    if (at > first_ && (Is(at - 1, "aged") || Is(at - 1, "age"))) {
      return skip(QuantityRole::kAge, next);
    }
    // "boy of 16", "woman of 61"
    if (at >= first_ + 2 && Is(at - 1, "of") && !Is(next, "of")) {
      const uint32_t noun = words_[at - 2].lower;
      const uint32_t lemma = words_[at - 2].lemma;
      const PersonClass person = lexicons_.person(lemma);
      const bool ends = next >= last_ || Tok(next).pos == Pos::kPunct ||
                        Tok(next).pos == Pos::kVerb ||
                        Tok(next).pos == Pos::kAux ||
                        Tok(next).pos == Pos::kCconj || Is(next, "who") ||
                        Tok(next).pos == Pos::kAdp;
      if (person == PersonClass::kCivilian || person == PersonClass::kPerson) {
        if (ends && noun == lemma && number.value < 110 &&
            !Is(at - 2, "family") && !Is(at - 2, "staff")) {
          return skip(QuantityRole::kAge, next);
        }
      }
    }
    // "Oleksandr, 52," and "a 31-year-old"; not "on Tuesday, 52."
    if (at > first_ + 1 && Is(at - 1, ",") && number.value < 110 &&
        Tok(at - 2).pos == Pos::kPropn &&
        !absl::EndsWith(Tok(at - 2).lower, "day") &&
        (next >= last_ || Is(next, ",") || Is(next, ".") || Is(next, ")")) &&
        !Is(next + 1, "and")) {
      return skip(QuantityRole::kAge, next);
    }
    uint32_t unit = next;
    const bool hyphen = Is(unit, "-") && Glued(unit - 1, unit);
    if (hyphen) ++unit;
    if (unit < last_) {
      if (Is(unit, "year") || Is(unit, "month") || Is(unit, "week") ||
          Is(unit, "day")) {
        if ((Is(unit + 1, "-") && Is(unit + 2, "old")) || Is(unit + 1, "old")) {
          return skip(QuantityRole::kAge,
                      Is(unit + 1, "old") ? unit + 2 : unit + 3);
        }
      }
      if (Is(unit, "years") && Is(unit + 1, "old")) {
        return skip(QuantityRole::kAge, unit + 2);
      }
      if (Is(unit, "%")) return skip(QuantityRole::kPercent, unit + 1);
      QuantityRole role = lexicons_.unit(words_[unit].lower);
      if (role == QuantityRole::kCount) {
        role = lexicons_.unit(words_[unit].lemma);
      }
      if (role == QuantityRole::kOrdinal) {
        if (Glued(unit - 1, unit)) return skip(role, unit + 1);
        role = QuantityRole::kCount;
      }
      if (role == QuantityRole::kPercent && Is(unit, "per") &&
          !Is(unit + 1, "cent")) {
        role = QuantityRole::kCount;
      }
      if (Is(unit, "second") && Tok(unit).pos == Pos::kAdj) {
        role = QuantityRole::kCount;
      }
      if (role != QuantityRole::kCount) return skip(role, unit + 1);
      // "93 brigade", not "11 brigade members".
      const bool of_unit = unit + 1 < last_ &&
                           Tok(unit + 1).pos == Pos::kNoun &&
                           (Tok(unit + 1).features & kPlural) != 0;
      for (const absl::string_view name : kDesignated) {
        if (Is(unit, name) && number.digits && !of_unit) {
          return skip(QuantityRole::kDesignation, unit + 1);
        }
      }
    }
    // "24km", "152mm", "19th": digits with letters in one token never parse
    // as numbers, so they do not come here.
    if (Is(next, "-") && next + 1 < last_ && number.digits &&
        ParseDigits(Tok(next + 1).lower).has_value() && number.value < 20 &&
        at > first_ &&
        (Is(at - 1, "won") || Is(at - 1, "lost") || Is(at - 1, "voted"))) {
      return skip(QuantityRole::kScore, next + 2);
    }
    return 0;
  }

  // Past the "31-year-old" that starts at `at`; `at` when none does.
  uint32_t PastAge(uint32_t at) const {
    const auto number = ParseNumber(text_, words_, lexicons_, at, last_);
    if (!number.has_value()) return at;
    uint32_t next = number->last;
    for (const absl::string_view word : {"year", "old"}) {
      if (Is(next, "-")) ++next;
      if (!Is(next, word)) return at;
      ++next;
    }
    return next;
  }

  // "a soldier", "another policeman": one, if a person or thing follows. "One
  // killed and another wounded": one more of what was counted before.
  uint32_t TakeArticle(uint32_t at) {
    const int32_t noun = NounAfter(PastAge(at + 1));
    if (noun < 0) {
      if (!Is(at, "another") || Is(at - 1, "one") || out_.size() == begin_) {
        return at;
      }
      Quantity q = Bare(at, at + 1);
      q.count = Count{1, 1, CountBound::kExact};
      q.value = 1.0;
      q.additional = true;
      out_.push_back(q);
      return at + 1;
    }
    const Token& head = Tok(static_cast<uint32_t>(noun));
    if (head.features & kPlural) return at;
    const uint32_t lemma = words_[noun].lemma;
    if (lexicons_.person(lemma) == PersonClass::kNone &&
        lexicons_.object_class(lemma).empty()) {
      return at;
    }
    Quantity q = Bare(at, at + 1);
    q.form = QuantityForm::kArticle;
    q.count = Count{1, 1, CountBound::kExact};
    q.value = 1.0;
    q.additional = Is(at, "another");
    q.noun = noun;
    out_.push_back(q);
    return at + 1;
  }

  // Last noun of the noun group that starts at `at`; -1 when there is none.
  int32_t NounAfter(uint32_t at) const {
    int32_t noun = -1;
    for (uint32_t i = at; i < last_ && i < at + 8; ++i) {
      const Token& token = Tok(i);
      const bool hyphen = token.lower == "-" && Glued(i - 1, i);
      if (token.pos == Pos::kNoun || token.pos == Pos::kPropn) {
        noun = static_cast<int32_t>(i);
      } else if (token.pos == Pos::kAdj || hyphen ||
                 (token.pos == Pos::kNum && noun < 0) ||
                 (token.pos == Pos::kVerb && noun < 0 &&
                  (token.rel == Rel::kAmod || token.rel == Rel::kCompound)) ||
                 (noun < 0 && token.pos == Pos::kAdv && i == at)) {
        if (noun >= 0 && !hyphen && token.pos != Pos::kAdj) break;
        if (noun >= 0 && token.pos == Pos::kAdj && !hyphen) break;
      } else if (token.lower == "'s" && noun >= 0) {
        noun = -1;  // a possessor
      } else if (noun < 0 && (token.pos == Pos::kCconj || token.lower == "\"" ||
                              token.lower == "'")) {
        continue;  // "ethnic and religious groups"
      } else {
        break;
      }
    }
    return noun;
  }

  void Finish(Quantity q) {
    uint32_t at = q.last;
    for (; at < last_; ++at) {
      if (Is(at, "more") || Is(at, "others") || Is(at, "other") ||
          Is(at, "further") || Is(at, "additional")) {
        q.additional = true;
        if (Is(at, "others")) break;
      } else {
        break;
      }
    }
    if (q.first > first_ &&
        (Is(q.first - 1, "another") || Is(q.first - 1, "additional") ||
         Is(q.first - 1, "further"))) {
      q.additional = true;
    }
    if (Is(q.last, "of") ||
        (q.last > q.first && Is(q.last - 1, "of") &&
         q.form != QuantityForm::kVague && q.form != QuantityForm::kPair)) {
      q.partitive = true;
      uint32_t whole = q.last + 1;
      while (whole < last_ &&
             (Tok(whole).pos == Pos::kDet || Tok(whole).pos == Pos::kPron) &&
             whole < q.last + 3) {
        if (Is(whole, "them") || Is(whole, "whom") || Is(whole, "those")) break;
        ++whole;
      }
      q.noun = NounAfter(whole);
      // "seven of them children": what stands after the pronoun counts.
      if (Is(whole, "them") || Is(whole, "whom")) {
        uint32_t after = whole + 1;
        if (Is(after, "were") || Is(after, "are")) ++after;
        q.noun = NounAfter(after);
      }
    } else if (q.noun < 0) {
      q.noun = NounAfter(q.last);
    }
    out_.push_back(q);
  }

  // "four soldiers and a border guard" is five.
  void Sums() {
    const size_t end = out_.size();
    for (size_t i = begin_; i + 1 < end; ++i) {
      const Quantity left = out_[i];
      const Quantity right = out_[i + 1];
      const auto counted = [&](const Quantity& q) {
        return q.role == QuantityRole::kCount && !q.partitive &&
               q.count.bound == CountBound::kExact && q.count.min >= 1 &&
               q.noun >= 0 &&
               lexicons_.person(words_[q.noun].lemma) != PersonClass::kNone;
      };
      if (!counted(left) || right.role != QuantityRole::kCount ||
          right.count.bound != CountBound::kExact || !right.count.min ||
          *right.count.min < 1 || right.partitive) {
        continue;
      }
      const uint32_t gap = static_cast<uint32_t>(left.noun) + 1;
      uint32_t conj = gap;
      // "a boy of 11 and ..."
      while (conj < right.first && conj < gap + 4 && !Is(conj, "and")) ++conj;
      if (!Is(conj, "and") || conj + 1 != right.first) continue;
      const bool others = right.noun < 0 && Is(right.last, "others");
      if (!others && !counted(right)) continue;
      Quantity sum = left;
      sum.form = QuantityForm::kSum;
      sum.last = right.last;
      sum.core_last = right.core_last;
      sum.count.min = *left.count.min + *right.count.min;
      sum.count.max = sum.count.min;
      sum.noun = right.noun >= 0 ? right.noun : left.noun;
      out_.push_back(sum);
    }
  }

  const AnalyzedText& text_;
  absl::Span<const WordIds> words_;
  const Lexicons& lexicons_;
  const uint32_t first_;
  const uint32_t last_;
  std::vector<Quantity>& out_;
  const size_t begin_;
};

}  // namespace

void FindQuantities(const AnalyzedText& text, absl::Span<const WordIds> words,
                    const Lexicons& lexicons, uint32_t first, uint32_t last,
                    std::vector<Quantity>& out) {
  Finder(text, words, lexicons, first, last, out).Run();
}

}  // namespace parallax::ingest::domain::extract
