#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "services/ingest/domain/extract/time/time_expression.h"

namespace parallax::ingest::domain::extract {
namespace {

using absl::CivilDay;

constexpr std::array<std::pair<absl::string_view, absl::Weekday>, 14>
    kWeekdays = {{{"monday", absl::Weekday::monday},
                  {"tuesday", absl::Weekday::tuesday},
                  {"wednesday", absl::Weekday::wednesday},
                  {"thursday", absl::Weekday::thursday},
                  {"friday", absl::Weekday::friday},
                  {"saturday", absl::Weekday::saturday},
                  {"sunday", absl::Weekday::sunday},
                  {"mon", absl::Weekday::monday},
                  {"tue", absl::Weekday::tuesday},
                  {"wed", absl::Weekday::wednesday},
                  {"thu", absl::Weekday::thursday},
                  {"fri", absl::Weekday::friday},
                  {"sat", absl::Weekday::saturday},
                  {"sun", absl::Weekday::sunday}}};

constexpr absl::string_view kMonthNames[] = {"jan", "feb", "mar", "apr",
                                             "may", "jun", "jul", "aug",
                                             "sep", "oct", "nov", "dec"};
constexpr absl::string_view kLongMonths[] = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

constexpr absl::string_view kSmallNumbers[] = {
    "zero",  "one",   "two",  "three", "four",   "five",  "six",
    "seven", "eight", "nine", "ten",   "eleven", "twelve"};

class Finder {
 public:
  Finder(const AnalyzedText& text, const std::optional<CivilDay>& published,
         uint32_t first, uint32_t last, std::vector<TimeExpression>& out)
      : text_(text),
        published_(published),
        first_(first),
        last_(last),
        out_(out) {}

  void Run() {
    uint32_t at = first_;
    while (at < last_) {
      TimeExpression time;
      time.first = at;
      if (Take(at, time)) {
        Surroundings(time);
        out_.push_back(time);
        at = time.last;
      } else {
        ++at;
      }
    }
  }

 private:
  absl::string_view Lower(uint32_t i) const {
    return i < last_ ? absl::string_view(text_.tokens[i].lower)
                     : absl::string_view();
  }
  bool Is(uint32_t i, absl::string_view word) const { return Lower(i) == word; }
  bool Before(uint32_t i, absl::string_view word) const {
    return i > first_ && text_.tokens[i - 1].lower == word;
  }
  bool Capital(uint32_t i) const {
    return i < last_ && absl::ascii_isupper(text_.text[text_.tokens[i].begin]);
  }

  bool BeginsNoun(uint32_t i) const {
    if (i >= last_) return false;
    const Pos pos = text_.tokens[i].pos;
    return pos == Pos::kNoun || pos == Pos::kPropn || pos == Pos::kAdj ||
           pos == Pos::kNum || Is(i, "-");
  }

  std::optional<absl::Weekday> WeekdayAt(uint32_t i) const {
    if (!Capital(i)) return std::nullopt;
    const absl::string_view word = absl::StripSuffix(Lower(i), ".");
    for (size_t k = 0; k < kWeekdays.size(); ++k) {
      if (kWeekdays[k].first != word) continue;
      if (k >= 7 && word.size() == Lower(i).size()) return std::nullopt;
      return kWeekdays[k].second;
    }
    return std::nullopt;
  }

  // 1..12, 0 when the token is no month.
  int MonthAt(uint32_t i) const {
    if (!Capital(i)) return 0;
    const absl::string_view word = absl::StripSuffix(Lower(i), ".");
    for (int m = 0; m < 12; ++m) {
      if (word == kLongMonths[m]) return m + 1;
      if (word == kMonthNames[m] || (m == 8 && word == "sept")) return m + 1;
    }
    return 0;
  }

  // Day of a month: "13", "13th", "the 13th"; 0 when it is none. Tokens such
  // as "13th" may be split into number and suffix.
  int DayAt(uint32_t i, uint32_t& next) const {
    absl::string_view word = Lower(i);
    int day = 0;
    for (const absl::string_view suffix : {"st", "nd", "rd", "th"}) {
      if (word.size() > 2 && absl::ConsumeSuffix(&word, suffix)) break;
    }
    if (word.empty() || word.size() > 2 || !absl::SimpleAtoi(word, &day) ||
        day < 1 || day > 31) {
      return 0;
    }
    next = i + 1;
    for (const absl::string_view suffix : {"st", "nd", "rd", "th"}) {
      if (Is(next, suffix) && text_.tokens[i].end == text_.tokens[next].begin) {
        ++next;
        break;
      }
    }
    return day;
  }

