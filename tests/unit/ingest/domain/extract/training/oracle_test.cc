#include "services/ingest/domain/extract/training/oracle.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/kinds/choice.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

constexpr char kText[] = "Five people were killed and 12 wounded.";

// An annotation of `words`, which stand in the text once.
GoldClaim GoldCasualties(const Report& report, const std::string& words,
                         Measure measure, int64_t count) {
  GoldClaim gold;
  gold.kind = Kind::kCasualties;
  gold.measure = measure;
  gold.count = Count{count, count, CountBound::kExact};
  gold.begin = static_cast<uint32_t>(report.article().text.find(words));
  gold.end = gold.begin + static_cast<uint32_t>(words.size());
  return gold;
}

class OracleTest : public ::testing::Test {
 protected:
  std::vector<Choice> Choices() {
    std::vector<Choice> choices;
    QuantityChoices(report_.doc(), &names_, choices);
    return choices;
  }
  // The draft that was chosen of the choice, null for none.
  static const Draft* Chosen(const Choice& choice) {
    return choice.chosen == 0 ? nullptr : &choice.drafts[choice.chosen - 1];
  }

  Report report_{kText};
  FeatureNames names_;
  std::vector<Decision> decisions_;
};

TEST_F(OracleTest, ChoosesWhatTheAnnotationSays) {
  const std::vector<GoldClaim> gold = {
      GoldCasualties(report_, "Five people were killed", Measure::kKilled, 5),
      GoldCasualties(report_, "12 wounded", Measure::kWounded, 12)};
  Oracle oracle(gold, names_, nullptr, decisions_);
  std::vector<Choice> choices = Choices();
  oracle.Select(report_.doc(), choices);
  ASSERT_EQ(choices.size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    const Draft* draft = Chosen(choices[i]);
    ASSERT_NE(draft, nullptr);
    EXPECT_EQ(draft->measure, *gold[i].measure);
    EXPECT_EQ(draft->gold, &gold[i]);
  }
  EXPECT_TRUE(oracle.Missed().empty());
}

TEST_F(OracleTest, WritesDownEachDecisionWithWhatIsRight) {
  const std::vector<GoldClaim> gold = {
      GoldCasualties(report_, "12 wounded", Measure::kWounded, 12)};
  Oracle oracle(gold, names_, nullptr, decisions_);
  std::vector<Choice> choices = Choices();
  oracle.Select(report_.doc(), choices);
  ASSERT_EQ(decisions_.size(), 2u);
  EXPECT_EQ(decisions_[0].task, "count");
  EXPECT_TRUE(decisions_[0].right[0]) << "no claim of the five";
  EXPECT_FALSE(decisions_[1].right[0]);
  EXPECT_TRUE(decisions_[1].right[choices[1].chosen]);
  for (size_t d = 0; d < 2; ++d) {
    EXPECT_EQ(decisions_[d].options.size(), choices[d].features.size());
    EXPECT_EQ(decisions_[d].right.size(), choices[d].features.size());
  }
}

TEST_F(OracleTest, WhatNoChoiceOffersIsMissed) {
  const std::vector<GoldClaim> gold = {
      GoldCasualties(report_, "12 wounded", Measure::kWounded, 13),
      GoldCasualties(report_, "12 wounded", Measure::kWounded, 12)};
  Oracle oracle(gold, names_, nullptr, decisions_);
  std::vector<Choice> choices = Choices();
  oracle.Select(report_.doc(), choices);
  ASSERT_EQ(oracle.Missed().size(), 1u);
  EXPECT_EQ(oracle.Missed()[0], &gold[0]);
}

TEST_F(OracleTest, AnAnnotationIsUsedOnce) {
  const std::vector<GoldClaim> gold = {
      GoldCasualties(report_, "12 wounded", Measure::kWounded, 12)};
  Oracle oracle(gold, names_, nullptr, decisions_);
  std::vector<Choice> once = Choices();
  std::vector<Choice> again = Choices();
  oracle.Select(report_.doc(), once);
  oracle.Select(report_.doc(), again);
  for (const Choice& choice : again) EXPECT_EQ(Chosen(choice), nullptr);
}

