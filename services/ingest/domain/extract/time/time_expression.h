// When something happened, as a text says it, resolved against the date of
// publication.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_TIME_TIME_EXPRESSION_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_TIME_TIME_EXPRESSION_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"

namespace parallax::ingest::domain::extract {

enum class TimePrecision : uint8_t {
  kUnknown,
  kPartOfDay,
  kDay,
  kWeek,
  kMonth,
  kYear,
};

// Where in the day, in hours from 00:00; 0..24 for the whole day.
struct DayPart {
  int8_t from_hour = 0;
  int8_t to_hour = 24;
};

// Tokens [first, last). A time that depends on an unknown publication date has
// no `day`.
struct TimeExpression {
  uint32_t first = 0;
  uint32_t last = 0;
  // First day meant; for a month or year its first day.
  std::optional<absl::CivilDay> day;
  // Last day meant, inclusive; equal to `day` for a single day.
  std::optional<absl::CivilDay> end_day;
  TimePrecision precision = TimePrecision::kUnknown;
  DayPart part;
  bool since = false;     // "since Monday": open towards now
  bool until = false;     // "until Friday": open towards the past
  bool relative = false;  // "a day earlier": counted from another event
  int relative_days = 0;

  // A day or a part of one, no longer time.
  bool IsDay() const {
    return precision == TimePrecision::kDay ||
           precision == TimePrecision::kPartOfDay;
  }
};

// The time expressions of tokens [first, last), in text order. `published` is
// the day of publication. Weekdays mean the latest such day not after it; a day
// and month without year the latest such date not more than a week after it.
// Linear time.
void FindTimes(const AnalyzedText& text,
               const std::optional<absl::CivilDay>& published, uint32_t first,
               uint32_t last, std::vector<TimeExpression>& out);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_TIME_TIME_EXPRESSION_H_
