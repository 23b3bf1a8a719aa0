#include "services/ingest/domain/extract/model/trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "services/ingest/domain/extract/model/factorization_machine.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

uint64_t Feature(const std::string& name) {
  FeatureSet set("task");
  set.Add(name);
  return set.keys()[0];
}

// A decision between two options, the first of which is right.
Decision Between(const std::vector<std::string>& right,
                 const std::vector<std::string>& wrong) {
  Decision decision;
  for (const auto& names : {right, wrong}) {
    auto& option = decision.options.emplace_back();
    for (const std::string& name : names) option.push_back(Feature(name));
  }
  decision.right = {true, false};
  decision.task = "task";
  return decision;
}

// What was fitted, by feature; a feature without a weight has none.
std::map<uint64_t, FeatureWeight> FitTo(const std::vector<Decision>& decisions,
                                        const TrainOptions& options = {}) {
  std::vector<const Decision*> pointers;
  for (const Decision& decision : decisions) pointers.push_back(&decision);
  const auto fitted = Fit(pointers, options);
  return {fitted.begin(), fitted.end()};
}

std::vector<Decision> SomeDecisions() {
  std::vector<Decision> decisions;
  for (int i = 0; i < 20; ++i) {
    decisions.push_back(Between({"good", "common"}, {"bad", "common"}));
    decisions.push_back(Between({"fair"}, {"bad"}));
  }
  return decisions;
}

TEST(Trainer, FavoursWhatIsRight) {
  const auto weights = FitTo(SomeDecisions());
  EXPECT_GT(weights.at(Feature("good")).alone, 0.0f);
  EXPECT_GT(weights.at(Feature("fair")).alone, 0.0f);
  EXPECT_LT(weights.at(Feature("bad")).alone, 0.0f);
  // What both options share says nothing.
  EXPECT_LT(std::abs(weights.at(Feature("common")).alone),
            weights.at(Feature("good")).alone);
}

TEST(Trainer, TheSameDecisionsGiveTheSameWeights) {
  const auto once = FitTo(SomeDecisions());
  const auto again = FitTo(SomeDecisions());
  ASSERT_EQ(once.size(), again.size());
  for (const auto& [key, weight] : once) {
    EXPECT_EQ(weight.alone, again.at(key).alone);  // to the last bit
    EXPECT_EQ(weight.factors, again.at(key).factors);
  }
}

TEST(Trainer, AFeatureOfOneDecisionIsDropped) {
  std::vector<Decision> decisions = SomeDecisions();
  decisions.push_back(Between({"once"}, {"bad"}));
  EXPECT_FALSE(FitTo(decisions).contains(Feature("once")));
  TrainOptions all;
  all.least_decisions = 1;
  EXPECT_GT(FitTo(decisions, all).at(Feature("once")).alone, 0.0f);
}

TEST(Trainer, OneOfSeveralRightOptionsIsEnough) {
  std::vector<Decision> decisions;
  for (int i = 0; i < 20; ++i) {
    Decision decision = Between({"good"}, {"better"});
    decision.options.push_back({Feature("bad")});
    decision.right = {true, true, false};
    decisions.push_back(decision);
  }
  const auto weights = FitTo(decisions);
  const float bad = weights.at(Feature("bad")).alone;
  EXPECT_GT(weights.at(Feature("good")).alone, bad);
  EXPECT_GT(weights.at(Feature("better")).alone, bad);
}

TEST(Trainer, ADecisionWithNothingRightTeachesNothing) {
  std::vector<Decision> decisions;
  for (int i = 0; i < 10; ++i) {
    decisions.push_back(Between({"good"}, {"bad"}));
    decisions.back().right = {false, false};
  }
  for (const auto& [key, weight] : FitTo(decisions)) {
    EXPECT_EQ(weight.alone, 0.0f);
  }
}

// Of two words either is right with one partner and wrong with the other: no
// word by itself says anything.
TEST(Trainer, LearnsWhatFeaturesSayTogether) {
  std::vector<Decision> decisions;
  for (int i = 0; i < 200; ++i) {
    decisions.push_back(Between({"day", "sun"}, {"day", "moon"}));
    decisions.push_back(Between({"night", "moon"}, {"night", "sun"}));
  }
  const auto weights = FitTo(decisions);
  FactorizationMachine model;
  ASSERT_TRUE(model.Fill(
      std::vector<NamedWeights::Entry>(weights.begin(), weights.end())));
  const auto score = [&](const char* a, const char* b) {
    return model.Score({Feature(a), Feature(b)});
  };
  EXPECT_GT(score("day", "sun"), score("day", "moon") + 0.5f);
  EXPECT_GT(score("night", "moon"), score("night", "sun") + 0.5f);
}

