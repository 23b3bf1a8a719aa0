#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Report Post(const char* document, const char* published = "2022-09-14 12:00") {
  return Report(document, published, document);
}

TEST(RelationsDenialsTest, ADenialMeetsTheClaim) {
  const Reconciled ledger({Post("a")
                               .Killed("Armenia", "Armenia", 430)
                               .OfMilitary("Azerbaijan")
                               .Killed("Azerbaijan", "Azerbaijan", 430)
                               .OfMilitary("Azerbaijan")
                               .Denied()});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("DENIES Azerbaijan:not 430 -> Armenia:430"));
  EXPECT_EQ(ledger.StatusOf("Armenia:430"), pb::QUESTION_STATUS_DENIED);
}

TEST(RelationsDenialsTest, ADenialOfAnotherNumberDoesNot) {
  const Reconciled ledger({Post("a")
                               .Killed("Armenia", "Armenia", 430)
                               .OfMilitary("Azerbaijan")
                               .Killed("Azerbaijan", "Azerbaijan", 50)
                               .OfMilitary("Azerbaijan")
                               .Denied()});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
}

TEST(RelationsDenialsTest, ADenialNeedNotRepeatWhoTheyWere) {
  const Reconciled ledger({Post("a")
                               .Killed("Armenia", "Armenia", 12)
                               .OfMilitary("Azerbaijan")
                               .Killed("Azerbaijan", "Azerbaijan", -1)
                               .Of("Azerbaijan", pb::VICTIM_CLASS_UNSPECIFIED)
                               .Denied()});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("DENIES Azerbaijan:not no number -> Armenia:12"));
  EXPECT_EQ(ledger.StatusOf("Armenia:12"), pb::QUESTION_STATUS_DENIED);
}

TEST(RelationsDenialsTest, ADenialOfSettlementsLeavesTheGround) {
  const Reconciled ledger(
      {Post("a")
           .Territory("Nikol Pashinyan", "Armenia", pb::TERRITORY_ACT_HELD,
                      "Azerbaijan", "territory")
           .Territory("Azerbaijan", "Azerbaijan", pb::TERRITORY_ACT_TAKEN,
                      "Azerbaijan", "villages")
           .Denied()});
  for (const std::string& relation : ledger.Relations()) {
    EXPECT_THAT(relation, ::testing::Not(HasSubstr("DENIES")));
  }
}

TEST(RelationsDenialsTest, AnAttackIsDeniedWhereverItWas) {
  const Reconciled ledger({Post("a")
                               .Attack("Armenia", "Armenia", "Azerbaijan")
                               .Place("Sotk", "places/sotk", "AM")
                               .Attack("Azerbaijan", "Azerbaijan", "Azerbaijan")
                               .Denied()});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("DENIES Azerbaijan:not ATTACK -> Armenia:ATTACK"));
}

TEST(RelationsDenialsTest, ADenialElsewhereIsNotTakenForOneOfAnotherScope) {
  const Reconciled ledger(
      {Post("a")
           .Attack("Armenia", "Armenia", "Azerbaijan")
           .Place("Sotk", "places/sotk", "AM"),
       Post("b").Attack("Azerbaijan", "Azerbaijan", "Azerbaijan").Denied()});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
}

TEST(RelationsDenialsTest, SilenceIsARecord) {
  const Reconciled ledger({Post("a")
                               .Truce("Armen Grigoryan", "Armenia")
                               .Truce("Azerbaijan", "Azerbaijan")
                               .Unconfirmed()});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("NOT_CONFIRMED_BY Azerbaijan:TRUCE? -> Armen "
                          "Grigoryan:TRUCE"));
  EXPECT_EQ(ledger.StatusOf("Armen Grigoryan:TRUCE"),
            pb::QUESTION_STATUS_UNCONFIRMED_BY_OTHER);
  const pb::Relation relation =
      ledger.Relation(pb::RELATION_TYPE_NOT_CONFIRMED_BY);
  EXPECT_THAT(relation.mentions(), SizeIs(2));
  EXPECT_THAT(relation.reason(), HasSubstr("had not confirmed"));
}

TEST(RelationsDenialsTest, AWordOfTheSideEndsItsSilence) {
  const Reconciled ledger(
      {Post("a")
           .Truce("Armen Grigoryan", "Armenia")
           .Truce("Azerbaijan", "Azerbaijan")
           .Unconfirmed(),
       Post("b", "2022-09-17 12:00").Truce("Ilham Aliyev", "Azerbaijan")});
  EXPECT_EQ(ledger.StatusOf("Armen Grigoryan:TRUCE"),
            pb::QUESTION_STATUS_AGREED);
}

}  // namespace
}  // namespace parallax::claims::testing
