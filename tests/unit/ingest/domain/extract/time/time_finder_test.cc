#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/time/time_expression.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr CivilDay kThursday(2022, 9, 15);

std::vector<TimeExpression> Times(const Report& report,
                                  const std::optional<CivilDay>& published) {
  std::vector<TimeExpression> found;
  const Sentence& sentence = report.doc().text().sentences[0];
  FindTimes(report.doc().text(), published, sentence.first, sentence.last,
            found);
  return found;
}

// "2022-09-12", "2022-09-01..2022-09-30", "?" where no day is known.
std::vector<std::string> Days(const std::string& text,
                              std::optional<CivilDay> published = kThursday) {
  const Report report(text);
  std::vector<std::string> out;
  for (const TimeExpression& time : Times(report, published)) {
    if (!time.day.has_value()) {
      out.emplace_back("?");
      continue;
    }
    std::string days = absl::FormatCivilTime(*time.day);
    if (time.end_day != time.day) {
      absl::StrAppend(&days, "..", absl::FormatCivilTime(*time.end_day));
    }
    out.push_back(days);
  }
  return out;
}

struct DayCase {
  const char* text;
  const char* day;
};

class OneDay : public ::testing::TestWithParam<DayCase> {};

TEST_P(OneDay, CountsFromThePublication) {
  EXPECT_THAT(Days(GetParam().text), ElementsAre(GetParam().day))
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Weekdays, OneDay,
    ::testing::Values(
        DayCase{"Troops fired on Monday.", "2022-09-12"},
        DayCase{"Troops fired on Wednesday.", "2022-09-14"},
        DayCase{"Troops fired on Thursday.", "2022-09-15"},
        DayCase{"Troops fired on Friday.", "2022-09-09"},
        DayCase{"Troops fired last Thursday.", "2022-09-08"},
        DayCase{"Talks begin next Monday.", "2022-09-19"},
        DayCase{"Troops fired on Monday, 12 September.", "2022-09-12"},
        DayCase{"Troops fired on Monday, September 5.", "2022-09-05"}));

INSTANTIATE_TEST_SUITE_P(
    Words, OneDay,
    ::testing::Values(
        DayCase{"Troops fired today.", "2022-09-15"},
        DayCase{"Troops fired tonight.", "2022-09-15"},
        DayCase{"Troops fired this morning.", "2022-09-15"},
        DayCase{"Troops fired overnight.", "2022-09-15"},
        DayCase{"Troops fired yesterday.", "2022-09-14"},
        DayCase{"Troops fired last night.", "2022-09-14"},
        DayCase{"Troops fired the day before yesterday.", "2022-09-13"},
        DayCase{"Troops fired two days ago.", "2022-09-13"},
        DayCase{"Troops fired a day ago.", "2022-09-14"},
        DayCase{"Troops fired in the past 24 hours.", "2022-09-14"}));

INSTANTIATE_TEST_SUITE_P(
    Dates, OneDay,
    ::testing::Values(
        DayCase{"Troops fired on 12 September.", "2022-09-12"},
        DayCase{"Troops fired on September 12.", "2022-09-12"},
        DayCase{"Troops fired on Sept. 12.", "2022-09-12"},
        DayCase{"Troops fired on the 12th of September.", "2022-09-12"},
        DayCase{"Troops fired on September 12, 2020.", "2020-09-12"},
        DayCase{"Troops fired on 12 September 2020.", "2020-09-12"},
        DayCase{"Troops fired on 20 September.", "2022-09-20"},
        DayCase{"Troops fired on 20 October.", "2021-10-20"},
        DayCase{"Troops fired on the 11th.", "2022-09-11"},
        DayCase{"Troops fired on the 20th.", "2022-08-20"}));

INSTANTIATE_TEST_SUITE_P(
    Longer, OneDay,
    ::testing::Values(
        DayCase{"Troops left this week.", "2022-09-12..2022-09-18"},
        DayCase{"Troops left last week.", "2022-09-05..2022-09-11"},
        DayCase{"Troops left last month.", "2022-08-01..2022-08-31"},
        DayCase{"Troops left last year.", "2021-01-01..2021-12-31"},
        DayCase{"Troops left in August.", "2022-08-01..2022-08-31"},
        DayCase{"Troops left in December.", "2021-12-01..2021-12-31"},
        DayCase{"Troops left in March 2020.", "2020-03-01..2020-03-31"},
        DayCase{"Troops left in 2020.", "2020-01-01..2020-12-31"}));

TEST(TimeFinder, TheYearTurnsBackwards) {
  const CivilDay january(2023, 1, 2);  // a Monday
  EXPECT_THAT(Days("Troops fired on Friday.", january),
              ElementsAre("2022-12-30"));
  EXPECT_THAT(Days("Troops fired on 30 December.", january),
              ElementsAre("2022-12-30"));
  EXPECT_THAT(Days("Troops fired on 5 January.", january),
              ElementsAre("2023-01-05"));
  EXPECT_THAT(Days("Troops left last month.", january),
              ElementsAre("2022-12-01..2022-12-31"));
  EXPECT_THAT(Days("Troops fired three days ago.", january),
              ElementsAre("2022-12-30"));
}