TEST_F(OracleTest, PicksTheFirstOptionThatIsRight) {
  const std::vector<GoldClaim> gold;
  Oracle oracle(gold, names_, nullptr, decisions_);
  const std::vector<FeatureSet> options(3, FeatureSet("place"));
  EXPECT_EQ(oracle.Pick(options, {false, true, true}), 1u);
  ASSERT_EQ(decisions_.size(), 1u);
  EXPECT_EQ(decisions_[0].task, "place");
  EXPECT_EQ(decisions_[0].right, (std::vector<bool>{false, true, true}));
}

TEST_F(OracleTest, WhereNothingIsRightNothingIsLearnt) {
  const std::vector<GoldClaim> gold;
  Oracle oracle(gold, names_, nullptr, decisions_);
  const std::vector<FeatureSet> options(2, FeatureSet("place"));
  EXPECT_EQ(oracle.Pick(options, {false, false}), 0u);
  EXPECT_EQ(oracle.Pick(options, {}), 0u);
  EXPECT_TRUE(decisions_.empty());
}

TEST_F(OracleTest, AModelDecidesWhatLaterDecisionsSee) {
  const std::vector<GoldClaim> gold;
  FeatureSet wrong("place");
  wrong.Add("wrong");
  FactorizationMachine model;
  ASSERT_TRUE(model.Fill({{wrong.keys()[0], {1.0f, {}}}}));
  Oracle oracle(gold, names_, &model, decisions_);
  EXPECT_EQ(oracle.Pick({FeatureSet("place"), wrong}, {true, false}), 1u);
  ASSERT_EQ(decisions_.size(), 1u);
  EXPECT_TRUE(decisions_[0].right[0]);
}

TEST_F(OracleTest, AModelWeighsWhatComesToTheSameTogether) {
  const std::vector<GoldClaim> gold;
  FeatureSet one("date");
  one.Add("one");
  FeatureSet other("date");
  other.Add("other");
  FactorizationMachine model;
  ASSERT_TRUE(
      model.Fill({{one.keys()[0], {1.5f, {}}}, {other.keys()[0], {1.0f, {}}}}));
  Oracle oracle(gold, names_, &model, decisions_);
  EXPECT_EQ(oracle.PickByMeaning({one, other, other}, {1, 2, 2},
                                 {true, false, false}),
            1u);
  ASSERT_EQ(decisions_.size(), 1u);
  EXPECT_TRUE(decisions_[0].right[0]);
}

// How well the reading of "five" as killed fits an annotation.
class FitTest : public ::testing::Test {
 protected:
  double FitOf(const GoldClaim& gold) {
    std::vector<Choice> choices;
    QuantityChoices(report_.doc(), nullptr, choices);
    return Fit(report_.doc(), choices.at(0).drafts.at(0), gold);
  }
  GoldClaim Good() {
    return GoldCasualties(report_, "Five people were killed", Measure::kKilled,
                          5);
  }

  Report report_{kText};
};

TEST_F(FitTest, TheSameReadingFits) { EXPECT_GT(FitOf(Good()), 0.0); }

TEST_F(FitTest, AnotherKindMeasureOrNumberDoesNot) {
  GoldClaim kind = Good();
  kind.kind = Kind::kDamage;
  EXPECT_EQ(FitOf(kind), 0.0);
  GoldClaim measure = Good();
  measure.measure = Measure::kWounded;
  EXPECT_EQ(FitOf(measure), 0.0);
  GoldClaim count = Good();
  count.count.min = 4;
  EXPECT_EQ(FitOf(count), 0.0);
}

TEST_F(FitTest, OtherWordsDoNot) {
  GoldClaim elsewhere = Good();
  elsewhere.begin = static_cast<uint32_t>(std::string(kText).find("12"));
  elsewhere.end = static_cast<uint32_t>(std::string(kText).size());
  EXPECT_EQ(FitOf(elsewhere), 0.0);
}

TEST_F(FitTest, TheNearerTheWordsTheBetter) {
  GoldClaim longer = Good();
  longer.end = static_cast<uint32_t>(std::string(kText).size());
  EXPECT_GT(FitOf(longer), 0.0);
  EXPECT_LT(FitOf(longer), FitOf(Good()));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
