#include "services/ingest/domain/reader/publication_date.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace parallax::ingest::domain::reader {
namespace {

using testing::HasReason;

std::string Read(absl::string_view text) {
  const auto stated = FindStatedTime(text);
  if (!stated.ok()) return "error";
  if (!stated->has_value()) return "none";
  return absl::FormatTime("%Y-%m-%d %H:%M", (*stated)->time,
                          absl::UTCTimeZone()) +
         ((*stated)->has_time ? "" : " day");
}

TEST(PublicationDate, ReadsTheFormsThatPagesUse) {
  EXPECT_EQ(Read("15 September 2022"), "2022-09-15 12:00 day");
  EXPECT_EQ(Read("Published: Thursday 15th September, 2022"),
            "2022-09-15 12:00 day");
  EXPECT_EQ(Read("Sept. 15, 2022"), "2022-09-15 12:00 day");
  EXPECT_EQ(Read("2022-09-15T10:00Z"), "2022-09-15 10:00");
  EXPECT_EQ(Read("2022-09-15T10:00:30.123+04:00"), "2022-09-15 06:00");
  EXPECT_EQ(Read("2022-09-15"), "2022-09-15 12:00 day");
  EXPECT_EQ(Read("30 April 2021, 19:20, Bishkek"), "2021-04-30 19:20");
  EXPECT_EQ(Read("May 7, 2025 5:04 p.m. EDT"), "2025-05-07 21:04");
  EXPECT_EQ(Read("15.09.2022 18:30"), "2022-09-15 18:30");
  EXPECT_EQ(Read("25/12/2023"), "2023-12-25 12:00 day");
}

TEST(PublicationDate, LeavesWhatIsNoFullDate) {
  EXPECT_EQ(Read("Published 3 hours ago"), "none");
  EXPECT_EQ(Read("KYIV, March 3"), "none");
  EXPECT_EQ(Read("03/04/2022"), "none");  // April or March
  EXPECT_EQ(Read("30 February 2022"), "none");
  EXPECT_EQ(Read("71 of its 2022 troops"), "none");
  EXPECT_EQ(Read(""), "none");
}

TEST(PublicationDate, RefusesYearsThatCannotBe) {
  for (const char* text : {"0000-01-01", "9999-12-31T00:00:00Z",
                           "1 January 9999", "March 3, 1815"}) {
    EXPECT_THAT(FindStatedTime(text),
                HasReason(type::v1::ERROR_REASON_INVALID_FIELD))
        << text;
  }
}

}  // namespace
}  // namespace parallax::ingest::domain::reader
