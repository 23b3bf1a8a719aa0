// Publication dates as pages and date lines write them.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_PUBLICATION_DATE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_PUBLICATION_DATE_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace parallax::ingest::domain::reader {

// A date, perhaps with a time of day, as stated.
struct StatedTime {
  absl::CivilSecond civil;  // in the zone it was stated in; 00:00 for a day
  bool has_time = false;
  // The moment: with the stated offset, UTC without one; noon for a day.
  absl::Time time;
};

// The first full date in `text`: "2022-09-15T10:00Z", "15 September 2022",
// "Sept. 15, 2022 10:30 GMT", "15.09.2022". Days without a year and relative
// times ("3 hours ago") are no dates; nor is "03/04/2022", which reads both
// ways.
//
// INVALID_ARGUMENT (INVALID_FIELD) when it states a year outside 1900..2199.
absl::StatusOr<std::optional<StatedTime>> FindStatedTime(
    absl::string_view text);

// OK when the year of `time` lies in 1900..2199; else INVALID_ARGUMENT for
// `field`.
absl::Status CheckPublishTime(absl::Time time, absl::string_view field);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_PUBLICATION_DATE_H_
