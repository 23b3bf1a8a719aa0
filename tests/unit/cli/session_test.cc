#include "services/cli/session.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace parallax::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ParseTimeTest, ADayIsItsStartOrItsEnd) {
  const auto start = ParseTime("--published", "2022-09-15", false);
  ASSERT_TRUE(start.ok());
  EXPECT_EQ(start->seconds(), 1663200000);
  EXPECT_EQ(start->nanos(), 0);
  const auto end = ParseTime("--as-of", "2022-09-15", true);
  ASSERT_TRUE(end.ok());
  EXPECT_EQ(end->seconds(), 1663200000 + 86399);
  EXPECT_EQ(end->nanos(), 999999999);
}

TEST(ParseTimeTest, TakesMomentsWithAndWithoutZone) {
  EXPECT_EQ(ParseTime("f", "2022-09-15T09:00", true)->seconds(), 1663232400);
  EXPECT_EQ(ParseTime("f", "2022-09-15T09:00Z", true)->seconds(), 1663232400);
  EXPECT_EQ(ParseTime("f", "2022-09-15T09:00:30Z", true)->seconds(),
            1663232430);
  EXPECT_EQ(ParseTime("f", "2022-09-15T13:00:00+04:00", true)->seconds(),
            1663232400);
  EXPECT_THAT(ParseTime("--as-of", "noon", true).status().message(),
              HasSubstr("--as-of: \"noon\""));
}

TEST(NumbersTest, StandBetweenCommas) {
  EXPECT_THAT(*Numbers("--within", "40.2,-45", 2), ElementsAre(40.2, -45));
  for (const char* text : {"40.2", "40.2,45,3", "40.2,east", ""}) {
    EXPECT_THAT(Numbers("--within", text, 2).status().message(),
                HasSubstr("--within: "))
        << text;
  }
}

TEST(FilterStringTest, CannotBreakOutOfTheQuotes) {
  EXPECT_EQ(FilterString("Armenia"), "\"Armenia\"");
  EXPECT_EQ(FilterString("a\" OR kind = \"x\\"),
            "\"a\\\" OR kind = \\\"x\\\\\"");
}

TEST(FullNameTest, AddsTheCollectionOnlyWhereItIsMissing) {
  EXPECT_EQ(FullName("claims", "ab12"), "claims/ab12");
  EXPECT_EQ(FullName("claims", "questions/ab12"), "questions/ab12");
}

}  // namespace
}  // namespace parallax::cli
