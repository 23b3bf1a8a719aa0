#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/decide/fields.h"
#include "tests/unit/ingest/domain/extract/decide/gold_decider.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

// Stance of the act at `word` as said by the attribution with the cue.
Stance StanceOf(Decider& decider, const Report& report, const std::string& word,
                const std::string& cue) {
  std::vector<Draft> drafts(1);
  Draft& draft = drafts[0];
  draft.head = report.Find(word);
  draft.rule = "attack/act";
  draft.attribution = report.Cue(cue);
  EXPECT_GE(draft.attribution, 0) << cue;
  SetSpan(report.doc(), draft);
  DecideStance(report.doc(), decider, drafts, 0);
  return drafts[0].stance;
}

struct StanceCase {
  const char* text;
  const char* word;
  const char* cue;
  Stance stance;
};

class ShippedStances : public ::testing::TestWithParam<StanceCase> {};

TEST_P(ShippedStances, FollowTheCue) {
  const Report report(GetParam().text);
  ModelDecider decider(TestResources().model);
  EXPECT_EQ(StanceOf(decider, report, GetParam().word, GetParam().cue),
            GetParam().stance)
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Cues, ShippedStances,
    ::testing::Values(
        StanceCase{"The ministry said troops shelled the town.", "shelled",
                   "said", Stance::kAsserts},
        StanceCase{"The ministry confirmed that troops shelled the town.",
                   "shelled", "confirmed", Stance::kAsserts},
        StanceCase{"Troops shelled the town, according to the governor.",
                   "shelled", "according", Stance::kAsserts},
        StanceCase{"Moscow denied that troops shelled the town.", "shelled",
                   "denied", Stance::kDenies},
        StanceCase{"Moscow has denied shelling the town.", "shelling", "denied",
                   Stance::kDenies},
        StanceCase{"Baku has not confirmed the shelling.", "shelling",
                   "confirmed", Stance::kUnconfirmed}));

// Stance of the casualties counted by `number`.
Stance StanceOfNumber(const std::string& text, const std::string& number) {
  const Report report(text);
  ModelDecider decider(TestResources().model);
  std::vector<Draft> drafts(1);
  Draft& draft = drafts[0];
  draft.kind = Kind::kCasualties;
  draft.rule = "casualties/count";
  draft.quantity = report.QuantityAt(number);
  draft.head = report.Find("killed");
  draft.attribution = report.Cue("said");
  SetSpan(report.doc(), draft);
  DecideStance(report.doc(), decider, drafts, 0);
  return draft.stance;
}

TEST(DecideStance, ANumberThatIsRejectedIsDenied) {
  const std::string text =
      "The army said that three soldiers, not five, were killed.";
  EXPECT_EQ(StanceOfNumber(text, "three"), Stance::kAsserts);
  EXPECT_EQ(StanceOfNumber(text, "five"), Stance::kDenies);
  EXPECT_EQ(StanceOfNumber("The army said that eight soldiers rather than 17 "
                           "were killed.",
                           "17"),
            Stance::kDenies);
}

TEST(DecideStance, AnEarlierNumberIsNoDenial) {
  EXPECT_EQ(StanceOfNumber("The army said 89 soldiers, and not 63 as first "
                           "stated, were killed.",
                           "63"),
            Stance::kAsserts);
}

TEST(DecideStance, WhatASpokesmanDeniesInAQuotationIsDenied) {
  const Report report(
      "“We deny that any civilians were killed,” the army spokesman said.");
  ModelDecider decider(TestResources().model);
  EXPECT_EQ(StanceOf(decider, report, "killed", "said"), Stance::kDenies);
}

TEST(DecideStance, SilenceAssertsNothingWhateverTheWeights) {
  const FactorizationMachine no_weights;
  ModelDecider decider(no_weights);  // takes the first, "asserts"
  const Report silent("Baku has not confirmed the shelling.");
  EXPECT_EQ(StanceOf(decider, silent, "shelling", "confirmed"),
            Stance::kUnconfirmed);
  const Report said("The ministry said troops shelled the town.");
  EXPECT_EQ(StanceOf(decider, said, "shelled", "said"), Stance::kAsserts);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
