#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/kinds/choice.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

// A draft of the act at `word`.
Draft DraftAt(const Report& report, Kind kind, const std::string& word) {
  Draft draft;
  draft.kind = kind;
  draft.head = report.Find(word);
  draft.sentence = report.doc().notes[draft.head].sentence;
  SetSpan(report.doc(), draft);
  return draft;
}

std::vector<Choice> Choices(const Report& report,
                            const std::vector<Draft>& drafts) {
  std::vector<Choice> choices;
  AnaphorChoices(report.doc(), drafts, nullptr, choices);
  return choices;
}

// The count of the one reading as casualties; -1 for none or several.
int64_t CasualtiesDenied(const Choice& choice) {
  int64_t count = -1;
  int found = 0;
  for (const Draft& draft : choice.drafts) {
    if (draft.kind != Kind::kCasualties) continue;
    count = draft.count.min.value_or(-1);
    ++found;
  }
  return found == 1 ? count : -1;
}

TEST(AnaphorChoices, ABareDenialMeansAClaimBefore) {
  const Report report("Russia shelled the hospital. Moscow denied it.");
  const auto choices =
      Choices(report, {DraftAt(report, Kind::kAttack, "shelled")});
  ASSERT_EQ(choices.size(), 1u);
  EXPECT_EQ(choices[0].at, report.Find("denied"));
  EXPECT_FALSE(choices[0].certain);
  for (const Draft& draft : choices[0].drafts) {
    EXPECT_EQ(draft.antecedent, draft.kind == Kind::kAttack ? 0 : -1);
    EXPECT_EQ(draft.rule, "anaphor/attribution");
    EXPECT_EQ(draft.attribution, report.Cue("denied"));
    EXPECT_EQ(draft.trigger, -1);
  }
}

TEST(AnaphorChoices, ADenialWithItsOwnClaimMeansNoOther) {
  const Report report("Moscow denied that troops shelled the hospital.");
  EXPECT_TRUE(
      Choices(report, {DraftAt(report, Kind::kAttack, "shelled")}).empty());
}

TEST(AnaphorChoices, WhatASentenceSaysAndDoesNotConfirmIsCertain) {
  const Report report(
      "Armenia said a ceasefire was agreed, but Baku has not confirmed it.");
  const auto choices =
      Choices(report, {DraftAt(report, Kind::kTruce, "ceasefire")});
  ASSERT_EQ(choices.size(), 1u);
  EXPECT_TRUE(choices[0].certain);
  ASSERT_EQ(choices[0].drafts.size(), 1u);
  EXPECT_EQ(choices[0].drafts[0].kind, Kind::kTruce);
  EXPECT_EQ(choices[0].drafts[0].antecedent, 0);
}

TEST(AnaphorChoices, TheLastClaimOfEachKindIsMeant) {
  const Report report(
      "Russia shelled the hospital. Russia bombed the school. Moscow denied "
      "it.");
  const auto choices =
      Choices(report, {DraftAt(report, Kind::kAttack, "shelled"),
                       DraftAt(report, Kind::kAttack, "bombed")});
  ASSERT_EQ(choices.size(), 1u);
  bool offered = false;
  for (const Draft& draft : choices[0].drafts) {
    if (draft.kind != Kind::kAttack) continue;
    offered = true;
    EXPECT_EQ(draft.antecedent, 1);
  }
  EXPECT_TRUE(offered);
}

TEST(AnaphorChoices, PlainSpeechRefersToNothing) {
  const Report report("Russia shelled the hospital. Moscow said so.");
  EXPECT_TRUE(
      Choices(report, {DraftAt(report, Kind::kAttack, "shelled")}).empty());
}

TEST(AnaphorChoices, ADeniedFigureReplacesTheOneBefore) {
  const Report report(
      "The rebels said 17 soldiers were killed. The army dismissed the figure "
      "of 20.");
  Draft told = DraftAt(report, Kind::kCasualties, "killed");
  told.count = Count{17, 17, CountBound::kExact};
  const auto choices = Choices(report, {told});
  ASSERT_EQ(choices.size(), 1u);
  EXPECT_EQ(CasualtiesDenied(choices[0]), 20);
}

TEST(AnaphorChoices, WhatIsNoTollLeavesTheFigureBefore) {
  const Report report(
      "The rebels said 17 soldiers were killed. The army dismissed claims by "
      "40 witnesses.");
  Draft told = DraftAt(report, Kind::kCasualties, "killed");
  told.count = Count{17, 17, CountBound::kExact};
  const auto choices = Choices(report, {told});
  ASSERT_EQ(choices.size(), 1u);
  EXPECT_EQ(CasualtiesDenied(choices[0]), 17);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
