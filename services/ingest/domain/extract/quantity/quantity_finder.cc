#include <algorithm>
#include <cmath>

#include "absl/strings/match.h"
#include "services/ingest/domain/extract/quantity/not_counts.h"
#include "services/ingest/domain/extract/quantity/number_parser.h"
#include "services/ingest/domain/extract/quantity/quantity.h"
#include "services/ingest/domain/extract/quantity/token_window.h"

namespace parallax::ingest::domain::extract {
namespace {

// A sum has no more parts.
constexpr int kMostParts = 4;

class Finder {
 public:
  Finder(const TokenWindow& in, std::vector<Quantity>& out)
      : in_(in), out_(out), begin_(out.size()) {}

  void Run() {
    uint32_t at = in_.first;
    while (at < in_.last) {
      const uint32_t next = Take(at);
      at = next > at ? next : at + 1;
    }
    Sums();
  }

 private:
  // Reads what starts at `at`; returns one past it, or `at`.
  uint32_t Take(uint32_t at) {
    if (const uint32_t next = TakeNone(at)) return next;
    if (in_.Is(at, "between") || in_.Is(at, "from")) {
      if (const uint32_t next = TakeBetween(at)) return next;
    }
    const auto number =
        ParseNumber(in_.text, in_.words, in_.lexicons, at, in_.last);
    if (number.has_value()) return TakeNumber(at, *number);
    if (const uint32_t next = TakeShare(at)) return next;
    const bool bounds =
        at > in_.first && in_.Is(at - 1, "as") && in_.Is(at + 1, "as");
    if ((in_.Is(at, "many") && !bounds) || in_.Is(at, "numerous") ||
        in_.Is(at, "countless")) {
      Quantity q = Bare(at, at + 1);
      q.form = QuantityForm::kMany;
      Finish(q);
      return at + 1;
    }
    if (in_.Is(at, "a") || in_.Is(at, "an") || in_.Is(at, "another"))
      return TakeArticle(at);
    return at;
  }

  Quantity Bare(uint32_t first, uint32_t last) const {
    Quantity q;
    q.first = q.core = first;
    q.last = q.core_last = last;
    return q;
  }

  // "none of them serious", "none of those killed was a soldier": of how many
  // something else is not so.
  bool IsNoneOfThem(uint32_t at) const {
    if (!in_.Is(at, "none") || !in_.Is(at + 1, "of")) return false;
    if (in_.Is(at + 2, "those") && IsFate(at + 3)) return true;
    if (!in_.Is(at + 2, "them") && !in_.Is(at + 2, "whom")) return false;
    if (at + 3 >= in_.last || IsFate(at + 3)) return false;
    const Pos next = in_.Tok(at + 3).pos;
    return next == Pos::kAdj || next == Pos::kAdv || next == Pos::kAdp;
  }

  // "no", "none", "nobody", "not one", "not a single"
  uint32_t TakeNone(uint32_t at) {
    if (IsNoneOfThem(at)) return 0;
    uint32_t last = 0;
    const bool no = in_.Is(at, "no") && !in_.Is(at + 1, ".") &&
                    !in_.Is(at + 1, "longer") && !in_.Is(at + 1, "one") &&
                    !in_.Is(at + 1, "fewer") && !in_.Is(at + 1, "less") &&
                    !in_.Is(at + 1, "more") && !in_.Is(at + 1, ",") &&
                    !in_.Is(at + 1, "-");
    if (no || in_.Is(at, "none") || in_.Is(at, "nobody")) {
      last = at + 1;
    } else if (in_.Is(at, "no") && in_.Is(at + 1, "one")) {
      last = at + 2;
    } else if (in_.Is(at, "no") && in_.Is(at + 1, "-") &&
               in_.Is(at + 2, "one")) {
      last = at + 3;
    } else if (in_.Is(at, "not") &&
               (in_.Is(at + 1, "one") || in_.Is(at + 1, "a"))) {
      last = at + 2;
      if (in_.Is(last, "single")) ++last;
      if (in_.Is(at + 1, "a") && last == at + 2) return 0;
    } else if (in_.Is(at, "neither")) {
      return 0;
    } else if (in_.Is(at, "without")) {
      last = EndOfWithout(at);
    }
    if (last == 0) return 0;
    Quantity q = Bare(at, last);
    q.form = QuantityForm::kNone;
    q.count = Count{0, 0, CountBound::kExact};
    Finish(q);
    return last;
  }

