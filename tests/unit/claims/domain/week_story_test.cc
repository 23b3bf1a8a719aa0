// The story of a week, as the ledger has to tell it at each of its days.
#include "tests/unit/claims/week_story.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/ledger_fixture.h"

namespace parallax::claims::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr auto kKilled = pb::CASUALTY_MEASURE_KILLED;
constexpr auto kMilitary = pb::VICTIM_CLASS_MILITARY;

std::vector<std::int64_t> Numbers(const pb::TallyPosition& position) {
  std::vector<std::int64_t> numbers;
  for (const pb::TallyPoint& point : position.history()) {
    numbers.push_back(point.has_count() ? point.count().best() : -1);
  }
  return numbers;
}

class WeekStoryTest : public ::testing::Test {
 protected:
  WeekStoryTest() {
    for (const Report& report : WeekStory()) ledger_.Record(report);
  }
  Ledger ledger_;
};

TEST_F(WeekStoryTest, ArmeniasOwnDeadMoveFrom49To135) {
  const pb::Question question = ledger_.Question(kKilled, "Armenia", kMilitary);
  const pb::Tally tally = ledger_.Tally(question.name());
  ASSERT_THAT(tally.positions(), SizeIs(1));
  const pb::TallyPosition& position = tally.positions(0);
  EXPECT_EQ(position.claiming_side(), "Armenia");
  EXPECT_EQ(position.loss_relation(), pb::LOSS_RELATION_OWN_LOSS);
  EXPECT_THAT(Numbers(position), ElementsAre(49, 105, 135));
  EXPECT_EQ(position.current().finality(), pb::FINALITY_NOT_FINAL);
  EXPECT_EQ(position.history(1).relation_to_previous(),
            pb::RELATION_TYPE_REVISES);
  EXPECT_EQ(position.history(1).claimant(), kPremier);
  EXPECT_EQ(question.status(), pb::QUESTION_STATUS_ONE_SIDED);
}

TEST_F(WeekStoryTest, OneStatementInOneReportIsOneClaim) {
  int claims = 0;
  for (const pb::Claim& claim : ledger_.Claims()) {
    const auto& body = claim.assertion().casualties();
    if (body.victims_side() == "Armenia" && body.count().best() == 105) {
      ++claims;
      EXPECT_EQ(claim.echo().mention_count(), 3);
      EXPECT_EQ(claim.assertion().claimant().display_name(), kPremier);
      EXPECT_EQ(claim.assertion().casualties().loss_relation(),
                pb::LOSS_RELATION_OWN_LOSS);
      EXPECT_FALSE(claim.superseded_by().empty());
    }
  }
  EXPECT_EQ(claims, 1);
}

TEST_F(WeekStoryTest, AzerbaijansDeadAreContestedByTheRivalFigure) {
  const pb::Question question =
      ledger_.Question(kKilled, "Azerbaijan", kMilitary);
  EXPECT_EQ(question.status(), pb::QUESTION_STATUS_CONTESTED);
  const pb::Tally tally = ledger_.Tally(question.name());
  ASSERT_THAT(tally.positions(), SizeIs(2));
  EXPECT_EQ(tally.positions(0).claiming_side(), "Azerbaijan");
  EXPECT_THAT(Numbers(tally.positions(0)), ElementsAre(-1, 50, 71, 79));
  EXPECT_EQ(tally.positions(0).history(2).identification(),
            pb::IDENTIFICATION_NAMED_LIST);
  EXPECT_EQ(tally.positions(1).claiming_side(), "Armenia");
  EXPECT_EQ(tally.positions(1).loss_relation(), pb::LOSS_RELATION_ENEMY_LOSS);
  EXPECT_THAT(Numbers(tally.positions(1)), ElementsAre(430));
  EXPECT_THAT(ledger_.RelationTexts(),
              Contains("CONTRADICTS Armenian speaker:430 -> Azerbaijani "
                       "defence ministry:79"));
}

TEST_F(WeekStoryTest, DeadAndMissingIsAnotherQuestion) {
  const pb::Question question =
      ledger_.Question(pb::CASUALTY_MEASURE_KILLED_OR_MISSING, "Armenia",
                       pb::VICTIM_CLASS_MIXED);
  const pb::Tally tally = ledger_.Tally(question.name());
  ASSERT_THAT(tally.positions(), SizeIs(1));
  EXPECT_THAT(Numbers(tally.positions(0)), ElementsAre(207));
  EXPECT_THAT(tally.neighbouring_questions(), Not(IsEmpty()));
  const auto relations = ledger_.RelationTexts();
  EXPECT_THAT(relations, Contains("SCOPE_DIFFERS Nikol Pashinyan:207 -> Nikol "
                                  "Pashinyan:135"));
  EXPECT_THAT(relations,
              Contains("ATTRIBUTION_DRIFT Armenia:201 -> Nikol Pashinyan:207"));
}

