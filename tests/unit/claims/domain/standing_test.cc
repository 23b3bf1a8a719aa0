#include "services/claims/domain/standing.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::testing {
namespace {

using ::testing::ElementsAre;

Report Post(const char* document, const char* published) {
  return Report(document, published, document);
}
Report Own(const char* document, const char* published, std::int64_t number) {
  return Post(document, published)
      .Killed("Nikol Pashinyan", "Armenia", number)
      .OfMilitary("Armenia");
}

std::vector<std::int64_t> Numbers(const pb::TallyPosition& position) {
  std::vector<std::int64_t> numbers;
  for (const pb::TallyPoint& point : position.history()) {
    numbers.push_back(point.count().best());
  }
  return numbers;
}

TEST(StandingTest, EachSideHasItsHistory) {
  const Reconciled ledger({Own("a", "2022-09-13 12:00", 49).NotFinal(),
                           Own("b", "2022-09-14 12:00", 105),
                           Post("c", "2022-09-14 13:00")
                               .Killed("Azerbaijan", "Azerbaijan", 300)
                               .OfMilitary("Armenia")});
  const pb::Tally tally = ledger.TallyOf("Nikol Pashinyan:105");
  ASSERT_EQ(tally.positions_size(), 2);
  const pb::TallyPosition& own = tally.positions(0);
  EXPECT_EQ(own.claiming_side(), "Armenia");
  EXPECT_EQ(own.loss_relation(), pb::LOSS_RELATION_OWN_LOSS);
  EXPECT_THAT(Numbers(own), ElementsAre(49, 105));
  EXPECT_EQ(own.history(0).finality(), pb::FINALITY_NOT_FINAL);
  EXPECT_EQ(own.history(1).relation_to_previous(), pb::RELATION_TYPE_REVISES);
  EXPECT_EQ(own.current().count().best(), 105);
  EXPECT_EQ(own.echo().mention_count(), 2);
  EXPECT_EQ(tally.positions(1).loss_relation(), pb::LOSS_RELATION_ENEMY_LOSS);
  EXPECT_EQ(tally.status(), pb::QUESTION_STATUS_CONTESTED);
}

TEST(StandingTest, LooserWordingsAddNoPoint) {
  const Reconciled ledger({Own("a", "2022-09-14 12:00", 105),
                           Own("b", "2022-09-18 12:00", 101).AtLeast(101)});
  EXPECT_THAT(Numbers(ledger.TallyOf("Nikol Pashinyan:105").positions(0)),
              ElementsAre(105));
}

TEST(StandingTest, WhatWasTakenBackIsHistoryAndNotCurrent) {
  const Reconciled ledger({Own("a", "2022-09-13 12:00", 49),
                           Own("b", "2022-09-14 12:00", 105),
                           Own("c", "2022-09-15 12:00", 105).Denied()});
  const pb::Tally tally = ledger.TallyOf("Nikol Pashinyan:105");
  EXPECT_THAT(Numbers(tally.positions(0)), ElementsAre(49, 105));
  EXPECT_EQ(tally.positions(0).current().count().best(), 49);
}

TEST(StandingTest, NothingStandsWhereAllIsTakenBack) {
  const Reconciled ledger({Own("a", "2022-09-13 12:00", 49),
                           Own("b", "2022-09-15 12:00", 49).Denied()});
  const pb::Tally tally = ledger.TallyOf("Nikol Pashinyan:49");
  EXPECT_EQ(tally.status(), pb::QUESTION_STATUS_RETRACTED);
  EXPECT_FALSE(tally.positions(0).has_current());
}

TEST(StandingTest, ADropOfTheSpeakerDoesNotKeepAClaimAlive) {
  const Reconciled ledger(
      {Own("a", "2022-09-13 12:00", 49),
       Post("b", "2022-09-13 15:00").Killed("", "", 49).OfMilitary("Armenia"),
       Own("c", "2022-09-15 12:00", 49).Denied()});
  EXPECT_EQ(ledger.StatusOf("Nikol Pashinyan:49"),
            pb::QUESTION_STATUS_RETRACTED);
}

TEST(StandingTest, AQuestionOfDenialsAloneIsDenied) {
  const Reconciled ledger({Own("a", "2022-09-13 12:00", 49).Denied()});
  EXPECT_EQ(ledger.StatusOf("Nikol Pashinyan:not 49"),
            pb::QUESTION_STATUS_DENIED);
}

TEST(StandingTest, AQuestionOfSilenceAloneIsUnconfirmed) {
  const Reconciled ledger({Post("a", "2022-09-15 06:00")
                               .Truce("Azerbaijan", "Azerbaijan")
                               .Unconfirmed()});
  EXPECT_EQ(ledger.StatusOf("Azerbaijan:TRUCE?"),
            pb::QUESTION_STATUS_UNCONFIRMED_BY_OTHER);
}

TEST(StandingTest, SidesAnswerInTheOrderOfTheirFirstAnswer) {
  const Reconciled ledger({Post("a", "2022-09-14 13:00")
                               .Killed("Azerbaijan", "Azerbaijan", 300)
                               .OfMilitary("Armenia"),
                           Own("b", "2022-09-14 12:00", 105)});
  EXPECT_THAT(ledger.QuestionOf("Nikol Pashinyan:105").claiming_sides(),
              ElementsAre("Armenia", "Azerbaijan"));
}

}  // namespace
}  // namespace parallax::claims::testing