  int YearAt(uint32_t i) const {
    const absl::string_view word = Lower(i);
    int year = 0;
    if (word.size() != 4 || !absl::SimpleAtoi(word, &year) || year < 1800 ||
        year > 2199) {
      return 0;
    }
    return year;
  }

  std::optional<int> SmallNumber(uint32_t i) const {
    const absl::string_view word = Lower(i);
    if (word == "a" || word == "an") return 1;
    if (word == "several" || word == "few") return std::nullopt;
    for (int n = 0; n <= 12; ++n) {
      if (word == kSmallNumbers[n]) return n;
    }
    int value = 0;
    if (!word.empty() && word.size() <= 3 && absl::SimpleAtoi(word, &value)) {
      return value;
    }
    return std::nullopt;
  }

  static void Single(TimeExpression& time, CivilDay day) {
    time.day = time.end_day = day;
    time.precision = TimePrecision::kDay;
  }

  bool Take(uint32_t at, TimeExpression& time) {
    time.last = at + 1;
    if (const auto weekday = WeekdayAt(at)) return TakeWeekday(*weekday, time);
    if (MonthAt(at) != 0 && TakeMonth(at, time)) return true;
    uint32_t next = at + 1;
    if (const int day = DayAt(at, next); day != 0) {
      uint32_t month_at = next;
      if (Is(month_at, "of")) ++month_at;
      if (const int month = MonthAt(month_at); month != 0) {
        time.last = month_at + 1;
        return TakeDate(day, month, time);
      }
      const bool ordinal = next > at + 1 || Lower(at).size() > 2;
      if (ordinal && Before(at, "the") && published_.has_value() &&
          (at < first_ + 2 || Is(at - 2, "on") || Is(at - 2, "of")) &&
          !BeginsNoun(next)) {
        // "on the 11th", not "on the 11th floor"
        return TakeDayAlone(day, next, time);
      }
    }
    if (const int year = YearAt(at); year != 0) {
      if (Before(at, "in") || Before(at, "since") || Before(at, "of") ||
          Before(at, "during") || Before(at, "from") || Before(at, "until") ||
          Before(at, "by") || Before(at, "late") || Before(at, "early") ||
          Before(at, "the")) {
        time.day = CivilDay(year, 1, 1);
        time.end_day = CivilDay(year, 12, 31);
        time.precision = TimePrecision::kYear;
        return true;
      }
      return false;
    }
    return TakeWord(at, time);
  }

  bool TakeWeekday(absl::Weekday weekday, TimeExpression& time) {
    const uint32_t at = time.first;
    if (published_.has_value()) {
      CivilDay day = *published_;
      if (absl::GetWeekday(day) != weekday) {
        day = absl::PrevWeekday(day, weekday);
      } else if (Before(at, "last")) {
        day -= 7;
      }
      if (Before(at, "next") || Before(at, "coming") || Before(at, "until") ||
          Before(at, "by")) {
        if (Before(at, "next") || Before(at, "coming")) {
          day = absl::NextWeekday(*published_, weekday);
        }
      }
      Single(time, day);
    } else {
      time.precision = TimePrecision::kDay;
    }
    // "Monday, 12 September"
    uint32_t next = time.last;
    if (Is(next, ",")) ++next;
    TimeExpression date;
    date.first = next;
    date.last = next + 1;
    uint32_t after = next;
    if (const int day = DayAt(next, after); day != 0 && MonthAt(after) != 0) {
      date.last = after + 1;
      if (TakeDate(day, MonthAt(after), date)) {
        date.first = time.first;
        time = date;
      }
    } else if (MonthAt(next) != 0 && TakeMonth(next, date) &&
               date.precision == TimePrecision::kDay) {
      date.first = time.first;
      time = date;
    }
    return true;
  }

