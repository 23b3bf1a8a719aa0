#include "services/claims/domain/anchor.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/report.h"

namespace parallax::claims::domain {
namespace {

using testing::At;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Report;
using ::testing::UnorderedElementsAre;

std::vector<Anchor> AnchorsOf(const Report& report) {
  return AnchorMentions(report.request().source(), report.request().mentions());
}

Day DayAt(const char* day) { return DayOf(At(day)); }

Report Of(const char* published) { return Report("d", published, "Outlet"); }

TEST(AnchorTest, RecentMentionsShareTheDaysOfTheirReport) {
  const auto anchors = AnchorsOf(Of("2022-09-15 12:00")
                                     .Killed("A", "Armenia", 105)
                                     .Since("2022-09-12")
                                     .Killed("B", "Azerbaijan", 71)
                                     .Truce("A", "Armenia")
                                     .On("2022-09-14"));
  for (const Anchor& anchor : anchors) {
    EXPECT_EQ(anchor.parties, "Armenia|Azerbaijan");
    EXPECT_EQ(anchor.mode, AnchorMode::kDated);
    EXPECT_EQ(anchor.first, DayAt("2022-09-12"));
    EXPECT_EQ(anchor.last, DayAt("2022-09-15"));
  }
}

TEST(AnchorTest, WithoutAnyDateThePublicationIsTheDay) {
  const auto anchors =
      AnchorsOf(Of("2022-09-15 12:00").Killed("A", "Armenia", 105));
  EXPECT_EQ(anchors[0].first, DayAt("2022-09-15"));
  EXPECT_EQ(anchors[0].last, DayAt("2022-09-15"));
}

TEST(AnchorTest, AnOlderExactDateStandsForItself) {
  const auto anchors = AnchorsOf(Of("2022-10-15 12:00")
                                     .Killed("A", "Armenia", 430)
                                     .On("2022-09-13", "2022-09-14")
                                     .Killed("B", "Azerbaijan", 79));
  EXPECT_EQ(anchors[0].first, DayAt("2022-09-13"));
  EXPECT_EQ(anchors[0].last, DayAt("2022-09-14"));
  EXPECT_EQ(anchors[1].last, DayAt("2022-09-14"))
      << "an undated one is about what the report is about";
}

TEST(AnchorTest, AMonthLooksForItsBusiestIncident) {
  const auto anchors = AnchorsOf(Of("2022-12-15 12:00")
                                     .Killed("A", "Armenia", 200)
                                     .On("2022-09-01", "2022-09-30")
                                     .Precision(type::TIME_PRECISION_MONTH));
  EXPECT_EQ(anchors[0].mode, AnchorMode::kLoose);
  EXPECT_EQ(anchors[0].first, DayAt("2022-09-01"));
  EXPECT_EQ(anchors[0].last, DayAt("2022-09-30"));
}

TEST(AnchorTest, ThisMonthIsNow) {
  const auto anchors = AnchorsOf(Of("2022-09-15 12:00")
                                     .Killed("A", "Armenia", 200)
                                     .On("2022-09-01", "2022-09-30")
                                     .Precision(type::TIME_PRECISION_MONTH));
  EXPECT_EQ(anchors[0].mode, AnchorMode::kDated);
  EXPECT_EQ(anchors[0].last, DayAt("2022-09-15"));
}

TEST(AnchorTest, TheTollOfALongWarBelongsToTheDaysOfItsReport) {
  const auto anchors = AnchorsOf(Of("2024-05-10 12:00")
                                     .Between({"Russia", "Ukraine"})
                                     .Killed("A", "Ukraine", 31000)
                                     .Since("2022-02-24"));
  EXPECT_EQ(anchors[0].mode, AnchorMode::kDated);
  EXPECT_EQ(anchors[0].first, DayAt("2024-05-10"));
  EXPECT_EQ(anchors[0].last, DayAt("2024-05-10"));
}

TEST(AnchorTest, LongSinceNeedsALongStretchThatGoesOn) {
  type::TimeInterval time;
  const Day published = DayAt("2024-05-10");
  EXPECT_EQ(LongSince(time, published), 0);
  *time.mutable_start_time() = ToTimestamp(At("2024-05-06"));
  EXPECT_EQ(LongSince(time, published), 0);
  *time.mutable_start_time() = ToTimestamp(At("2022-02-24"));
  EXPECT_EQ(LongSince(time, published), DayAt("2022-02-24"));
  *time.mutable_end_time() = ToTimestamp(At("2024-05-09"));
  EXPECT_EQ(LongSince(time, published), DayAt("2022-02-24"));
  *time.mutable_end_time() = ToTimestamp(At("2022-04-01"));
  EXPECT_EQ(LongSince(time, published), 0);
}

TEST(AnchorTest, BackgroundStandsApartByItsYearAndTheMonthThatRecallsIt) {
  const auto anchors = AnchorsOf(Of("2022-09-15 12:00")
                                     .Killed("", "", 5000)
                                     .On("2020-10-01")
                                     .Background()
                                     .Killed("", "", 30000)
                                     .Background());
  EXPECT_EQ(anchors[0].mode, AnchorMode::kApart);
  EXPECT_EQ(anchors[0].group, "events-of-2020-recalled-2022-9");
  EXPECT_EQ(anchors[1].group, "recalled-2022-9");
}

TEST(AnchorTest, WhatLiesMoreThanAYearBackIsRecalledNotReported) {
  const auto anchors = AnchorsOf(Of("2024-03-01 12:00")
                                     .Attack("A", "Armenia", "Azerbaijan")
                                     .On("2022-09-13")
                                     .Attack("A", "Armenia", "Azerbaijan")
                                     .On("2023-09-19"));
  EXPECT_EQ(anchors[0].mode, AnchorMode::kApart);
  EXPECT_EQ(anchors[0].group, "events-of-2022-recalled-2024-3");
  EXPECT_EQ(anchors[1].mode, AnchorMode::kDated);
}

TEST(AnchorTest, OfManySidesTheMostOftenOpposedAreTheParties) {
  const auto anchors =
      AnchorsOf(Of("2022-09-15 12:00")
                    .Between({"Turkey", "Armenia", "Azerbaijan"})
                    .Attack("A", "Armenia", "Azerbaijan")
                    .Attack("B", "Azerbaijan", "Armenia")
                    .Attack("C", "Turkey", "Armenia"));
  for (const Anchor& anchor : anchors) {
    EXPECT_EQ(anchor.parties, "Armenia|Azerbaijan");
  }
}

TEST(AnchorTest, WithoutSidesTheCountryStandsIn) {
  const auto anchors = AnchorsOf(Of("2022-09-15 12:00")
                                     .Between({})
                                     .Killed("", "", 3)
                                     .Place("Goma", "places/goma", "CD"));
  EXPECT_EQ(anchors[0].parties, "@CD");
  EXPECT_THAT(SidesOf(anchors[0].parties), IsEmpty());
  EXPECT_THAT(SidesOf("Armenia|Azerbaijan"),
              ElementsAre("Armenia", "Azerbaijan"));
  EXPECT_THAT(SidesOf(""), IsEmpty());
}

TEST(AnchorTest, InvolvesWhomTheBodyNames) {
  const Report report = Of("2022-09-15 12:00")
                            .Killed("A", "Armenia", 3)
                            .OfMilitary("Azerbaijan")
                            .Truce("B", "Russia")
                            .Violation("Armenia");
  EXPECT_THAT(InvolvedSides(report.request().mentions(0).assertion()),
              UnorderedElementsAre("Armenia", "Azerbaijan"));
  EXPECT_THAT(InvolvedSides(report.request().mentions(1).assertion()),
              UnorderedElementsAre("Russia", "Armenia"));
}

}  // namespace
}  // namespace parallax::claims::domain
