#include "services/claims/domain/timeline.h"

#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace parallax::claims::domain {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Activity Days(std::initializer_list<Day> days) {
  Activity activity;
  for (Day day : days) AddStretch(day, day, &activity);
  return activity;
}

TEST(TimelineTest, AStretchKeepsEachOfItsDaysAlive) {
  Activity activity;
  AddStretch(10, 12, &activity);
  AddStretch(12, 12, &activity);
  EXPECT_EQ(activity[10].documents, 1);
  EXPECT_EQ(activity[10].ending, 0);
  EXPECT_EQ(activity[12].documents, 2);
  EXPECT_EQ(activity[12].ending, 2);
}

TEST(TimelineTest, AWeekOfSilenceIsSurvivedAndNoMore) {
  EXPECT_THAT(CutTimeline({}), IsEmpty());
  EXPECT_THAT(CutTimeline(Days({100, 107})), ElementsAre(Segment{100, 107}));
  EXPECT_THAT(CutTimeline(Days({100, 108})),
              ElementsAre(Segment{100, 100}, Segment{108, 108}));
}

TEST(TimelineTest, AWarWithoutSilenceIsCutWithinBounds) {
  Activity activity;
  for (Day day = 0; day < 1000; ++day) AddStretch(day, day, &activity);
  const std::vector<Segment> segments = CutTimeline(activity);
  ASSERT_GT(segments.size(), 10u);
  for (const Segment& segment : segments) {
    EXPECT_LE(segment.last - segment.first + 1, kLongestSegment);
  }
}

TEST(TimelineTest, WhereThereIsMuchToHoldCutsComeSooner) {
  Activity activity;
  for (Day day = 0; day < 40; ++day) {
    for (int i = 0; i < 500; ++i) AddStretch(day, day, &activity);
  }
  for (const Segment& segment : CutTimeline(activity)) {
    EXPECT_EQ(segment.first, segment.last);
  }
}

TEST(TimelineTest, LateCutsDoNotDependOnWhenTheHistoryBegins) {
  std::mt19937 random(5);
  Activity all;
  for (int i = 0; i < 400; ++i) {
    const Day day = static_cast<Day>(random() % 600);
    AddStretch(day, day + static_cast<Day>(random() % 5), &all);
  }
  Activity late(all.lower_bound(300), all.end());
  std::vector<Segment> from_all;
  for (const Segment& segment : CutTimeline(all)) {
    if (segment.first >= 300 + kLongestSegment) from_all.push_back(segment);
  }
  std::vector<Segment> from_late;
  for (const Segment& segment : CutTimeline(late)) {
    if (segment.first >= 300 + kLongestSegment) from_late.push_back(segment);
  }
  EXPECT_EQ(from_all, from_late);
}

TEST(TimelineTest, AChangeMovesNothingOutsideItsRange) {
  std::mt19937 random(6);
  Activity activity;
  for (int i = 0; i < 300; ++i) {
    const Day day = static_cast<Day>(random() % 800);
    AddStretch(day, day, &activity);
  }
  const std::vector<Segment> before = CutTimeline(activity);
  for (Day day : {50, 333, 512, 700}) {
    Activity changed = activity;
    AddStretch(day, day + 3, &changed);
    const std::vector<Segment> after = CutTimeline(changed);
    const Segment range = AffectedRange(before, after, {day, day + 3});
    const auto outside = [&](const std::vector<Segment>& segments) {
      std::vector<Segment> kept;
      for (const Segment& segment : segments) {
        if (segment.last < range.first || segment.first > range.last) {
          kept.push_back(segment);
        }
      }
      return kept;
    };
    EXPECT_EQ(outside(before), outside(after)) << day;
    EXPECT_LT(range.last - range.first, kTimelineReach) << day;
  }
}

TEST(TimelineTest, AWideIntervalJoinsTheBusiestIncident) {
  Activity activity = Days({10, 30, 30, 30, 50});
  const std::vector<Segment> segments = CutTimeline(activity);
  ASSERT_EQ(segments.size(), 3u);
  EXPECT_EQ(BusiestSegment(segments, activity, 0, 60)->first, 30);
  EXPECT_EQ(BusiestSegment(segments, activity, 0, 20)->first, 10);
  EXPECT_EQ(BusiestSegment(segments, activity, 12, 20), nullptr);
  activity = Days({10, 50});
  EXPECT_EQ(BusiestSegment(CutTimeline(activity), activity, 0, 60)->first, 10)
      << "the earlier of equals";
}

TEST(TimelineTest, FindsTheSegmentOfADay) {
  const std::vector<Segment> segments = {{10, 12}, {30, 35}};
  EXPECT_EQ(FindSegment(segments, 31)->first, 30);
  EXPECT_EQ(FindSegment(segments, 20), nullptr);
}

}  // namespace
}  // namespace parallax::claims::domain