  // "January 13", "January 13, 2015", "January 2015", "in January"
  bool TakeMonth(uint32_t at, TimeExpression& time) {
    const int month = MonthAt(at);
    uint32_t next = at + 2;
    if (const int day = DayAt(at + 1, next); day != 0) {
      time.last = next;
      return TakeDate(day, month, time);
    }
    int year = YearAt(at + 1);
    if (year != 0) {
      time.last = at + 2;
    } else if (Is(at + 1, "of") && YearAt(at + 2) != 0) {
      year = YearAt(at + 2);
      time.last = at + 3;
    } else if (Is(at, "may") || Is(at, "march")) {
      if (!Before(at, "in") && !Before(at, "since") && !Before(at, "last") &&
          !Before(at, "early") && !Before(at, "late") && !Before(at, "mid")) {
        return false;
      }
    }
    time.precision = TimePrecision::kMonth;
    if (year == 0 && published_.has_value()) {
      year = static_cast<int>(published_->year());
      if (month > published_->month()) --year;
    }
    if (year != 0) {
      time.day = CivilDay(year, month, 1);
      time.end_day = CivilDay(year, month + 1, 1) - 1;
    }
    return true;
  }

  bool TakeDate(int day, int month, TimeExpression& time) {
    int year = 0;
    uint32_t next = time.last;
    if (Is(next, ",")) ++next;
    if (const int stated = YearAt(next); stated != 0) {
      year = stated;
      time.last = next + 1;
    }
    time.precision = TimePrecision::kDay;
    if (year == 0) {
      if (!published_.has_value()) return true;
      // In the last days of a year, 2 January is ahead.
      const CivilDay latest = *published_ + 7;
      year = static_cast<int>(latest.year());
      if (CivilDay(year, month, day) > latest) --year;
    }
    const CivilDay date(year, month, day);
    if (date.month() != month) return false;  // 31 June
    Single(time, date);
    return true;
  }

  // "on the 11th": the latest such day, in the month last named.
  bool TakeDayAlone(int day, uint32_t next, TimeExpression& time) {
    CivilDay anchor = *published_;
    for (auto it = out_.rbegin(); it != out_.rend(); ++it) {
      if (it->day.has_value() && it->precision != TimePrecision::kYear) {
        anchor = *it->day;
        break;
      }
    }
    CivilDay date(anchor.year(), anchor.month(), day);
    if (date > *published_)
      date = CivilDay(anchor.year(), anchor.month() - 1, day);
    time.last = next;
    Single(time, date);
    return true;
  }

  bool TakeWord(uint32_t at, TimeExpression& time) {
    const auto days = [&](int offset) {
      if (published_.has_value()) {
        Single(time, *published_ + offset);
      } else {
        time.precision = TimePrecision::kDay;
      }
      return true;
    };
    const absl::string_view word = Lower(at);
    if (word == "today") return days(0);
    if (word == "tonight") {
      time.part = {18, 24};
      return days(0);
    }
    if (word == "yesterday") {
      if (at >= first_ + 2 && Is(at - 1, "before") && Is(at - 2, "day")) {
        time.first = Before(at - 2, "the") ? at - 3 : at - 2;
        return days(-2);
      }
      return days(-1);
    }
    if (word == "overnight") {
      time.part = {0, 6};
      return days(0);
    }
    if (word == "this" && (Is(at + 1, "morning") || Is(at + 1, "afternoon") ||
                           Is(at + 1, "evening"))) {
      time.last = at + 2;
      return days(0);
    }
    if (word == "last" && Is(at + 1, "night")) {
      time.last = at + 2;
      time.part = {18, 24};
      return days(-1);
    }
    if (word == "last" || word == "past" || word == "previous") {
      return TakePast(at, time);
    }
    if (word == "earlier" || word == "ago" || word == "before" ||
        word == "later" || word == "after") {
      return TakeEarlier(at, time);
    }
    if (word == "this" && Is(at + 1, "week")) {
      time.last = at + 2;
      return Week(0, time);
    }
    return false;
  }

  bool Week(int offset, TimeExpression& time) {
    time.precision = TimePrecision::kWeek;
    if (!published_.has_value()) return true;
    CivilDay monday = *published_;
    if (absl::GetWeekday(monday) != absl::Weekday::monday) {
      monday = absl::PrevWeekday(monday, absl::Weekday::monday);
    }
    time.day = monday + 7 * offset;
    time.end_day = *time.day + 6;
    return true;
  }

