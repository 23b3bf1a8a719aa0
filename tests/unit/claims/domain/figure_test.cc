#include "services/claims/domain/figure.h"

#include "gtest/gtest.h"

namespace parallax::claims::domain {
namespace {

type::Count Exactly(std::int64_t number) {
  type::Count count;
  count.set_min(number);
  count.set_max(number);
  count.set_best(number);
  count.set_bound(type::BOUND_EXACT);
  return count;
}
type::Count About(std::int64_t number) {
  type::Count count = Exactly(number);
  count.set_bound(type::BOUND_ABOUT);
  return count;
}
type::Count AtLeast(std::int64_t number) {
  type::Count count;
  count.set_min(number);
  count.set_best(number);
  count.set_bound(type::BOUND_AT_LEAST);
  return count;
}
type::Count AtMost(std::int64_t number) {
  type::Count count;
  count.set_max(number);
  count.set_best(number);
  count.set_bound(type::BOUND_AT_MOST);
  return count;
}
type::Count Between(std::int64_t min, std::int64_t max) {
  type::Count count;
  count.set_min(min);
  count.set_max(max);
  count.set_bound(type::BOUND_RANGE);
  return count;
}
type::Count Dozens() {
  type::Count count;
  count.set_min(24);
  count.set_bound(type::BOUND_VAGUE);
  count.set_phrase("dozens");
  return count;
}

TEST(FigureTest, OnlyTheBodyThatHoldsANumberHasOne) {
  pb::Assertion assertion;
  assertion.mutable_casualties()->set_measure(pb::CASUALTY_MEASURE_KILLED);
  EXPECT_EQ(CountOf(assertion), nullptr);
  assertion.mutable_casualties()->mutable_count();
  EXPECT_EQ(CountOf(assertion), nullptr) << "a count without a number";
  *assertion.mutable_casualties()->mutable_count() = Exactly(3);
  ASSERT_NE(CountOf(assertion), nullptr);
  EXPECT_EQ(CountOf(assertion)->best(), 3);
  *assertion.mutable_territory()->mutable_settlements() = Exactly(7);
  EXPECT_EQ(CountOf(assertion)->best(), 7);
  *assertion.mutable_deployment()->mutable_count() = About(2000);
  EXPECT_EQ(CountOf(assertion)->best(), 2000);
  *assertion.mutable_damage()->mutable_count() = Exactly(2);
  EXPECT_EQ(CountOf(assertion)->best(), 2);
  assertion.mutable_truce();
  EXPECT_EQ(CountOf(assertion), nullptr);
}

TEST(FigureTest, PreciseIsWhatIsStatedToTheUnit) {
  EXPECT_TRUE(IsPrecise(Exactly(105)));
  EXPECT_TRUE(IsPrecise(About(100)));
  EXPECT_FALSE(IsPrecise(AtLeast(100)));
  EXPECT_FALSE(IsPrecise(Between(20, 30)));
  EXPECT_FALSE(IsPrecise(Dozens()));
}

TEST(FigureTest, DisjointNumbersHaveNoneInCommon) {
  EXPECT_TRUE(Disjoint(Exactly(49), Exactly(105)));
  EXPECT_FALSE(Disjoint(Exactly(105), Exactly(105)));
  EXPECT_FALSE(Disjoint(AtLeast(49), Exactly(105)));
  EXPECT_TRUE(Disjoint(AtLeast(106), Exactly(105)));
  EXPECT_TRUE(Disjoint(AtMost(30), Exactly(31)));
  EXPECT_FALSE(Disjoint(Between(20, 30), Exactly(30)));
  EXPECT_FALSE(Disjoint(About(100), Exactly(109))) << "a tenth either way";
  EXPECT_TRUE(Disjoint(About(100), Exactly(112)));
  EXPECT_FALSE(Disjoint(type::Count(), Exactly(1)));
}

TEST(FigureTest, LooserWordingsStayWithinATenth) {
  EXPECT_TRUE(IsLooserWording(AtLeast(101), Exactly(105)));
  EXPECT_FALSE(IsLooserWording(AtLeast(49), Exactly(105)));
  EXPECT_FALSE(IsLooserWording(AtLeast(106), Exactly(105)));
  EXPECT_TRUE(IsLooserWording(About(100), Exactly(105)));
  EXPECT_FALSE(IsLooserWording(About(105), Exactly(105)));
  EXPECT_TRUE(IsLooserWording(AtMost(110), Exactly(105)));
  EXPECT_FALSE(IsLooserWording(Exactly(105), Exactly(105)));
  EXPECT_FALSE(IsLooserWording(Dozens(), Exactly(49)));
  EXPECT_FALSE(IsLooserWording(AtLeast(101), AtLeast(105)));
}

TEST(FigureTest, SameFigureIsTheSameNumberStatedTheSameWay) {
  EXPECT_TRUE(SameFigure(Exactly(105), Exactly(105)));
  EXPECT_FALSE(SameFigure(Exactly(105), About(105)));
  EXPECT_FALSE(SameFigure(AtLeast(105), Exactly(105)));
}

TEST(FigureTest, ReadsAsReportsWriteIt) {
  EXPECT_EQ(FigureText(Exactly(105)), "105");
  EXPECT_EQ(FigureText(About(430)), "about 430");
  EXPECT_EQ(FigureText(AtLeast(49)), "at least 49");
  EXPECT_EQ(FigureText(AtMost(30)), "at most 30");
  EXPECT_EQ(FigureText(Between(20, 30)), "20 to 30");
  EXPECT_EQ(FigureText(Dozens()), "dozens");
  EXPECT_EQ(Representative(Dozens()), 24);
  EXPECT_EQ(Representative(AtMost(30)), 30);
}

}  // namespace
}  // namespace parallax::claims::domain
