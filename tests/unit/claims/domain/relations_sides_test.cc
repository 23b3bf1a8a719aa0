#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Report Post(const char* document, const char* published) {
  return Report(document, published, document);
}
// What `side` says of Azerbaijan's military dead.
Report Says(const char* document, const char* published, const char* side,
            std::int64_t number) {
  return Post(document, published)
      .Killed(absl::StrCat("Spokesman of ", side), side, number)
      .OfMilitary("Azerbaijan");
}
Report Holds(const char* document, const char* published, const char* side,
             pb::TerritoryAct act, const char* who) {
  return Post(document, published)
      .Territory(side, side, act, who)
      .Place("Sotk", "places/sotk", "AM");
}

TEST(RelationsSidesTest, NumbersOfTheSameTimeThatExcludeEachOther) {
  const Reconciled ledger({Says("a", "2022-09-14 12:00", "Azerbaijan", 50),
                           Says("b", "2022-09-14 18:00", "Armenia", 200)});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("CONTRADICTS Spokesman of Armenia:200 -> Spokesman "
                          "of Azerbaijan:50"));
  EXPECT_EQ(ledger.StatusOf("Spokesman of Armenia:200"),
            pb::QUESTION_STATUS_CONTESTED);
}

TEST(RelationsSidesTest, ALaterHigherNumberMayOnlyCountMoreDays) {
  const Reconciled ledger({Says("a", "2022-09-13 12:00", "Azerbaijan", 50),
                           Says("b", "2022-09-16 12:00", "Armenia", 80)});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
}

TEST(RelationsSidesTest, ALaterLowerNumberExcludes) {
  const Reconciled ledger({Says("a", "2022-09-13 12:00", "Azerbaijan", 50),
                           Says("b", "2022-09-16 12:00", "Armenia", 20)});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("CONTRADICTS Spokesman of Armenia:20 -> Spokesman "
                          "of Azerbaijan:50"));
}

TEST(RelationsSidesTest, TheOtherSidesLastWordIsExcluded) {
  const Reconciled ledger({Says("a", "2022-09-19 12:00", "Azerbaijan", 79),
                           Says("b", "2022-10-15 12:00", "Armenia", 430)});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("CONTRADICTS Spokesman of Armenia:430 -> Spokesman "
                          "of Azerbaijan:79"));
}

TEST(RelationsSidesTest, OpposedSidesAgree) {
  const Reconciled ledger({Says("a", "2022-09-14 12:00", "Azerbaijan", 50),
                           Says("b", "2022-09-15 12:00", "Armenia", 50)});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("CORROBORATES Spokesman of Armenia:50 -> Spokesman "
                          "of Azerbaijan:50"));
  EXPECT_EQ(ledger.StatusOf("Spokesman of Armenia:50"),
            pb::QUESTION_STATUS_AGREED);
  EXPECT_EQ(ledger.Claim("Spokesman of Armenia:50")->echo().claimant_count(),
            2);
}

TEST(RelationsSidesTest, AThirdPartyCorroborates) {
  const Reconciled ledger({Says("a", "2022-09-14 12:00", "Azerbaijan", 50),
                           Says("b", "2022-09-15 12:00", "UN", 50)});
  EXPECT_EQ(ledger.StatusOf("Spokesman of UN:50"),
            pb::QUESTION_STATUS_CORROBORATED);
}

TEST(RelationsSidesTest, AnOutletsOwnVoiceCorroboratesNothing) {
  const Reconciled ledger({Says("a", "2022-09-01 12:00", "Azerbaijan", 50),
                           Post("b", "2022-09-07 12:00")
                               .Killed("", "", 50)
                               .OfMilitary("Azerbaijan")});
  EXPECT_EQ(ledger.StatusOf("Spokesman of Azerbaijan:50"),
            pb::QUESTION_STATUS_ONE_SIDED);
}

TEST(RelationsSidesTest, WhoNamesNoAreaAgreesWithWhoNamesOne) {
  const Reconciled ledger(
      {Post("a", "2022-09-14 12:00")
           .Territory("Armenia", "Armenia", pb::TERRITORY_ACT_LOST, "Armenia")
           .Area(10),
       Post("b", "2022-09-15 12:00")
           .Territory("Azerbaijan", "Azerbaijan", pb::TERRITORY_ACT_TAKEN,
                      "Azerbaijan")});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("CORROBORATES Azerbaijan:TERRITORY -> "
                          "Armenia:TERRITORY"));
}

TEST(RelationsSidesTest, OnePlaceHasOneHolder) {
  const Reconciled ledger({Holds("a", "2022-09-14 12:00", "Azerbaijan",
                                 pb::TERRITORY_ACT_TAKEN, "Azerbaijan"),
                           Holds("b", "2022-09-14 15:00", "Armenia",
                                 pb::TERRITORY_ACT_HELD, "Armenia")});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("CONTRADICTS Armenia:TERRITORY -> "
                          "Azerbaijan:TERRITORY"));
  EXPECT_EQ(ledger.StatusOf("Armenia:TERRITORY"),
            pb::QUESTION_STATUS_CONTESTED);
  EXPECT_EQ(ledger.StatusOf("Azerbaijan:TERRITORY"),
            pb::QUESTION_STATUS_CONTESTED);
}

TEST(RelationsSidesTest, APlaceMayChangeHandsLater) {
  const Reconciled ledger({Holds("a", "2022-09-14 12:00", "Azerbaijan",
                                 pb::TERRITORY_ACT_TAKEN, "Azerbaijan"),
                           Holds("b", "2022-09-17 12:00", "Armenia",
                                 pb::TERRITORY_ACT_TAKEN, "Armenia")});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
}

TEST(RelationsSidesTest, WhoHasOnlyEnteredDoesNotHold) {
  const Reconciled ledger({Holds("a", "2022-09-14 12:00", "Azerbaijan",
                                 pb::TERRITORY_ACT_ENTERED, "Azerbaijan"),
                           Holds("b", "2022-09-14 15:00", "Armenia",
                                 pb::TERRITORY_ACT_HELD, "Armenia")});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
}

}  // namespace
}  // namespace parallax::claims::testing