  // "in the past 24 hours", "over the past day", "last week"
  bool TakePast(uint32_t at, TimeExpression& time) {
    uint32_t unit = at + 1;
    int count = 1;
    if (const auto number = SmallNumber(unit); number.has_value()) {
      count = *number;
      ++unit;
    }
    const absl::string_view word = Lower(unit);
    time.last = unit + 1;
    if (word == "day" || (word == "hours" && count <= 24)) {
      if (published_.has_value()) {
        Single(time, *published_ - 1);
      } else {
        time.precision = TimePrecision::kDay;
      }
      return true;
    }
    if (word == "week" && unit == at + 1) return Week(-1, time);
    if (word == "month" && unit == at + 1) {
      time.precision = TimePrecision::kMonth;
      if (published_.has_value()) {
        time.day = CivilDay(published_->year(), published_->month() - 1, 1);
        time.end_day = CivilDay(published_->year(), published_->month(), 1) - 1;
      }
      return true;
    }
    if (word == "year" && unit == at + 1) {
      time.precision = TimePrecision::kYear;
      if (published_.has_value()) {
        time.day = CivilDay(published_->year() - 1, 1, 1);
        time.end_day = CivilDay(published_->year() - 1, 12, 31);
      }
      return true;
    }
    return false;
  }

  // "two days ago", "a day earlier", "the day before", "three days before"
  bool TakeEarlier(uint32_t at, TimeExpression& time) {
    if (at < first_ + 2) return false;
    // Two days from the report, not one from another event.
    if (Is(at + 1, "yesterday") || Is(at + 1, "tomorrow")) return false;
    const absl::string_view unit = Lower(at - 1);
    const bool days = unit == "day" || unit == "days";
    const bool night = unit == "night" || unit == "evening";
    if (!days && !night) return false;
    std::optional<int> count = SmallNumber(at - 2);
    if (!count.has_value() && Is(at - 2, "the")) count = 1;
    if (!count.has_value()) return false;
    const bool forward = Is(at, "later") || Is(at, "after");
    time.first = at - 2;
    time.precision = TimePrecision::kDay;
    if (Is(at, "ago")) {
      if (published_.has_value()) Single(time, *published_ - *count);
      return true;
    }
    time.relative = true;
    time.relative_days = forward ? *count : -*count;
    return true;
  }

  // The words around it: "since", "until", parts of the day.
  void Surroundings(TimeExpression& time) {
    uint32_t next = time.last;
    if (Is(next, "'s")) ++next;
    const absl::string_view word = Lower(next);
    static constexpr std::pair<absl::string_view, DayPart> kParts[] = {
        {"morning", {6, 12}},   {"afternoon", {12, 18}}, {"evening", {18, 24}},
        {"night", {18, 24}},    {"midnight", {0, 1}},    {"noon", {12, 13}},
        {"lunchtime", {11, 14}}};
    for (const auto& [name, part] : kParts) {
      if (word == name) {
        time.part = part;
        time.last = next + 1;
        if (time.precision == TimePrecision::kDay) {
          time.precision = TimePrecision::kPartOfDay;
        }
        break;
      }
    }
    for (uint32_t back = 1; back <= 3 && time.first >= first_ + back; ++back) {
      const absl::string_view before = Lower(time.first - back);
      if (before == "since") {
        time.since = true;
        time.first -= back;
        break;
      }
      if (before == "until" || before == "till") {
        time.until = true;
        time.first -= back;
        break;
      }
      if (before != "late" && before != "early" && before != "the" &&
          before != "on") {
        break;
      }
    }
  }

  const AnalyzedText& text_;
  const std::optional<CivilDay>& published_;
  const uint32_t first_;
  const uint32_t last_;
  std::vector<TimeExpression>& out_;
};

}  // namespace

void FindTimes(const AnalyzedText& text,
               const std::optional<absl::CivilDay>& published, uint32_t first,
               uint32_t last, std::vector<TimeExpression>& out) {
  Finder(text, published, first, last, out).Run();
}

}  // namespace parallax::ingest::domain::extract
