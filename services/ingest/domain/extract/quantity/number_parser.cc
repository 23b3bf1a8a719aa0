#include "services/ingest/domain/extract/quantity/number_parser.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "services/ingest/domain/extract/quantity/quantity.h"

namespace parallax::ingest::domain::extract {

std::optional<double> ParseDigits(absl::string_view token) {
  if (token.empty() || !absl::ascii_isdigit(token[0])) return std::nullopt;
  double value = 0.0;
  double scale = 0.0;  // of the next decimal; 0 before the point
  int group = -1;      // digits since the last comma; -1 before the first
  for (size_t i = 0; i < token.size(); ++i) {
    const char c = token[i];
    if (absl::ascii_isdigit(c)) {
      if (scale > 0.0) {
        value += (c - '0') * scale;
        scale /= 10.0;
      } else {
        value = value * 10.0 + (c - '0');
        if (group >= 0) ++group;
      }
    } else if (c == ',' && scale == 0.0) {
      if (group >= 0 ? group != 3 : i > 3) return std::nullopt;
      group = 0;
    } else if (c == '.' && scale == 0.0 && i + 1 < token.size()) {
      scale = 0.1;
    } else {
      return std::nullopt;
    }
    if (value > 1e15) return std::nullopt;
  }
  if (group >= 0 && group != 3) return std::nullopt;
  return value;
}

namespace {

// Words looked at between a number and what it counts.
constexpr uint32_t kMostModifiers = 4;

class Reader {
 public:
  Reader(const AnalyzedText& text, absl::Span<const WordIds> words,
         const Lexicons& lexicons, uint32_t at, uint32_t end)
      : text_(text), words_(words), lexicons_(lexicons), at_(at), end_(end) {}

