#include "services/claims/domain/grouping.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

constexpr auto kCasualties = pb::CLAIM_KIND_CASUALTIES;

Report Post(const char* document, const char* published = "2022-09-14 12:00") {
  return Report(document, published, document);
}

TEST(GroupingTest, TheSameStatementThroughManyOutletsIsOneClaim) {
  std::vector<Report> reports;
  for (const char* outlet : {"a", "b", "c", "d"}) {
    reports.push_back(Post(outlet)
                          .Killed("Nikol Pashinyan", "Armenia", 105)
                          .OfMilitary("Armenia"));
  }
  const Reconciled ledger(reports);
  ASSERT_THAT(ledger.Claims(kCasualties), ElementsAre("Nikol Pashinyan:105"));
  const pb::Echo& echo = ledger.Claim("Nikol Pashinyan:105")->echo();
  EXPECT_EQ(echo.mention_count(), 4);
  EXPECT_EQ(echo.publisher_count(), 4);
  EXPECT_EQ(echo.claimant_count(), 1);
}

TEST(GroupingTest, ASideTakesTheSpeakerOfItsFigure) {
  const Reconciled ledger({Post("a")
                               .Killed("Armenia", "Armenia", 105)
                               .OfMilitary("Armenia")
                               .Killed("Nikol Pashinyan", "Armenia", 105)
                               .OfMilitary("Armenia")});
  EXPECT_THAT(ledger.Claims(kCasualties), ElementsAre("Nikol Pashinyan:105"));
}

TEST(GroupingTest, ALooserWordingOfTheSameReportIsTheSameClaim) {
  const Reconciled ledger({Post("a")
                               .Killed("Nikol Pashinyan", "Armenia", 101)
                               .AtLeast(101)
                               .OfMilitary("Armenia")
                               .Killed("Nikol Pashinyan", "Armenia", 105)
                               .OfMilitary("Armenia")});
  EXPECT_THAT(ledger.Claims(kCasualties), ElementsAre("Nikol Pashinyan:105"));
}

TEST(GroupingTest, ALooserWordingDaysLaterIsNot) {
  const Reconciled ledger({Post("a")
                               .Killed("Nikol Pashinyan", "Armenia", 105)
                               .OfMilitary("Armenia"),
                           Post("b", "2022-09-18 12:00")
                               .Killed("Nikol Pashinyan", "Armenia", 101)
                               .AtLeast(101)
                               .OfMilitary("Armenia")});
  EXPECT_EQ(ledger.Claims(kCasualties).size(), 2u);
}

TEST(GroupingTest, OwnVoiceBesideAnAttributedStatementIsThatStatement) {
  const Reconciled ledger({Post("a")
                               .Killed("", "", 105)
                               .OfMilitary("Armenia")
                               .Killed("Nikol Pashinyan", "Armenia", 105)
                               .OfMilitary("Armenia")});
  EXPECT_THAT(ledger.Claims(kCasualties), ElementsAre("Nikol Pashinyan:105"));
}

TEST(GroupingTest, DenialsAreClaimsOfTheirOwn) {
  const Reconciled ledger({Post("a")
                               .Truce("Armen Grigoryan", "Armenia")
                               .Truce("Azerbaijan", "Azerbaijan")
                               .Unconfirmed()
                               .Truce("Azerbaijan", "Azerbaijan")
                               .Denied()});
  EXPECT_THAT(ledger.Claims(pb::CLAIM_KIND_TRUCE),
              UnorderedElementsAre("Armen Grigoryan:TRUCE", "Azerbaijan:TRUCE?",
                                   "Azerbaijan:not TRUCE"));
}

TEST(GroupingTest, TheSameWordsSaidAgainDaysLaterAreAnotherClaim) {
  const Reconciled ledger({Post("a")
                               .Killed("Nikol Pashinyan", "Armenia", 105)
                               .OfMilitary("Armenia")
                               .Uttered("2022-09-14"),
                           Post("b", "2022-09-17 12:00")
                               .Killed("Nikol Pashinyan", "Armenia", 105)
                               .OfMilitary("Armenia")
                               .Uttered("2022-09-17")});
  EXPECT_EQ(ledger.Claims(kCasualties).size(), 2u);
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("REPEATS Nikol Pashinyan:105 -> Nikol "
                          "Pashinyan:105"));
}

TEST(GroupingTest, AFigureCallsItselfOutdated) {
  const auto mentions = Sourced({Post("a", "2022-09-14 12:00")
                                     .Killed("A", "Armenia", 49)
                                     .Superseded()
                                     .Killed("A", "Armenia", 105)
                                     .Uttered("2022-09-14")
                                     .Killed("A", "Armenia", 106)});
  EXPECT_EQ(domain::AsOfMention(mentions[0]), At("2022-09-13 12:00"));
  EXPECT_EQ(domain::AsOfMention(mentions[1]), At("2022-09-14 12:00"))
      << "nobody has said more than was published";
  EXPECT_EQ(domain::AsOfMention(mentions[2]), At("2022-09-14 12:00"));
}

}  // namespace
}  // namespace parallax::claims::testing
