// google.protobuf.Timestamp <-> absl::Time.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_TIMESTAMPS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_TIMESTAMPS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace parallax::ingest::domain {

// To the microsecond, which is what stores keep.
inline google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  const int64_t micros = absl::ToUnixMicros(time);
  int64_t seconds = micros / 1'000'000;
  int64_t rest = micros % 1'000'000;
  if (rest < 0) {
    rest += 1'000'000;
    --seconds;
  }
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(static_cast<int32_t>(rest * 1000));
  return timestamp;
}

// INVALID_ARGUMENT when it lies outside the years 1 to 9999.
inline absl::StatusOr<absl::Time> FromTimestamp(
    const google::protobuf::Timestamp& timestamp) {
  constexpr int64_t kFirst = -62'135'596'800;
  constexpr int64_t kLast = 253'402'300'799;
  if (timestamp.seconds() < kFirst || timestamp.seconds() > kLast ||
      timestamp.nanos() < 0 || timestamp.nanos() > 999'999'999) {
    return absl::InvalidArgumentError("is no valid timestamp");
  }
  return absl::FromUnixSeconds(timestamp.seconds()) +
         absl::Nanoseconds(timestamp.nanos());
}

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_TIMESTAMPS_H_
