#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto kDeadOrMissing = pb::CASUALTY_MEASURE_KILLED_OR_MISSING;
constexpr auto kMixed = pb::VICTIM_CLASS_MIXED;
constexpr auto kCivilian = pb::VICTIM_CLASS_CIVILIAN;

Report Post(const char* document, const char* published = "2022-09-14 12:00") {
  return Report(document, published, document);
}

TEST(RelationsScopesTest, DeadOrMissingCountsMoreThanDead) {
  const Reconciled ledger(
      {Post("a").Killed("Armenia", "Armenia", 135).OfMilitary("Armenia"),
       Post("b", "2022-09-19 12:00")
           .Casualties(kDeadOrMissing, "Armenia", "Armenia", 207)
           .Of("Armenia", kMixed)});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("SCOPE_DIFFERS Armenia:207 -> Armenia:135"));
  EXPECT_EQ(ledger.Relation(pb::RELATION_TYPE_SCOPE_DIFFERS).reason(),
            "207 killed or missing counts more than 135 killed");
  EXPECT_THAT(ledger.TallyOf("Armenia:135").neighbouring_questions(),
              ElementsAre(ledger.QuestionOf("Armenia:207").name()));
}

TEST(RelationsScopesTest, ATotalOfOneDayStillCountsMore) {
  const Reconciled ledger(
      {Post("a").Killed("Armenia", "Armenia", 135).OfMilitary("Armenia"),
       Post("b", "2022-09-19 12:00")
           .Casualties(kDeadOrMissing, "Armenia", "Armenia", 207)
           .Of("Armenia", kMixed)
           .On("2022-09-19")});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("SCOPE_DIFFERS Armenia:207 -> Armenia:135"));
}

TEST(RelationsScopesTest, SoldiersAndCiviliansCountMoreThanSoldiers) {
  const Reconciled ledger({Post("a")
                               .Killed("Armenia", "Armenia", 60)
                               .Of("Armenia", kMixed)
                               .Killed("Armenia", "Armenia", 49)
                               .OfMilitary("Armenia")});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("SCOPE_DIFFERS Armenia:60 -> Armenia:49"));
}

TEST(RelationsScopesTest, AnotherSidesNumberIsNoNeighbour) {
  const Reconciled ledger({Post("a")
                               .Killed("Armenia", "Armenia", 60)
                               .Of("Armenia", kMixed)
                               .Killed("Azerbaijan", "Azerbaijan", 49)
                               .OfMilitary("Azerbaijan")});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
}

TEST(RelationsScopesTest, APartIsNoRivalOfItsTotal) {
  const Reconciled ledger(
      {Post("a")
           .Casualties(kDeadOrMissing, "Armenia", "Armenia", 207)
           .Of("Armenia", kMixed)
           .Killed("Armenia", "Armenia", 3)
           .Of("Armenia", kCivilian)
           .Subset()});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("SCOPE_DIFFERS Armenia:3 -> Armenia:207"));
  EXPECT_EQ(ledger.Relation(pb::RELATION_TYPE_SCOPE_DIFFERS).reason(),
            "3 killed is a part of 207 killed or missing");
}

TEST(RelationsScopesTest, AnIncrementAddsToTheTollSoFar) {
  const Reconciled ledger(
      {Post("a").Killed("Armenia", "Armenia", 49).OfMilitary("Armenia"),
       Post("b", "2022-09-15 12:00")
           .Killed("Armenia", "Armenia", 5)
           .OfMilitary("Armenia")
           .Accrues(pb::ACCRUAL_INCREMENT)});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("SCOPE_DIFFERS Armenia:5 -> Armenia:49"));
  EXPECT_EQ(ledger.TallyOf("Armenia:49").positions(0).history_size(), 1);
}

TEST(RelationsScopesTest, SettlementsAndGroundDiffer) {
  const Reconciled ledger(
      {Post("a").Territory("Nikol Pashinyan", "Armenia", pb::TERRITORY_ACT_HELD,
                           "Azerbaijan", "territory"),
       Post("b")
           .Territory("Defence ministry", "Armenia", pb::TERRITORY_ACT_LOST,
                      "Armenia", "settlements")
           .Denied()});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("SCOPE_DIFFERS Defence ministry:not TERRITORY -> "
                          "Nikol Pashinyan:TERRITORY"));
}

}  // namespace
}  // namespace parallax::claims::testing