TEST(TimeFinder, ADateShortlyAfterYearsEndIsAheadNotPast) {
  EXPECT_THAT(Days("Talks begin on 2 January.", CivilDay(2022, 12, 30)),
              ElementsAre("2023-01-02"));
}

TEST(TimeFinder, WithoutAPublicationDayOnlyFullDatesHaveADay) {
  EXPECT_THAT(Days("Troops fired on Monday.", std::nullopt), ElementsAre("?"));
  EXPECT_THAT(Days("Troops fired yesterday.", std::nullopt), ElementsAre("?"));
  EXPECT_THAT(Days("Troops fired on 12 September.", std::nullopt),
              ElementsAre("?"));
  EXPECT_THAT(Days("Troops fired on 12 September 2020.", std::nullopt),
              ElementsAre("2020-09-12"));
}

TEST(TimeFinder, NoTimeIsReadIntoOtherWords) {
  for (const char* text :
       {"The march may go on.", "May lost the vote.", "The sun rose.",
        "Some 2020 soldiers left.", "The 19th brigade left.",
        "They met on the 11th floor."}) {
    EXPECT_THAT(Days(text), IsEmpty()) << text;
  }
}

TEST(TimeFinder, TheEndOfFebruaryFollowsTheYear) {
  EXPECT_THAT(Days("Troops left in February 2020."),
              ElementsAre("2020-02-01..2020-02-29"));
}

TEST(TimeFinder, SinceMondayNightIsOpenFromThatEvening) {
  const Report report("Troops have fired since Monday night.");
  const auto times = Times(report, kThursday);
  ASSERT_EQ(times.size(), 1u);
  EXPECT_TRUE(times[0].since);
  EXPECT_FALSE(times[0].until);
  EXPECT_EQ(times[0].day, CivilDay(2022, 9, 12));
  EXPECT_EQ(times[0].precision, TimePrecision::kPartOfDay);
  EXPECT_EQ(times[0].part.from_hour, 18);
  EXPECT_EQ(times[0].part.to_hour, 24);
  EXPECT_EQ(report.Words(times[0].first, times[0].last), "since Monday night");
}

TEST(TimeFinder, UntilIsOpenTheOtherWay) {
  const Report report("The truce held until Wednesday.");
  const auto times = Times(report, kThursday);
  ASSERT_EQ(times.size(), 1u);
  EXPECT_TRUE(times[0].until);
  EXPECT_FALSE(times[0].since);
  EXPECT_EQ(times[0].day, CivilDay(2022, 9, 14));
}

TEST(TimeFinder, PartsOfTheDayAreToldApart) {
  const struct {
    const char* text;
    int from;
    int to;
  } kCases[] = {{"Troops fired on Monday morning.", 6, 12},
                {"Troops fired on Monday afternoon.", 12, 18},
                {"Troops fired on Monday evening.", 18, 24},
                {"Troops fired on Monday.", 0, 24}};
  for (const auto& c : kCases) {
    const Report report(c.text);
    const auto times = Times(report, kThursday);
    ASSERT_EQ(times.size(), 1u) << c.text;
    EXPECT_EQ(times[0].part.from_hour, c.from) << c.text;
    EXPECT_EQ(times[0].part.to_hour, c.to) << c.text;
  }
}

struct RelativeCase {
  const char* text;
  int days;
};

class RelativeTimes : public ::testing::TestWithParam<RelativeCase> {};

TEST_P(RelativeTimes, CountFromAnotherEvent) {
  const Report report(GetParam().text);
  const auto times = Times(report, kThursday);
  ASSERT_EQ(times.size(), 1u) << GetParam().text;
  EXPECT_TRUE(times[0].relative) << GetParam().text;
  EXPECT_EQ(times[0].relative_days, GetParam().days) << GetParam().text;
  EXPECT_FALSE(times[0].day.has_value()) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Words, RelativeTimes,
    ::testing::Values(RelativeCase{"Troops left a day earlier.", -1},
                      RelativeCase{"Troops left the day before.", -1},
                      RelativeCase{"Troops left two days earlier.", -2},
                      RelativeCase{"Troops left three days later.", 3},
                      RelativeCase{"Troops left the day after.", 1}));

TEST(TimeFinder, TheDayBeforeYesterdayIsOneTime) {
  const Report report("Troops fired the day before yesterday.");
  const auto times = Times(report, kThursday);
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(report.Words(times[0].first, times[0].last),
            "the day before yesterday");
  EXPECT_FALSE(times[0].relative);
}

TEST(TimeFinder, SeveralTimesStandInOrder) {
  EXPECT_THAT(Days("Troops fired on Monday, left on Tuesday and came back "
                   "yesterday."),
              ElementsAre("2022-09-12", "2022-09-13", "2022-09-14"));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