  std::optional<ParsedNumber> Read() {
    ParsedNumber out;
    if (Is(at_, "half") && (Is(at_ + 1, "a") || Is(at_ + 1, "-")) &&
        Number(at_ + 2) == NumberKind::kDozen) {
      return Done(6.0, at_ + 3);
    }
    // "half a million", "a quarter of a million"
    if (Is(at_, "half") && Is(at_ + 1, "a") &&
        Number(at_ + 2) == NumberKind::kMultiplier) {
      return Done(0.5 * Value(at_ + 2), at_ + 3);
    }
    if (Is(at_, "a") && Is(at_ + 1, "quarter") && Is(at_ + 2, "of") &&
        Is(at_ + 3, "a") && Number(at_ + 4) == NumberKind::kMultiplier) {
      return Done(0.25 * Value(at_ + 4), at_ + 5);
    }
    if ((Is(at_, "a") || Is(at_, "one")) && at_ + 1 < end_) {
      const NumberKind next = Number(at_ + 1);
      if (next == NumberKind::kHundred || next == NumberKind::kMultiplier ||
          (next == NumberKind::kDozen && Is(at_ + 1, "dozen"))) {
        return Words(at_ + 1, 1.0, NumberKind::kUnit);
      }
      if (next == NumberKind::kPair && Is(at_, "a") && !Is(at_ + 1, "both")) {
        out = *Done(Value(at_ + 1), at_ + 2);
        out.pair = true;
        if (Is(out.last, "of") && IsNoun(out.last + 1)) ++out.last;
        return out;
      }
    }
    if (const auto digits = Digits(at_)) {
      const double factor = LetterFactor(at_ + 1);
      auto scaled = factor > 1.0 ? Done(*digits * factor, at_ + 2)
                                 : Scaled(*digits, at_ + 1);
      scaled->digits = true;
      return scaled;
    }
    switch (Number(at_)) {
      case NumberKind::kUnit:
      case NumberKind::kTen:
        return Words(at_, 0.0, NumberKind::kNone);
      case NumberKind::kZero:
        out = *Done(0.0, at_ + 1);
        out.zero_word = true;
        return out;
      case NumberKind::kVague:
        return Vague();
      case NumberKind::kPair:
        if (Is(at_, "both") || Is(at_, "trio") || Is(at_, "duo")) {
          out = *Done(Value(at_), at_ + 1);
          out.pair = true;
          return out;
        }
        return std::nullopt;
      default:
        break;
    }
    if (Is(at_, "tens") && Is(at_ + 1, "of") && Is(at_ + 2, "thousands")) {
      return VagueOf(20'000.0, at_ + 3);
    }
    return std::nullopt;
  }

 private:
  bool Is(uint32_t token, absl::string_view word) const {
    return token < end_ && text_.tokens[token].lower == word;
  }
  bool IsNoun(uint32_t token) const {
    return token < end_ && (text_.tokens[token].pos == Pos::kNoun ||
                            text_.tokens[token].pos == Pos::kAdj ||
                            text_.tokens[token].pos == Pos::kPropn);
  }
  NumberKind Number(uint32_t token) const {
    return token < end_ ? lexicons_.number_kind(words_[token].lower)
                        : NumberKind::kNone;
  }
  double Value(uint32_t token) const {
    return static_cast<double>(lexicons_.number_value(words_[token].lower));
  }
  std::optional<double> Digits(uint32_t token) const {
    if (token >= end_) return std::nullopt;
    absl::string_view lower = text_.tokens[token].lower;
    double factor = 1.0;
    if (!lower.empty() && absl::ascii_isdigit(lower[0])) {
      if (absl::ConsumeSuffix(&lower, "mln")) {
        factor = 1e6;
      } else {
        absl::ConsumeSuffix(&lower, "+");
      }
    }
    const auto value = ParseDigits(lower);
    if (!value.has_value()) return std::nullopt;
    return *value * factor;
  }
  // What a letter glued to the digits before it multiplies them by, 1 when it
  // is none: "300k", "1.2m people". Of "m", metres are meant more often.
  double LetterFactor(uint32_t token) const {
    if (token >= end_ ||
        text_.tokens[token - 1].end != text_.tokens[token].begin) {
      return 1.0;
    }
    if (Is(token, "k")) return 1e3;
    return Is(token, "m") && CountsPeople(token + 1) ? 1e6 : 1.0;
  }
  // "people", "displaced people", "Syrian refugees", "homes", "were displaced"
  bool CountsPeople(uint32_t token) const {
    if (Is(token, "have") || Is(token, "are") || Is(token, "were")) {
      const absl::string_view before =
          at_ > 0 ? absl::string_view(text_.tokens[at_ - 1].lower) : "";
      return before != "at" && before != "of" && before != "from" &&
             before != "within";
    }
    for (uint32_t i = token; i < end_ && i < token + kMostModifiers; ++i) {
      const Token& t = text_.tokens[i];
      const uint32_t lemma = words_[i].lemma;
      const bool person = lexicons_.person(lemma) != PersonClass::kNone;
      if (t.features & kPlural) return person || t.lower == "homes";
      if (person) return t.pos != Pos::kNoun;  // "1.2m displaced"
      if (!IsNoun(i) && (t.features & kParticiple) == 0) return false;
    }
    return false;
  }
  std::optional<ParsedNumber> Done(double value, uint32_t last) const {
    ParsedNumber out;
    out.value = value;
    out.last = last;
    return out;
  }
  // `value` before multipliers: "6.5 million", "1.2 thousand".
  std::optional<ParsedNumber> Scaled(double value, uint32_t next) const {
    while (next < end_) {
      const NumberKind kind = Number(next);
      if (kind == NumberKind::kMultiplier || kind == NumberKind::kHundred ||
          (kind == NumberKind::kDozen && Is(next, "dozen"))) {
        value *= Value(next);
        ++next;
      } else {
        break;
      }
    }
    return Done(value, next);
  }
  // "twenty-one", "one hundred and five thousand": goes on at `at`, after a
  // word of kind `previous` that made `group`.
  std::optional<ParsedNumber> Words(uint32_t at, double group,
                                    NumberKind previous) const {
    double total = 0.0;
    while (at < end_) {
      uint32_t skipped = at;
      if (previous != NumberKind::kNone && (Is(at, "-") || Is(at, "and")) &&
          at + 1 < end_) {
        const bool hyphen_fits = Is(at, "-") && previous == NumberKind::kTen &&
                                 Number(at + 1) == NumberKind::kUnit;
        const bool and_fits = Is(at, "and") &&
                              (previous == NumberKind::kHundred ||
                               previous == NumberKind::kMultiplier) &&
                              (Number(at + 1) == NumberKind::kUnit ||
                               Number(at + 1) == NumberKind::kTen);
        if (!hyphen_fits && !and_fits) break;
        skipped = at + 1;
      }
      const NumberKind kind = Number(skipped);
      if (kind == NumberKind::kUnit) {
        if (previous == NumberKind::kUnit) break;
        if (previous == NumberKind::kTen && Value(skipped) > 9) break;
        group += Value(skipped);
      } else if (kind == NumberKind::kTen) {
        if (previous == NumberKind::kUnit || previous == NumberKind::kTen) {
          break;
        }
        group += Value(skipped);
      } else if (kind == NumberKind::kHundred &&
                 previous != NumberKind::kNone) {
        group = std::max(group, 1.0) * 100.0;
      } else if (kind == NumberKind::kDozen && Is(skipped, "dozen") &&
                 previous == NumberKind::kUnit) {
        group *= 12.0;
        ++skipped;
        at = skipped;
        break;
      } else if (kind == NumberKind::kMultiplier &&
                 previous != NumberKind::kNone) {
        total += std::max(group, 1.0) * Value(skipped);
        group = 0.0;
      } else {
        break;
      }
      previous = kind;
      at = skipped + 1;
    }
    return Done(total + group, at);
  }
  std::optional<ParsedNumber> Vague() const {
    double value = Value(at_);
    uint32_t last = at_ + 1;
    if (Is(at_, "several")) {
      const NumberKind next = Number(last);
      if (next == NumberKind::kHundred) {
        // "several hundred thousand"
        const bool more = Number(last + 1) == NumberKind::kMultiplier;
        return more ? VagueOf(200.0 * Value(last + 1), last + 2)
                    : VagueOf(200.0, last + 1);
      }
      if (next == NumberKind::kMultiplier) {
        return VagueOf(2.0 * Value(last), last + 1);
      }
      if (next == NumberKind::kDozen || Is(last, "dozens")) {
        return VagueOf(24.0, last + 1);
      }
      auto out = Done(3.0, last);
      out->vague = true;
      return out;
    }
    if (Is(last, "of") && Number(last + 1) == NumberKind::kVague) {
      value = value * Value(last + 1) / 2.0;
      last += 2;
      return VagueOf(value, last);
    }
    return VagueOf(value, last);
  }
  // "dozens of vehicles": "of" belongs to the number when a noun follows.
  std::optional<ParsedNumber> VagueOf(double value, uint32_t last) const {
    auto out = Done(value, last);
    out->vague = true;
    if (Is(last, "of") && IsNoun(last + 1)) ++out->last;
    return out;
  }

  const AnalyzedText& text_;
  absl::Span<const WordIds> words_;
  const Lexicons& lexicons_;
  uint32_t at_;
  uint32_t end_;
};

}  // namespace

std::optional<ParsedNumber> ParseNumber(const AnalyzedText& text,
                                        absl::Span<const WordIds> words,
                                        const Lexicons& lexicons, uint32_t at,
                                        uint32_t end) {
  if (at >= end) return std::nullopt;
  return Reader(text, words, lexicons, at, end).Read();
}

}  // namespace parallax::ingest::domain::extract