TEST(Trainer, TasksAreFittedApart) {
  std::vector<Decision> decisions = SomeDecisions();
  const auto alone = FitTo(decisions);
  FeatureSet elsewhere("other");
  elsewhere.Add("good");
  for (int i = 0; i < 10; ++i) {
    Decision& decision = decisions.emplace_back(Between({"good"}, {"bad"}));
    decision.task = "other";
    decision.options = {{}, {elsewhere.keys()[0]}};
  }
  const auto both = FitTo(decisions);
  EXPECT_EQ(both.size(), alone.size() + 1);
  EXPECT_LT(both.at(elsewhere.keys()[0]).alone, 0.0f);
  for (const auto& [key, weight] : alone) {
    EXPECT_EQ(weight.alone, both.at(key).alone);
    EXPECT_EQ(weight.factors, both.at(key).factors);
  }
}

TEST(Trainer, NothingGivesNoWeights) { EXPECT_TRUE(FitTo({}).empty()); }

std::string Content(const std::string& path) {
  std::ifstream in(path);
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}

TEST(Trainer, WritesWeightsInOrderOfTheirNames) {
  const std::string path = WriteTempFile("model.tsv", "");
  FeatureNames names;
  FeatureSet set("task", &names);
  set.Add("b");
  set.Add("a", "x", "y");
  ASSERT_EQ(WriteModel(path,
                       {{set.keys()[0], {0.5f, {1, 2, 3}}},
                        {set.keys()[1], {-1.23456f, {0, -1}}}},
                       names),
            absl::OkStatus());
  const std::string content = Content(path);
  EXPECT_EQ(content.substr(content.find("\n-") + 1),
            "-1.2346\tPOPPPPPPPPPPPPPP\ttask\ta\tx\ty\n"
            "0.5000\tQRSPPPPPPPPPPPPP\ttask\tb\n");
}

TEST(Trainer, WhatCouldNotBeReadAgainIsNotWritten) {
  const std::string path = WriteTempFile("model.tsv", "as it was\n");
  FeatureNames names;
  names.Name(0x2b) = "task\tof another key";
  FeatureSet set("task", &names);
  set.Add("two\nlines");
  set.Add("good");
  const uint64_t lines = set.keys()[0];
  const uint64_t good = set.keys()[1];
  const FeatureWeight half = {0.5f, {}};
  for (const std::vector<NamedWeights::Entry>& weights :
       std::vector<std::vector<NamedWeights::Entry>>{
           {{0x2a, half}},
           {{0x2b, half}},
           {{lines, half}},
           {{good, half}, {good, half}},
           {{good, {std::nanf(""), {}}}}}) {
    const absl::Status written = WriteModel(path, weights, names);
    EXPECT_EQ(written.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(Content(path), "as it was\n");
  }
}

// What stands in all options alike cannot tell them apart.
TEST(Trainer, WhatAllOptionsShareWeighsNothingAlone) {
  std::vector<Decision> decisions;
  for (int i = 0; i < 50; ++i) {
    decisions.push_back(Between({"good", "common"}, {"bad", "common"}));
  }
  EXPECT_NEAR(FitTo(decisions).at(Feature("common")).alone, 0.0f, 1e-6f);
}

TEST(Trainer, WhatIsWrittenIsReadAgain) {
  FeatureNames names;
  FeatureSet set("task", &names);
  for (const char* name : {"good", "bad", "fair", "common"}) set.Add(name);
  const auto weights = FitTo(SomeDecisions());
  const std::vector<NamedWeights::Entry> entries(weights.begin(),
                                                 weights.end());
  const std::string path = WriteTempFile("model.tsv", "");
  ASSERT_EQ(WriteModel(path, entries, names), absl::OkStatus());
  FactorizationMachine read;
  ASSERT_EQ(read.Load(path), absl::OkStatus());
  FactorizationMachine fitted;
  ASSERT_TRUE(fitted.Fill(entries));
  EXPECT_NEAR(read.Score(set), fitted.Score(set), 0.001);
  EXPECT_GT(read.Score({Feature("good")}), 0.0f);
  EXPECT_LT(read.Score({Feature("bad")}), 0.0f);
}

TEST(Trainer, AFileThatCannotBeWrittenIsReported) {
  EXPECT_EQ(WriteModel("/nowhere/model.tsv", {}, {}).code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
