// Short names for the schema's messages, which are the domain's values, and
// the moments and days that reconciliation reckons in.
#pragma once

#include <cstdint>

#include "google/protobuf/timestamp.pb.h"
#include "parallax/claims/v1/actor.pb.h"
#include "parallax/claims/v1/claim.pb.h"
#include "parallax/claims/v1/mention.pb.h"
#include "parallax/claims/v1/question.pb.h"
#include "parallax/claims/v1/relation.pb.h"
#include "parallax/claims/v1/review.pb.h"
#include "parallax/claims/v1/tally.pb.h"
#include "parallax/type/v1/place_reference.pb.h"
#include "parallax/type/v1/quantity.pb.h"
#include "parallax/type/v1/time_interval.pb.h"

namespace parallax::claims::domain {

namespace pb = ::parallax::claims::v1;
namespace type = ::parallax::type::v1;

// Microseconds since 1970, UTC.
using Micros = std::int64_t;
// Days since 1970, UTC.
using Day = std::int32_t;

inline constexpr Micros kMicrosPerDay = 86'400'000'000;
// Later than every publication: what an unset as_of means.
inline constexpr Micros kForever = INT64_MAX;
// Later than every revision; what stands has been replaced at none.
inline constexpr std::int64_t kLatest = INT64_MAX - 1;

// Which recorded mentions count.
struct Horizon {
  // Those published by then,
  Micros published = kForever;
  // as the ledger held them at this revision.
  std::int64_t recorded = kLatest;

  bool present() const { return published == kForever && recorded == kLatest; }
};

inline Micros ToMicros(const google::protobuf::Timestamp& time) {
  return time.seconds() * 1'000'000 + time.nanos() / 1'000;
}

inline google::protobuf::Timestamp ToTimestamp(Micros micros) {
  google::protobuf::Timestamp time;
  Micros seconds = micros / 1'000'000;
  if (micros % 1'000'000 < 0) --seconds;
  time.set_seconds(seconds);
  time.set_nanos(
      static_cast<std::int32_t>((micros - seconds * 1'000'000) * 1'000));
  return time;
}

inline Day DayOf(Micros micros) {
  Micros day = micros / kMicrosPerDay;
  if (micros % kMicrosPerDay < 0) --day;
  return static_cast<Day>(day);
}

inline Day DayOf(const google::protobuf::Timestamp& time) {
  return DayOf(ToMicros(time));
}

}  // namespace parallax::claims::domain
