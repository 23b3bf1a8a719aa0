#include "services/ingest/domain/extract/decide/decider.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

class DeciderTest : public ::testing::Test {
 protected:
  // An option with the one feature `name`, which weighs `weight`.
  FeatureSet Option(const std::string& name, float weight) {
    FeatureSet set("task");
    set.Add(name);
    weights_[set.keys().front()].alone = weight;
    EXPECT_TRUE(model_.Fill(
        std::vector<NamedWeights::Entry>(weights_.begin(), weights_.end())));
    return set;
  }
  // A choice between no claim and claims of this kind that weigh `weights`.
  Choice ChoiceOf(Kind kind, float none, const std::vector<float>& weights) {
    Choice choice;
    choice.features.push_back(Option("none", none));
    for (const float weight : weights) {
      choice.features.push_back(
          Option("reading" + std::to_string(choice.drafts.size()), weight));
      choice.drafts.emplace_back();
      choice.drafts.back().kind = kind;
    }
    return choice;
  }
  int Chosen(Choice choice, float shift = 0.0f) {
    std::vector<Choice> choices = {std::move(choice)};
    ModelDecider(model_, nullptr, shift).Select(report_.doc(), choices);
    last_ = choices[0];
    return choices[0].chosen;
  }

  Report report_{"Troops left."};
  std::map<uint64_t, FeatureWeight> weights_;
  FactorizationMachine model_;
  Choice last_;
};

TEST_F(DeciderTest, TakesTheLikeliestReading) {
  EXPECT_EQ(Chosen(ChoiceOf(Kind::kCasualties, 0.0f, {1.0f, 3.0f, 2.0f})), 2);
}

TEST_F(DeciderTest, TakesNoneWhenThatIsLikelier) {
  EXPECT_EQ(Chosen(ChoiceOf(Kind::kCasualties, 5.0f, {1.0f, 3.0f})), 0);
}

TEST_F(DeciderTest, LeansTowardsClaimsByTheBiasOfTheKind) {
  const float bias = ReadingBias(Kind::kCasualties);
  EXPECT_EQ(Chosen(ChoiceOf(Kind::kCasualties, bias - 0.1f, {0.0f})), 1);
  EXPECT_EQ(Chosen(ChoiceOf(Kind::kCasualties, bias + 0.1f, {0.0f})), 0);
}

TEST_F(DeciderTest, AShiftAsksForMoreOrFewerClaims) {
  EXPECT_EQ(Chosen(ChoiceOf(Kind::kAttack, 2.0f, {0.0f}), 2.0f), 1);
  EXPECT_EQ(Chosen(ChoiceOf(Kind::kAttack, 0.0f, {0.0f}), -2.0f), 0);
}

TEST_F(DeciderTest, OfOneCertainWordOnlyTheLikeliestKindIsForced) {
  std::vector<Choice> choices = {ChoiceOf(Kind::kTruce, 9.0f, {1.0f}),
                                 ChoiceOf(Kind::kTruce, 9.0f, {1.0f, 2.0f}),
                                 ChoiceOf(Kind::kTruce, 9.0f, {1.0f})};
  for (Choice& choice : choices) choice.certain = true;
  choices[2].at = choices[0].at + 1;
  ModelDecider(model_).Select(report_.doc(), choices);
  EXPECT_EQ(choices[0].chosen, 0);
  EXPECT_EQ(choices[1].chosen, 2);
  EXPECT_EQ(choices[2].chosen, 1);
}

TEST_F(DeciderTest, WhatIsCertainIsReadInAnyCase) {
  Choice choice = ChoiceOf(Kind::kTruce, 9.0f, {1.0f, 2.0f});
  choice.certain = true;
  EXPECT_EQ(Chosen(choice), 2);
}

TEST_F(DeciderTest, TheScoreIsTheMarginOverNoClaim) {
  Chosen(ChoiceOf(Kind::kAttack, 1.0f, {3.0f}));
  EXPECT_FLOAT_EQ(last_.drafts[0].score, 2.0f + ReadingBias(Kind::kAttack));
}

TEST_F(DeciderTest, PicksTheBestOptionAndTheFirstOfEquals) {
  ModelDecider decider(model_);
  EXPECT_EQ(
      decider.Pick({Option("a", -3.0f), Option("b", -1.0f), Option("c", -2.0f)},
                   {}),
      1u);
  EXPECT_EQ(decider.Pick({Option("d", 1.0f), Option("e", 1.0f)}, {}), 0u);
}

TEST_F(DeciderTest, OptionsThatComeToTheSameSpeakTogether) {
  ModelDecider decider(model_);
  const std::vector<FeatureSet> options = {Option("f", 1.5f), Option("g", 1.0f),
                                           Option("h", 1.2f)};
  EXPECT_EQ(decider.PickByMeaning(options, {1, 2, 3}, {}), 0u);
  // Of those that win, the likeliest words.
  EXPECT_EQ(decider.PickByMeaning(options, {1, 2, 2}, {}), 2u);
  EXPECT_EQ(
      decider.PickByMeaning({Option("i", 1.0f), Option("k", 1.0f)}, {7, 7}, {}),
      0u);
}

TEST_F(DeciderTest, EveryKindIsHelped) {
  for (const Kind kind : kAllKinds) EXPECT_GT(ReadingBias(kind), 0.0f);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
