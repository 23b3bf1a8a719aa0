#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kPremier[] = "Nikol Pashinyan";

Report Post(const char* document, const char* published = "2022-09-14 12:00") {
  return Report(document, published, document);
}

TEST(RelationsDriftTest, AnOutletDropsWhoSaidIt) {
  const Reconciled ledger({Post("a").Truce("Armen Grigoryan", "Armenia"),
                           Post("b", "2022-09-14 18:00").Truce("", "")});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("ATTRIBUTION_DRIFT outlet:TRUCE -> Armen "
                          "Grigoryan:TRUCE"));
  EXPECT_EQ(ledger.StatusOf("Armen Grigoryan:TRUCE"),
            pb::QUESTION_STATUS_ONE_SIDED)
      << "an echo is no answer of its own";
}

TEST(RelationsDriftTest, LongAfterwardsItIsKnowledge) {
  const Reconciled ledger(
      {Post("a").Truce("Armen Grigoryan", "Armenia").On("2022-09-14"),
       Post("b", "2022-09-25 18:00").Truce("", "").On("2022-09-14")});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
}

TEST(RelationsDriftTest, ASilentSideIsMadeToSpeak) {
  const Reconciled ledger(
      {Post("a")
           .Truce("Armen Grigoryan", "Armenia")
           .Truce("Azerbaijan", "Azerbaijan")
           .Unconfirmed(),
       Post("b", "2022-09-14 18:00").Truce("Azerbaijan", "Azerbaijan")});
  EXPECT_THAT(ledger.Relation(pb::RELATION_TYPE_ATTRIBUTION_DRIFT).reason(),
              HasSubstr("other reports call unconfirmed by Azerbaijan"));
  EXPECT_EQ(ledger.StatusOf("Armen Grigoryan:TRUCE"),
            pb::QUESTION_STATUS_UNCONFIRMED_BY_OTHER);
}

TEST(RelationsDriftTest, ACopyChangesTheSpeaker) {
  const Reconciled ledger({Post("a")
                               .Sketch(1)
                               .Killed(kPremier, "Armenia", 105)
                               .OfMilitary("Armenia"),
                           Post("b", "2022-09-14 18:00")
                               .Sketch(1, 6)
                               .Killed("Ilham Aliyev", "Azerbaijan", 105)
                               .OfMilitary("Armenia")});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("ATTRIBUTION_DRIFT Ilham Aliyev:105 -> Nikol "
                          "Pashinyan:105"));
  ASSERT_EQ(ledger.TallyOf("Nikol Pashinyan:105").positions_size(), 1);
}

TEST(RelationsDriftTest, AnotherReportWithAnotherSpeakerIsNoCopy) {
  const Reconciled ledger({Post("a")
                               .Sketch(1)
                               .Killed(kPremier, "Armenia", 105)
                               .OfMilitary("Armenia"),
                           Post("b", "2022-09-14 18:00")
                               .Sketch(2)
                               .Killed("Ilham Aliyev", "Azerbaijan", 105)
                               .OfMilitary("Armenia")});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("CORROBORATES Ilham Aliyev:105 -> Nikol "
                          "Pashinyan:105"));
}

TEST(RelationsDriftTest, ACopyThatNamesTheSideAloneKeepsTheSpeaker) {
  const Reconciled ledger({Post("a")
                               .Sketch(1)
                               .Killed(kPremier, "Armenia", 105)
                               .OfMilitary("Armenia"),
                           Post("b", "2022-09-14 18:00")
                               .Sketch(1, 6)
                               .Killed("Armenia", "Armenia", 105)
                               .OfMilitary("Armenia")});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
}

TEST(RelationsDriftTest, DeadOrMissingBecomeDead) {
  const Reconciled ledger(
      {Post("a", "2022-09-19 12:00")
           .Casualties(pb::CASUALTY_MEASURE_KILLED_OR_MISSING, kPremier,
                       "Armenia", 207)
           .Of("Armenia", pb::VICTIM_CLASS_MIXED),
       Post("b", "2022-09-19 18:00")
           .Killed("Armenia", "Armenia", 201)
           .AtLeast(201)
           .OfMilitary("Armenia")});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("ATTRIBUTION_DRIFT Armenia:201 -> Nikol "
                          "Pashinyan:207"));
  EXPECT_EQ(ledger.Relation(pb::RELATION_TYPE_ATTRIBUTION_DRIFT).reason(),
            "says at least 201 killed where Nikol Pashinyan (Armenia) said "
            "207 killed or missing");
}

}  // namespace
}  // namespace parallax::claims::testing