  // "without causing casualties", "without a single loss": one past the words
  // before what there was none of; 0 when that is nobody's fate, or "not
  // without losses".
  uint32_t EndOfWithout(uint32_t at) const {
    if (at > in_.first && (in_.Is(at - 1, "not") || in_.Is(at - 1, "never"))) {
      return 0;
    }
    uint32_t noun = at + 1;
    while (noun < in_.last && noun < at + 4 &&
           (in_.Is(noun, "causing") || in_.Is(noun, "any") ||
            in_.Is(noun, "suffering") || in_.Is(noun, "a") ||
            in_.Is(noun, "single") || in_.Is(noun, "further"))) {
      ++noun;
    }
    if (noun >= in_.last ||
        (in_.Is(noun + 1, "of") && !in_.Is(noun + 2, "life"))) {
      return 0;
    }
    const absl::string_view lemma = in_.Tok(noun).lemma;
    return lemma == "casualty" || lemma == "loss" || lemma == "injury" ||
                   lemma == "victim" || lemma == "fatality" || lemma == "death"
               ? noun
               : 0;
  }

  // "between 20 and 30"; "from 10 to 13" is two numbers, a change.
  uint32_t TakeBetween(uint32_t at) {
    if (!in_.Is(at, "between")) return 0;
    const auto low =
        ParseNumber(in_.text, in_.words, in_.lexicons, at + 1, in_.last);
    if (!low.has_value() ||
        !(in_.Is(low->last, "and") || in_.Is(low->last, "to"))) {
      return 0;
    }
    const auto high =
        ParseNumber(in_.text, in_.words, in_.lexicons, low->last + 1, in_.last);
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
    if (const auto other = ReadNotCount(in_, at, number)) {
      q.role = other->role;
      q.last = other->last;
      out_.push_back(q);
      return q.last;
    }
    // "10,000 to 13,000", "100,000-120,000", "two or three"
    bool range = false;
    const bool joined = in_.Is(number.last, "to") ||
                        in_.Is(number.last, "or") || in_.Is(number.last, "-") ||
                        in_.Is(number.last, "–") || in_.Is(number.last, "—");
    const bool change = at > in_.first && (in_.Is(at - 1, "from"));
    if (joined && !change) {
      const auto high = ParseNumber(in_.text, in_.words, in_.lexicons,
                                    number.last + 1, in_.last);
      if (high.has_value() && high->value > number.value &&
          high->value <= number.value * 10.0 + 10.0 &&
          !(in_.Is(number.last, "—") &&
            !in_.Glued(number.last, number.last + 1))) {
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
      if (q.core < in_.first + width) continue;
      const uint32_t from = q.core - width;
      const auto match = in_.lexicons.bounds().LongestForm(
          absl::MakeConstSpan(&in_.words[from], width));
      if (match.length != width) continue;
      const BoundEntry* entry = Entry(match, false);
      if (entry == nullptr) continue;
      if (!Overlaps(from) && !IsRiseTo(from)) {
        q.first = std::min(q.first, from);
        ApplyBound(*entry, range, q);
      }
      break;
    }
    if (q.last < in_.last) {
      const uint32_t width = std::min<uint32_t>(4, in_.last - q.last);
      const auto match = in_.lexicons.bounds().LongestForm(
          absl::MakeConstSpan(&in_.words[q.last], width));
      const BoundEntry* entry = match.length > 0 ? Entry(match, true) : nullptr;
      if (entry != nullptr) {
        q.last += match.length;
        ApplyBound(*entry, range, q);
        post_about = true;
      }
    }
    if (!post_about && last.digits && q.core_last == q.core + 1 &&
        absl::EndsWith(in_.Tok(q.core).lower, "+")) {
      ApplyBound(BoundEntry{false, BoundWord::kAtLeast}, range, q);
    }
    Finish(q);
    return q.last;
  }

  // "The toll went up to 12": no bound.
  bool IsRiseTo(uint32_t bound) const {
    if (!in_.Is(bound, "up") || bound == in_.first) return false;
    const absl::string_view verb = in_.Tok(bound - 1).lemma;
    return verb == "go" || verb == "creep" || verb == "climb" || verb == "jump";
  }

  // The bound words must not belong to the number before.
  bool Overlaps(uint32_t from) const {
    return out_.size() > begin_ && out_.back().last > from &&
           out_.back().form != QuantityForm::kSum;
  }

  const BoundEntry* Entry(const PhraseTable::Match& match, bool after) const {
    for (const int32_t value : *match.values) {
      const BoundEntry& entry = in_.lexicons.bound(value);
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

  // "another wounded", though it may look like a noun.
  bool IsFate(uint32_t at) const {
    return (in_.Is(at, "wounded") || in_.Is(at, "injured") ||
            in_.Is(at, "hurt") || in_.Is(at, "killed") ||
            in_.Is(at, "missing") || in_.Is(at, "dead") ||
            in_.Is(at, "captured")) &&
           in_.NounAfter(at + 1) < 0;
  }

  // Past the "31-year-old" that starts at `at`; `at` when none does.
  uint32_t PastAge(uint32_t at) const {
    const auto number =
        ParseNumber(in_.text, in_.words, in_.lexicons, at, in_.last);
    if (!number.has_value()) return at;
    uint32_t next = number->last;
    for (const absl::string_view word : {"year", "old"}) {
      if (in_.Is(next, "-")) ++next;
      if (!in_.Is(next, word)) return at;
      ++next;
    }
    return next;
  }

  // "One of them a child", "one of whom was a boy of 10": the article counts
  // nobody but the one.
  bool IsOneOfThem(uint32_t article) const {
    uint32_t i = article;
    if (i > in_.first && (in_.Is(i - 1, "is") || in_.Is(i - 1, "was"))) --i;
    return i >= in_.first + 3 &&
           (in_.Is(i - 1, "them") || in_.Is(i - 1, "whom")) &&
           in_.Is(i - 2, "of") && in_.Is(i - 3, "one");
  }

  // "most of them civilians", "some of whom": a share without a number.
  uint32_t TakeShare(uint32_t at) {
    const bool share = in_.Is(at, "most") || in_.Is(at, "some") ||
                       in_.Is(at, "half") || in_.Is(at, "all") ||
                       in_.Is(at, "majority") || in_.Is(at, "many") ||
                       in_.Is(at, "thirds");
    if (!share || !in_.Is(at + 1, "of") ||
        !(in_.Is(at + 2, "them") || in_.Is(at + 2, "whom") ||
          in_.Is(at + 2, "those"))) {
      return 0;
    }
    Quantity q = Bare(at, at + 1);
    q.form = QuantityForm::kMany;
    Finish(q);
    return at + 1;
  }

  // "a soldier", "another policeman": one, if a person or thing follows. "One
  // killed and another wounded": one more of what was counted before.
  uint32_t TakeArticle(uint32_t at) {
    // "another 13 wounded"; "a 31-year-old man" is one.
    if (in_.Is(at, "another") && at + 1 < in_.last &&
        in_.Tok(at + 1).pos == Pos::kNum && PastAge(at + 1) == at + 1) {
      return at;
    }
    if (IsOneOfThem(at)) return at;
    const int32_t noun = in_.NounAfter(PastAge(at + 1));
    if (noun < 0 || (in_.Is(at, "another") && IsFate(at + 1))) {
      if (!in_.Is(at, "another") || in_.Is(at - 1, "one") ||
          out_.size() == begin_) {
        return at;
      }
      Quantity q = Bare(at, at + 1);
      q.count = Count{1, 1, CountBound::kExact};
      q.value = 1.0;
      q.additional = true;
      out_.push_back(q);
      return at + 1;
    }
    const Token& head = in_.Tok(static_cast<uint32_t>(noun));
    if (head.features & kPlural) return at;
    const uint32_t lemma = in_.words[noun].lemma;
    if (in_.lexicons.person(lemma) == PersonClass::kNone &&
        in_.lexicons.object_class(lemma).empty()) {
      return at;
    }
    Quantity q = Bare(at, at + 1);
    q.form = QuantityForm::kArticle;
    q.count = Count{1, 1, CountBound::kExact};
    q.value = 1.0;
    q.additional = in_.Is(at, "another");
    q.noun = noun;
    out_.push_back(q);
    return at + 1;
  }

  void Finish(Quantity q) {
    uint32_t at = q.last;
    for (; at < in_.last; ++at) {
      if (in_.Is(at, "more") || in_.Is(at, "others") || in_.Is(at, "other") ||
          in_.Is(at, "further") || in_.Is(at, "additional")) {
        q.additional = true;
        if (in_.Is(at, "others")) break;
      } else {
        break;
      }
    }
    if (q.first > in_.first &&
        (in_.Is(q.first - 1, "another") || in_.Is(q.first - 1, "additional") ||
         in_.Is(q.first - 1, "further"))) {
      q.additional = true;
    }
    if (in_.Is(q.last, "of") ||
        (q.last > q.first && in_.Is(q.last - 1, "of") &&
         q.form != QuantityForm::kVague && q.form != QuantityForm::kPair)) {
      q.partitive = true;
      uint32_t whole = q.last + 1;
      while (whole < in_.last &&
             (in_.Tok(whole).pos == Pos::kDet ||
              in_.Tok(whole).pos == Pos::kPron) &&
             whole < q.last + 3) {
        if (in_.Is(whole, "them") || in_.Is(whole, "whom") ||
            in_.Is(whole, "those"))
          break;
        ++whole;
      }
      q.noun = in_.NounAfter(whole);
      // "seven of them children": what stands after the pronoun counts.
      if (in_.Is(whole, "them") || in_.Is(whole, "whom")) {
        uint32_t after = whole + 1;
        if (in_.Is(after, "were") || in_.Is(after, "are") ||
            in_.Is(after, "was") || in_.Is(after, "is")) {
          ++after;
        }
        q.noun = in_.NounAfter(after);
      }
    } else if (q.noun < 0) {
      q.noun = in_.NounAfter(q.last);
    }
    if (q.role == QuantityRole::kCount && q.noun >= 0 && IsOpenEnded(q)) {
      ApplyBound(BoundEntry{true, BoundWord::kAtLeast}, false, q);
    }
    out_.push_back(q);
  }

  bool IsVerbal(uint32_t i) const {
    return in_.Tok(i).pos == Pos::kVerb || in_.Tok(i).pos == Pos::kAux;
  }

  // "Seven soldiers or more", "one civilian at least was killed", "12 others,
  // at least, were hurt".
  bool IsOpenEnded(const Quantity& q) const {
    if (q.form != QuantityForm::kNumber ||
        q.count.bound != CountBound::kExact) {
      return false;
    }
    const uint32_t after = static_cast<uint32_t>(q.noun) + 1;
    if (in_.Is(after, "or") && in_.Is(after + 1, "more")) return true;
    const uint32_t at = in_.Is(after, ",") ? after + 1 : after;
    return in_.Is(at, "at") && in_.Is(at + 1, "least") &&
           (at == after ? at + 2 < in_.last && IsVerbal(at + 2)
                        : in_.Is(at + 2, ","));
  }

  bool IsPerson(int32_t noun) const {
    return noun >= 0 &&
           in_.lexicons.person(in_.words[noun].lemma) != PersonClass::kNone;
  }

  // Whether a sum may have it as a part.
  static bool IsSummand(const Quantity& q) {
    return q.role == QuantityRole::kCount && !q.partitive &&
           q.count.bound == CountBound::kExact && q.count.min >= 1;
  }

  // One past what it counts: "a boy of 11" ends behind the age.
  uint32_t EndOf(const Quantity& q) const {
    uint32_t at = q.noun >= 0 ? static_cast<uint32_t>(q.noun) + 1 : q.last;
    if (q.noun < 0 && in_.Is(at, "others")) ++at;
    if (in_.Is(at, "of") && at + 1 < in_.last &&
        in_.Tok(at + 1).pos == Pos::kNum) {
      at += 2;
    }
    return at;
  }

  // "her child", "his wife": one more; nullopt for others.
  std::optional<Quantity> Relative(uint32_t at) const {
    if (!in_.Is(at, "his") && !in_.Is(at, "her") && !in_.Is(at, "their") &&
        !in_.Is(at, "its")) {
      return std::nullopt;
    }
    Quantity q = Bare(at, at + 1);
    const auto number =
        ParseNumber(in_.text, in_.words, in_.lexicons, at + 1, in_.last);
    q.value = 1.0;
    if (number.has_value() && !number->vague) {
      q.value = number->value;
      q.last = q.core_last = number->last;
    }
    q.count = Count{Clamp(q.value), Clamp(q.value), CountBound::kExact};
    q.noun = in_.NounAfter(PastAge(q.last));
    if (!IsPerson(q.noun) || q.value < 1.0) return std::nullopt;
    const bool plural = (in_.Tok(q.noun).features & kPlural) != 0;
    if (plural != (q.value > 1.0)) return std::nullopt;
    return q;
  }

  // The part of a sum that starts at `at`; nullopt for none.
  std::optional<Quantity> PartAt(uint32_t at, size_t end, size_t& next) const {
    while (next < end && out_[next].first < at) ++next;
    std::optional<Quantity> part;
    if (next < end && out_[next].first == at) {
      part = out_[next];
    } else {
      part = Relative(at);
    }
    if (!part.has_value() || !IsSummand(*part)) return std::nullopt;
    const bool others = part->noun < 0 && in_.Is(part->last, "others");
    return others || IsPerson(part->noun) ? part : std::nullopt;
  }

  // "four soldiers and a border guard" is five, "two men, a woman and her
  // child" four; "three people, a woman and two boys" stays three.
  void Sums() {
    const size_t end = out_.size();
    size_t next = begin_;  // the first behind the last sum
    for (size_t i = begin_; i < end; ++i) {
      if (i < next) continue;
      if (!IsSummand(out_[i]) || !IsPerson(out_[i].noun)) continue;
      Quantity sum = out_[i];
      sum.form = QuantityForm::kSum;
      const int64_t first = *sum.count.min;
      uint32_t joint = EndOf(out_[i]);
      const bool list = in_.Is(joint, ",");
      bool closed = false;
      size_t behind = i + 1;
      for (int parts = 1; parts < kMostParts && !closed; ++parts) {
        const bool comma = in_.Is(joint, ",");
        closed = in_.Is(comma ? joint + 1 : joint, "and");
        if (!comma && !closed) break;
        const uint32_t at = joint + (comma ? 1 : 0) + (closed ? 1 : 0);
        const std::optional<Quantity> part = PartAt(at, end, behind);
        if (!part.has_value()) {
          closed = false;
          break;
        }
        sum.last = part->last;
        sum.core_last = part->core_last;
        sum.count.min = *sum.count.min + *part->count.min;
        sum.count.max = sum.count.min;
        if (part->noun >= 0) sum.noun = part->noun;
        joint = EndOf(*part);
      }
      if (!closed) continue;
      while (behind < end && out_[behind].first < sum.last) ++behind;
      next = behind;
      if (!list || *sum.count.min != 2 * first) out_.push_back(sum);
    }
  }

  const TokenWindow in_;
  std::vector<Quantity>& out_;
  const size_t begin_;
};

}  // namespace

void FindQuantities(const AnalyzedText& text, absl::Span<const WordIds> words,
                    const Lexicons& lexicons, uint32_t first, uint32_t last,
                    std::vector<Quantity>& out) {
  Finder({text, words, lexicons, first, last}, out).Run();
}

}  // namespace parallax::ingest::domain::extract
