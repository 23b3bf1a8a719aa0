#include "services/ingest/domain/extract/model/trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "services/ingest/domain/extract/model/linear_model.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

uint64_t Feature(const std::string& name) {
  FeatureSet set("task");
  set.Add(name);
  return set.hashes()[0];
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

std::vector<Decision> SomeDecisions() {
  std::vector<Decision> decisions;
  for (int i = 0; i < 20; ++i) {
    decisions.push_back(Between({"good", "common"}, {"bad", "common"}));
    decisions.push_back(Between({"fair"}, {"bad"}));
  }
  return decisions;
}

TEST(Trainer, FavoursWhatIsRight) {
  const auto weights = Fit(SomeDecisions(), TrainOptions());
  EXPECT_GT(weights.at(Feature("good")), 0.0);
  EXPECT_GT(weights.at(Feature("fair")), 0.0);
  EXPECT_LT(weights.at(Feature("bad")), 0.0);
  // What both options share says nothing.
  EXPECT_LT(std::abs(weights.at(Feature("common"))),
            weights.at(Feature("good")));
}

TEST(Trainer, TheSameDecisionsGiveTheSameWeights) {
  const auto once = Fit(SomeDecisions(), TrainOptions());
  const auto again = Fit(SomeDecisions(), TrainOptions());
  ASSERT_EQ(once.size(), again.size());
  for (const auto& [hash, weight] : once) {
    EXPECT_EQ(weight, again.at(hash));  // to the last bit
  }
}

TEST(Trainer, AFeatureOfOneDecisionWeighsNothing) {
  std::vector<Decision> decisions = SomeDecisions();
  decisions.push_back(Between({"once"}, {"bad"}));
  const auto weights = Fit(decisions, TrainOptions());
  EXPECT_EQ(weights.at(Feature("once")), 0.0);
  TrainOptions all;
  all.least_decisions = 1;
  EXPECT_GT(Fit(decisions, all).at(Feature("once")), 0.0);
}

TEST(Trainer, OneOfSeveralRightOptionsIsEnough) {
  std::vector<Decision> decisions;
  for (int i = 0; i < 20; ++i) {
    Decision decision = Between({"good"}, {"better"});
    decision.options.push_back({Feature("bad")});
    decision.right = {true, true, false};
    decisions.push_back(decision);
  }
  const auto weights = Fit(decisions, TrainOptions());
  EXPECT_GT(weights.at(Feature("good")), weights.at(Feature("bad")));
  EXPECT_GT(weights.at(Feature("better")), weights.at(Feature("bad")));
}

TEST(Trainer, ADecisionWithNothingRightTeachesNothing) {
  std::vector<Decision> decisions;
  for (int i = 0; i < 5; ++i) {
    decisions.push_back(Between({"good"}, {"bad"}));
    decisions.back().right = {false, false};
  }
  const auto weights = Fit(decisions, TrainOptions());
  for (const auto& [hash, weight] : weights) EXPECT_EQ(weight, 0.0);
}

TEST(Trainer, NothingGivesNoWeights) {
  EXPECT_TRUE(Fit(std::vector<Decision>(), TrainOptions()).empty());
}

std::string Content(const std::string& path) {
  std::ifstream in(path);
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}

TEST(Trainer, WritesWeightsInOrderOfTheirNames) {
  const std::string path = WriteTempFile("model.tsv", "");
  FeatureNames names;
  names.Name(0x2a) = "task b";
  names.Name(0x2b) = "task a";
  ASSERT_EQ(WriteModel(path, {{0x2a, 0.5}, {0x2b, -1.23456}, {0x2d, 0.001}},
                       names, 0.01),
            absl::OkStatus());
  const std::string content = Content(path);
  EXPECT_EQ(content.substr(content.find("\n0") + 1),
            "000000000000002b\t-1.2346\ttask a\n"
            "000000000000002a\t0.5000\ttask b\n");
}

TEST(Trainer, AFeatureWithoutANameIsNotWritten) {
  const std::string path = WriteTempFile("model.tsv", "as it was\n");
  FeatureNames names;
  names.Name(0x2a) = "task b";
  const absl::Status written =
      WriteModel(path, {{0x2a, 0.5}, {0x2c, 0.75}}, names, 0.01);
  EXPECT_EQ(written.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(written.message(),
            "the weight 000000000000002c is of a feature without a name");
  EXPECT_EQ(Content(path), "as it was\n");
}

TEST(Trainer, WhatIsWrittenIsReadAgain) {
  FeatureNames names;
  FeatureSet set("task", &names);
  for (const char* name : {"good", "bad", "fair", "common"}) set.Add(name);
  const std::string path = WriteTempFile("model.tsv", "");
  ASSERT_EQ(WriteModel(path, Fit(SomeDecisions(), TrainOptions()), names, 0.0),
            absl::OkStatus());
  LinearModel model;
  ASSERT_EQ(model.Load(path), absl::OkStatus());
  FeatureNames known(model.named());
  FeatureSet good("task", &known);
  good.Add("good");
  FeatureSet bad("task", &known);
  bad.Add("bad");
  EXPECT_GT(model.Score(good), 0.0f);
  EXPECT_LT(model.Score(bad), 0.0f);
}

TEST(Trainer, TheMeanOfTwoFilesCountsWhatOneLacksAsNothing) {
  const std::vector<std::string> paths = {
      WriteTempFile("one.tsv", "# weights\n00000000000000a1\t0.5\ttask good\n"),
      WriteTempFile("two.tsv",
                    "00000000000000a1\t0.1\ttask good\n"
                    "00000000000000b2\t-0.4\ttask bad\n")};
  FeatureNames names;
  const auto mean = MeanOfModels(paths, names);
  ASSERT_TRUE(mean.ok()) << mean.status();
  ASSERT_EQ(mean->size(), 2u);
  EXPECT_NEAR(mean->at(0xa1), 0.3, 1e-9);
  EXPECT_NEAR(mean->at(0xb2), -0.2, 1e-9);
  ASSERT_NE(names.Find(0xb2), nullptr);
  EXPECT_EQ(*names.Find(0xb2), "task bad");
}

TEST(Trainer, AMeanOfOtherFilesIsRefused) {
  FeatureNames names;
  EXPECT_EQ(MeanOfModels({"/nowhere/model.tsv"}, names).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(MeanOfModels({WriteTempFile("odd.tsv", "a\tb\tc\n")}, names)
                .status()
                .code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(Trainer, AFileThatCannotBeWrittenIsReported) {
  EXPECT_EQ(WriteModel("/nowhere/model.tsv", {}, {}, 0.0).code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