TEST_F(WeekStoryTest, SumsAreDerivedAndGoStale) {
  const auto relations = ledger_.RelationTexts();
  EXPECT_THAT(relations,
              Contains("DERIVED_FROM outlet:155 -> Nikol Pashinyan:105"));
  EXPECT_THAT(relations, Contains("DERIVED_FROM outlet:155 -> Azerbaijan:50"));
  EXPECT_THAT(relations,
              Contains("DERIVED_FROM outlet:176 -> Nikol Pashinyan:105"));
  EXPECT_THAT(relations, Contains("DERIVED_FROM outlet:176 -> Azerbaijani "
                                  "defence ministry:71"));
  for (const pb::Relation& relation : ledger_.Relations()) {
    if (relation.type() == pb::RELATION_TYPE_DERIVED_FROM) {
      EXPECT_TRUE(relation.stale()) << relation.reason();
    }
  }
  const domain::Micros evening = At("2022-09-14 21:00");
  for (const pb::Relation& relation : ledger_.Relations(evening)) {
    if (relation.type() == pb::RELATION_TYPE_DERIVED_FROM) {
      EXPECT_FALSE(relation.stale()) << relation.reason();
    }
  }
  const pb::Question question = ledger_.Question(kKilled, "Armenia", kMilitary);
  EXPECT_THAT(ledger_.Tally(question.name()).derived_totals(), SizeIs(2));
}

TEST_F(WeekStoryTest, TheTruceIsAnnouncedByOneSideAlone) {
  const pb::Question question =
      ledger_.Question(pb::CLAIM_KIND_TRUCE, "agreement");
  EXPECT_EQ(question.status(), pb::QUESTION_STATUS_UNCONFIRMED_BY_OTHER);
  const auto relations = ledger_.RelationTexts();
  EXPECT_THAT(relations, Contains("NOT_CONFIRMED_BY Azerbaijan:TRUCE -> Armen "
                                  "Grigoryan:TRUCE"));
  EXPECT_THAT(relations, Contains("ATTRIBUTION_DRIFT outlet:TRUCE -> Armen "
                                  "Grigoryan:TRUCE"));
}

TEST_F(WeekStoryTest, GroundAndSettlementsDifferInScope) {
  const auto relations = ledger_.RelationTexts();
  EXPECT_THAT(relations, Contains("SCOPE_DIFFERS Armenian defence "
                                  "ministry:TERRITORY -> Nikol "
                                  "Pashinyan:TERRITORY"));
  for (const std::string& relation : relations) {
    if (relation.find("TERRITORY") == std::string::npos) continue;
    EXPECT_EQ(relation.find("CONTRADICTS"), std::string::npos);
    EXPECT_EQ(relation.find("DENIES"), std::string::npos);
  }
}

TEST_F(WeekStoryTest, BlameGoesBothWays) {
  EXPECT_THAT(ledger_.RelationTexts(),
              Contains("BLAMES_BACK Azerbaijan:ATTACK -> Armenia:ATTACK"));
}

TEST_F(WeekStoryTest, TheEarlierWarStaysOutOfTheTally) {
  ASSERT_THAT(ledger_.Incidents(), SizeIs(2));
  std::set<std::string> incidents;
  for (const pb::Claim& claim : ledger_.Claims()) {
    if (claim.assertion().casualties().count().best() == 5000) {
      EXPECT_TRUE(claim.assertion().background());
      incidents.insert(claim.incident());
    }
  }
  ASSERT_THAT(incidents, SizeIs(1));
  const pb::Question question = ledger_.Question(kKilled, "Armenia", kMilitary);
  EXPECT_THAT(incidents, Not(Contains(question.incident())));
}

TEST_F(WeekStoryTest, EachDayIsToldAsItWasKnown) {
  const auto numbers = [&](const std::string& when, const std::string& side) {
    const domain::Micros as_of = At(when);
    const pb::Question question =
        ledger_.Question(kKilled, side, kMilitary, as_of);
    std::vector<std::int64_t> all;
    const pb::Tally tally = ledger_.Tally(question.name(), as_of);
    for (const auto& position : tally.positions()) {
      for (std::int64_t number : Numbers(position)) all.push_back(number);
    }
    return all;
  };
  EXPECT_THAT(numbers("2022-09-13 23:00", "Armenia"), ElementsAre(49));
  // Losses are admitted, no number is given: a question without a tally.
  EXPECT_THAT(numbers("2022-09-13 23:00", "Azerbaijan"), IsEmpty());
  EXPECT_EQ(
      ledger_.Question(kKilled, "Azerbaijan", kMilitary, At("2022-09-13 23:00"))
          .claim_count(),
      1);
  EXPECT_THAT(numbers("2022-09-14 23:00", "Armenia"), ElementsAre(49, 105));
  EXPECT_THAT(numbers("2022-09-14 23:00", "Azerbaijan"), ElementsAre(-1, 50));
  EXPECT_THAT(numbers("2022-09-15 23:00", "Azerbaijan"),
              ElementsAre(-1, 50, 71));
  EXPECT_THAT(numbers("2022-09-30", "Azerbaijan"), ElementsAre(-1, 50, 71, 79));
  EXPECT_EQ(ledger_.Question(kKilled, "Azerbaijan", kMilitary, At("2022-09-30"))
                .status(),
            pb::QUESTION_STATUS_ONE_SIDED);
  EXPECT_THAT(ledger_.Claims(At("2022-09-13 12:00")), IsEmpty());
}

TEST_F(WeekStoryTest, AsOfSaysWhatALedgerOfThoseReportsSays) {
  for (const Report& until : WeekStory()) {
    Ledger small;
    for (const Report& report : WeekStory()) {
      if (report.published() <= until.published()) small.Record(report);
    }
    EXPECT_EQ(ledger_.Text(until.published()), small.Text())
        << until.request().source().document_revision();
  }
}

}  // namespace
}  // namespace parallax::claims::testing
