#include "services/ingest/domain/reader/publication_date.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "services/ingest/domain/reader/limits.h"

namespace parallax::ingest::domain::reader {
namespace {

constexpr std::size_t kLongestDateLine = 300;

#define MONTH                                         \
  "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)" \
  "(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\\.?"

struct Patterns {
  RE2 iso{R"re((?i)(?:^|[^\d])(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:$|[^\d]))re"};
  RE2 day_first{
      "(?i)(?:^|[^\\d])(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?" MONTH
      "\\s*,?\\s+(\\d{4})(?:$|[^\\d])"};
  RE2 month_first{
      "(?i)(?:^|[^a-z])" MONTH
      "\\s+(\\d{1,2})(?:st|nd|rd|th)?\\s*,?\\s+(\\d{4})(?:$|[^\\d])"};
  RE2 numeric{
      R"re((?:^|[^\d])(\d{1,2})([./-])(\d{1,2})[./-](\d{4})(?:$|[^\d]))re"};
  RE2 clock{
      R"re((?i)(?:^|[^\d:.])(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d+)?)?)re"
      R"re(\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|utc|gmt|[a-z]{2,4}t|msk|bst|ist)?\b)re"
      R"re(\s*(?:([+-])(\d{2}):?(\d{2}))?)re"};
};

const Patterns& Compiled() {
  static const Patterns* patterns = new Patterns;
  return *patterns;
}

int MonthNumber(absl::string_view name) {
  static constexpr absl::string_view kMonths[] = {"jan", "feb", "mar", "apr",
                                                  "may", "jun", "jul", "aug",
                                                  "sep", "oct", "nov", "dec"};
  const std::string lower = absl::AsciiStrToLower(name);
  const auto* found = std::find(std::begin(kMonths), std::end(kMonths), lower);
  return static_cast<int>(found - std::begin(kMonths)) + 1;
}

// Offset from UTC in minutes of the abbreviations that datelines use.
int ZoneMinutes(absl::string_view name) {
  struct Zone {
    absl::string_view name;
    int minutes;
  };
  static constexpr Zone kZones[] = {
      {"bst", 60},   {"cet", 60},   {"cest", 120}, {"eet", 120},  {"eest", 180},
      {"msk", 180},  {"est", -300}, {"edt", -240}, {"cst", -360}, {"cdt", -300},
      {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"ist", 330},
      {"pkt", 300},  {"amt", 240},  {"azt", 240},  {"get", 240},  {"trt", 180},
      {"eat", 180},  {"wat", 60},   {"cat", 120},  {"sast", 120}, {"jst", 540},
      {"kst", 540},  {"aft", 270},  {"aest", 600}};
  const std::string lower = absl::AsciiStrToLower(name);
  for (const Zone& zone : kZones) {
    if (zone.name == lower) return zone.minutes;
  }
  return 0;
}

struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
};

int Number(const std::string& digits) {
  int value = 0;
  (void)absl::SimpleAtoi(digits, &value);
  return value;
}

std::optional<Date> FindDate(const std::string& text) {
  const Patterns& patterns = Compiled();
  std::string a;
  std::string b;
  std::string c;
  std::string separator;
  if (RE2::PartialMatch(text, patterns.iso, &a, &b, &c)) {
    return Date{Number(a), Number(b), Number(c)};
  }
  if (RE2::PartialMatch(text, patterns.day_first, &a, &b, &c)) {
    return Date{Number(c), MonthNumber(b), Number(a)};
  }
  if (RE2::PartialMatch(text, patterns.month_first, &a, &b, &c)) {
    return Date{Number(c), MonthNumber(a), Number(b)};
  }
  if (RE2::PartialMatch(text, patterns.numeric, &a, &separator, &b, &c)) {
    const int first = Number(a);
    const int second = Number(b);
    if (separator == "." || first > 12 || first == second) {
      return Date{Number(c), second, first};
    }
    if (second > 12) return Date{Number(c), first, second};
  }
  return std::nullopt;
}

struct TimeOfDay {
  int hour = 0;
  int minute = 0;
  int second = 0;
  int offset_minutes = 0;
};

// The text without its numeric dates, whose digits could pass for a time.
std::optional<TimeOfDay> FindTimeOfDay(std::string text) {
  static const RE2* const kDateT = new RE2(
      R"re((?i)\d{4}[-/]\d{1,2}[-/]\d{1,2}t?|\d{1,2}[./]\d{1,2}[./]\d{4})re");
  RE2::GlobalReplace(&text, *kDateT, " ");
  std::string hour;
  std::string minute;
  std::string second;
  std::string half;
  std::string zone;
  std::string sign;
  std::string offset_hour;
  std::string offset_minute;
  if (!RE2::PartialMatch(text, Compiled().clock, &hour, &minute, &second, &half,
                         &zone, &sign, &offset_hour, &offset_minute)) {
    return std::nullopt;
  }
  TimeOfDay time{Number(hour), Number(minute), Number(second), 0};
  half = absl::AsciiStrToLower(half);
  if (absl::StartsWith(half, "p") && time.hour < 12) time.hour += 12;
  if (absl::StartsWith(half, "a") && time.hour == 12) time.hour = 0;
  if (time.hour > 23 || time.minute > 59 || time.second > 59) {
    return std::nullopt;
  }
  if (!sign.empty()) {
    time.offset_minutes = Number(offset_hour) * 60 + Number(offset_minute);
    if (sign == "-") time.offset_minutes = -time.offset_minutes;
    if (std::abs(time.offset_minutes) > 14 * 60) return std::nullopt;
  } else {
    time.offset_minutes = ZoneMinutes(zone);
  }
  return time;
}

absl::Status YearOutOfRange(absl::string_view field,
                            absl::string_view written) {
  return status::InvalidField(
      field, absl::StrCat("the year of publication must lie between ",
                          kFirstYear, " and ", kLastYear, "; it is ", written));
}

}  // namespace

absl::StatusOr<std::optional<StatedTime>> FindStatedTime(
    absl::string_view text) {
  const std::string line(text.substr(0, kLongestDateLine));
  const std::optional<Date> date = FindDate(line);
  if (!date.has_value()) return std::nullopt;
  if (date->year < kFirstYear || date->year > kLastYear) {
    return YearOutOfRange("document.publish_time", absl::StrCat(date->year));
  }
  const absl::CivilDay day(date->year, date->month, date->day);
  if (day.month() != date->month || day.day() != date->day) return std::nullopt;
  const std::optional<TimeOfDay> time = FindTimeOfDay(line);
  StatedTime stated;
  if (time.has_value()) {
    stated.has_time = true;
    stated.civil = absl::CivilSecond(day) + time->hour * 3600 +
                   time->minute * 60 + time->second;
    stated.time = absl::FromCivil(stated.civil, absl::UTCTimeZone()) -
                  absl::Minutes(time->offset_minutes);
  } else {
    stated.civil = absl::CivilSecond(day);
    stated.time =
        absl::FromCivil(stated.civil, absl::UTCTimeZone()) + absl::Hours(12);
  }
  return stated;
}

absl::Status CheckPublishTime(absl::Time time, absl::string_view field) {
  const auto year = absl::ToCivilYear(time, absl::UTCTimeZone()).year();
  if (year >= kFirstYear && year <= kLastYear) return absl::OkStatus();
  return YearOutOfRange(field, absl::StrCat(year));
}

}  // namespace parallax::ingest::domain::reader
