// Scopes that reports leave open, as seen in the ledger.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

constexpr auto kOpen = pb::VICTIM_CLASS_UNSPECIFIED;
constexpr auto kCivilian = pb::VICTIM_CLASS_CIVILIAN;

TEST(ScopeSettleTest, AHeadlineSharesTheScopeOfItsTextsFigure) {
  const Reconciled ledger({Report("d", "2022-09-14 12:00", "Post")
                               .Killed("Armenia", "Armenia", 105)
                               .Of("Armenia", kOpen)
                               .Killed("Armenia", "Armenia", 105)
                               .OfMilitary("Armenia")});
  EXPECT_THAT(ledger.Claims(pb::CLAIM_KIND_CASUALTIES),
              ElementsAre("Armenia:105"));
  EXPECT_EQ(ledger.QuestionOf("Armenia:105").scope().victims_class(),
            pb::VICTIM_CLASS_MILITARY);
}

TEST(ScopeSettleTest, ASmallFigureElsewhereIsACoincidence) {
  const Reconciled ledger({Report("a", "2022-09-14 12:00", "Post")
                               .Killed("Armenia", "Armenia", 3)
                               .Of("Armenia", kOpen),
                           Report("b", "2022-09-14 13:00", "Gazette")
                               .Killed("Armenia", "Armenia", 3)
                               .OfMilitary("Armenia")});
  EXPECT_EQ(ledger.ledger().questions.size(), 2u);
}

TEST(ScopeSettleTest, ATellingFigureElsewhereIsTheSame) {
  const Reconciled ledger({Report("a", "2022-09-14 12:00", "Post")
                               .Killed("Armenia", "Armenia", 105)
                               .Of("Armenia", kOpen),
                           Report("b", "2022-09-14 13:00", "Gazette")
                               .Killed("Armenia", "Armenia", 105)
                               .OfMilitary("Armenia")});
  EXPECT_EQ(ledger.ledger().questions.size(), 1u);
}

TEST(ScopeSettleTest, OneTruceOfOneNightHasOneDay) {
  const Reconciled ledger({Report("a", "2022-09-15 06:00", "Post")
                               .Truce("Armen Grigoryan", "Armenia")
                               .On("2022-09-14"),
                           Report("b", "2022-09-15 09:00", "Gazette")
                               .Truce("Armen Grigoryan", "Armenia")
                               .On("2022-09-15"),
                           Report("c", "2022-09-15 10:00", "Star")
                               .Truce("Armen Grigoryan", "Armenia")});
  EXPECT_EQ(ledger.ledger().questions.size(), 1u);
  EXPECT_EQ(ledger.ledger().claims.size(), 1u);
}

TEST(ScopeSettleTest, ANewTruceIsAnotherQuestion) {
  const Reconciled ledger({Report("a", "2022-09-13 12:00", "Post")
                               .Truce("Russia", "Russia")
                               .On("2022-09-13"),
                           Report("b", "2022-09-16 12:00", "Post")
                               .Truce("Russia", "Russia")
                               .On("2022-09-16")});
  EXPECT_EQ(ledger.ledger().questions.size(), 2u);
}

TEST(ScopeSettleTest, TheDeadOfTwoDaysAreTwoQuestions) {
  const Reconciled ledger({Report("a", "2022-09-14 12:00", "Post")
                               .Killed("Armenia", "Armenia", 12)
                               .Of("Armenia", kCivilian)
                               .On("2022-09-13"),
                           Report("b", "2022-09-15 12:00", "Post")
                               .Killed("Armenia", "Armenia", 20)
                               .Of("Armenia", kCivilian)
                               .On("2022-09-14")});
  EXPECT_EQ(ledger.ledger().questions.size(), 2u);
  EXPECT_THAT(ledger.Relations(), ElementsAre());
}

TEST(ScopeSettleTest, OneFigureOfOneNightIsOneQuestion) {
  const Reconciled ledger({Report("a", "2022-09-14 12:00", "Post")
                               .Killed("Armenia", "Armenia", 12)
                               .Of("Armenia", kCivilian)
                               .On("2022-09-13"),
                           Report("b", "2022-09-14 13:00", "Gazette")
                               .Killed("Armenia", "Armenia", 12)
                               .Of("Armenia", kCivilian)
                               .On("2022-09-14")});
  EXPECT_EQ(ledger.ledger().questions.size(), 1u);
  EXPECT_THAT(ledger.Claims(pb::CLAIM_KIND_CASUALTIES),
              UnorderedElementsAre("Armenia:12"));
}

}  // namespace
}  // namespace parallax::claims::testing
