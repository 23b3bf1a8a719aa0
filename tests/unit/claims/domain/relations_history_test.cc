#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/claims/domain/relations.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kPremier[] = "Nikol Pashinyan";

Report Post(const char* document, const char* published) {
  return Report(document, published, document);
}
Report Own(const char* document, const char* published, std::int64_t number) {
  return Post(document, published)
      .Killed(kPremier, "Armenia", number)
      .OfMilitary("Armenia");
}

TEST(RelationsHistoryTest, ALaterNumberRevises) {
  const Reconciled ledger(
      {Own("a", "2022-09-13 12:00", 49), Own("b", "2022-09-14 12:00", 105)});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("REVISES Nikol Pashinyan:105 -> Nikol "
                          "Pashinyan:49"));
  EXPECT_EQ(ledger.Relation(pb::RELATION_TYPE_REVISES).reason(),
            "105 as of 14 Sep 2022 revises 49 as of 13 Sep 2022");
  const pb::Claim* old = ledger.Claim("Nikol Pashinyan:49");
  EXPECT_EQ(old->superseded_by(), ledger.Claim("Nikol Pashinyan:105")->name());
  EXPECT_EQ(domain::ToMicros(old->supersede_time()), At("2022-09-14 12:00"));
}

TEST(RelationsHistoryTest, AFallingNumberCorrects) {
  const Reconciled ledger(
      {Own("a", "2022-09-13 12:00", 60), Own("b", "2022-09-14 12:00", 49)});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("CORRECTS Nikol Pashinyan:49 -> Nikol "
                          "Pashinyan:60"));
}

TEST(RelationsHistoryTest, NobodyCorrectsHimselfInOneReport) {
  const Reconciled ledger({Post("a", "2022-09-13 12:00")
                               .Killed(kPremier, "Armenia", 60)
                               .OfMilitary("Armenia")
                               .Killed(kPremier, "Armenia", 11)
                               .OfMilitary("Armenia")});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
  EXPECT_EQ(ledger.Claim("Nikol Pashinyan:60")->superseded_by(), "");
}

TEST(RelationsHistoryTest, ANumberRevisesAnAdmissionWithoutOne) {
  const Reconciled ledger(
      {Own("a", "2022-09-13 12:00", -1), Own("b", "2022-09-14 12:00", 50)});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("REVISES Nikol Pashinyan:50 -> Nikol Pashinyan:no "
                          "number"));
}

TEST(RelationsHistoryTest, OneSideIsOneHistory) {
  const Reconciled ledger({Own("a", "2022-09-13 12:00", 49),
                           Post("b", "2022-09-14 12:00")
                               .Killed("Defence ministry", "Armenia", 105)
                               .OfMilitary("Armenia")});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("REVISES Defence ministry:105 -> Nikol "
                          "Pashinyan:49"));
}

TEST(RelationsHistoryTest, TheSideSaysItAgain) {
  const Reconciled ledger({Own("a", "2022-09-13 12:00", 49),
                           Post("b", "2022-09-14 12:00")
                               .Killed("Defence ministry", "Armenia", 49)
                               .OfMilitary("Armenia")});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("REPEATS Defence ministry:49 -> Nikol "
                          "Pashinyan:49"));
}

TEST(RelationsHistoryTest, IncrementsMoveNothing) {
  const auto more = [](const char* document, const char* published) {
    return Own(document, published, document[0] - 'a' + 3)
        .Accrues(pb::ACCRUAL_INCREMENT);
  };
  const Reconciled ledger(
      {more("a", "2022-09-13 12:00"), more("b", "2022-09-14 12:00")});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
}

TEST(RelationsHistoryTest, GroundThatGrowsIsRevised) {
  const auto ground = [](const char* document, const char* published,
                         double area) {
    return Post(document, published)
        .Territory(kPremier, "Armenia", pb::TERRITORY_ACT_HELD, "Azerbaijan")
        .Area(area);
  };
  const Reconciled ledger({ground("a", "2022-09-14 12:00", 10),
                           ground("b", "2022-09-16 12:00", 50)});
  EXPECT_EQ(ledger.Relation(pb::RELATION_TYPE_REVISES).reason(),
            "50 sq km as of 16 Sep 2022 revises 10 sq km as of 14 Sep 2022");
}

TEST(RelationsHistoryTest, ASpeakerTakesBackWhatHeSaid) {
  const Reconciled ledger({Own("a", "2022-09-13 12:00", 49),
                           Own("b", "2022-09-15 12:00", 49).Denied()});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("RETRACTS Nikol Pashinyan:not 49 -> Nikol "
                          "Pashinyan:49"));
  EXPECT_THAT(ledger.Relation(pb::RELATION_TYPE_RETRACTS).reason(),
              HasSubstr("takes back on 15 Sep 2022"));
  EXPECT_EQ(ledger.StatusOf("Nikol Pashinyan:49"),
            pb::QUESTION_STATUS_RETRACTED);
}

TEST(RelationsHistoryTest, ASideTakesBackWhatItsSpeakerSaid) {
  const Reconciled ledger(
      {Own("a", "2022-09-13 12:00", 49), Post("b", "2022-09-15 12:00")
                                             .Killed("Armenia", "Armenia", 49)
                                             .OfMilitary("Armenia")
                                             .Denied()});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("RETRACTS Armenia:not 49 -> Nikol Pashinyan:49"));
}

TEST(RelationsHistoryTest, AnotherSpeakersDenialTakesNothingBack) {
  const Reconciled ledger({Own("a", "2022-09-13 12:00", 49),
                           Post("b", "2022-09-15 12:00")
                               .Killed("Defence ministry", "Armenia", 49)
                               .OfMilitary("Armenia")
                               .Denied()});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
}

TEST(RelationsHistoryTest, ADenialBeforeTheClaimTakesNothingBack) {
  const Reconciled ledger({Own("a", "2022-09-13 12:00", 49).Denied(),
                           Own("b", "2022-09-15 12:00", 49)});
  EXPECT_THAT(ledger.Relations(), Not(Contains(HasSubstr("RETRACTS"))));
}

}  // namespace
}  // namespace parallax::claims::testing
