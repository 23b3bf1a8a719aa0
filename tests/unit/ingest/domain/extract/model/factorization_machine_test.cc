#include "services/ingest/domain/extract/model/factorization_machine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::HasSubstr;

FeatureSet SetOf(const std::vector<std::string>& names,
                 FeatureNames* known = nullptr) {
  FeatureSet set("task", known);
  for (const std::string& name : names) set.Add(name);
  return set;
}

uint64_t KeyOf(const std::string& name) { return SetOf({name}).keys()[0]; }

TEST(FactorizationMachine, AddsUpTheWeightsOfItsFeatures) {
  FactorizationMachine model;
  ASSERT_TRUE(
      model.Fill({{KeyOf("a"), {1.5f, {}}}, {KeyOf("b"), {-0.25f, {}}}}));
  EXPECT_FLOAT_EQ(model.Score(SetOf({"a", "b", "unknown"})), 1.25f);
}

TEST(FactorizationMachine, NothingScoresNothing) {
  EXPECT_FLOAT_EQ(FactorizationMachine().Score(SetOf({})), 0.0f);
  EXPECT_FLOAT_EQ(FactorizationMachine().Score(SetOf({"a"})), 0.0f);
}

// Each pair weighs the product of its factors; a feature is no pair with
// itself.
TEST(FactorizationMachine, PairsWeighTheProductOfTheirFactors) {
  FactorizationMachine model;
  ASSERT_TRUE(model.Fill({
      {KeyOf("a"), {1.0f, {31, -8, 0, 0, 0, 0, 0, 16}}},
      {KeyOf("b"), {0.0f, {16, 8, 0, 0, 0, 0, 0, 0}}},
      {KeyOf("c"), {0.5f, {0, 0, 0, 4, 0, 0, 0, -31}}},
  }));
  const float step = kFactorStep * kFactorStep;
  const float ab = (31 * 16 - 8 * 8) * step;
  const float ac = -16 * 31 * step;
  EXPECT_FLOAT_EQ(model.Score(SetOf({"a"})), 1.0f);
  EXPECT_FLOAT_EQ(model.Score(SetOf({"b"})), 0.0f);
  EXPECT_FLOAT_EQ(model.Score(SetOf({"a", "b"})), 1.0f + ab);
  EXPECT_FLOAT_EQ(model.Score(SetOf({"a", "c"})), 1.5f + ac);
  EXPECT_FLOAT_EQ(model.Score(SetOf({"b", "c"})), 0.5f);
  EXPECT_FLOAT_EQ(model.Score(SetOf({"c", "b", "a"})), 1.5f + ab + ac);
  // A word that stands twice is a pair.
  const float bb = (16 * 16 + 8 * 8) * step;
  EXPECT_FLOAT_EQ(model.Score(SetOf({"b", "b"})), bb);
}

// As many as the longest sentence may give.
TEST(FactorizationMachine, ManyFeaturesAreNoTrouble) {
  std::vector<NamedWeights::Entry> entries;
  std::vector<std::string> names;
  for (int i = 0; i < 500; ++i) {
    names.push_back("feature" + std::to_string(i));
    entries.emplace_back(KeyOf(names.back()),
                         FeatureWeight{0.0f, {1, -1, 31, -31}});
  }
  FactorizationMachine model;
  ASSERT_TRUE(model.Fill(entries));
  const double pairs = 500.0 * 499.0 / 2.0;
  const double product = (1 + 1 + 31 * 31 + 31 * 31) / 4096.0;
  const double score = model.Score(SetOf(names));
  EXPECT_NEAR(score, pairs * product, pairs * product * 1e-4);
  // Weighed as they come, too.
  FeatureNames known(&model.weights());
  EXPECT_EQ(model.Score(SetOf(names, &known)), static_cast<float>(score));
}

// A line of a weight file for the feature "a".
std::string LineOfA(const std::string& weight,
                    const std::string& factors = "PPPPPPPPPPPPPPPP") {
  return weight + "\t" + factors + "\ttask\ta\n";
}

TEST(FactorizationMachine, ReadsItsFile) {
  FactorizationMachine model;
  ASSERT_EQ(model.Load(WriteTempFile(
                "weights.tsv",
                "# weights\n\n" + LineOfA("-2.5000", "PPPQPPPPPPPPPPPP") +
                    "0.5\tPPP`PPPPPPPPPPPP\ttask\tword\tshell\n" +
                    "0.25\tPPPPPPPPPPPPPPPP\ttask\tword\t\ta=b+c\n")),
            absl::OkStatus());
  FeatureNames names(&model.weights());
  for (FeatureNames* const known :
       {static_cast<FeatureNames*>(nullptr), &names}) {
    EXPECT_FLOAT_EQ(model.Score(SetOf({"a"}, known)), -2.5f);
    FeatureSet both = SetOf({"a"}, known);
    both.Add("word", "shell");
    EXPECT_EQ(both.summed(), known != nullptr);
    EXPECT_FLOAT_EQ(model.Score(both), -2.0f + 16.0f / 4096.0f);
    FeatureSet odd("task", known);
    odd.Add("word", "", "a=b+c");
    EXPECT_FLOAT_EQ(model.Score(odd), 0.25f);
    FeatureSet other("other", known);
    other.Add("word", "shell");
    EXPECT_FLOAT_EQ(model.Score(other), 0.0f);
  }
}

TEST(FactorizationMachine, RefusesABrokenFileByLine) {
  for (const std::string& line :
       {std::string("0.5\ttask\ta\n"), std::string("0.5\tPPPPPPPPPPPPPPPP\n"),
        std::string("0.5\tPPPPPPPPPPPPPPPP\ttask\n"),
        std::string("0.5\tPPPPPPPPPPPPPPPP\ttask\ta\tb\tc\td\n"),
        LineOfA("much"), LineOfA("nan"), LineOfA("0.5", "PPPPPPPPPPPPPPP"),
        LineOfA("0.5", "PPPPPPPPPPPPPPPp")}) {
    FactorizationMachine model;
    const absl::Status status =
        model.Load(WriteTempFile("bad_weights.tsv", LineOfA("0.5") + line));
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << line;
    EXPECT_THAT(status.message(), HasSubstr("bad_weights.tsv:2")) << line;
  }
}

TEST(FactorizationMachine, RefusesAFeatureThatStandsTwice) {
  FactorizationMachine model;
  const absl::Status status = model.Load(
      WriteTempFile("bad_weights.tsv", LineOfA("0.5") + LineOfA("0.25")));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(), HasSubstr("bad_weights.tsv:2"));
  EXPECT_THAT(status.message(), HasSubstr("twice"));
}

TEST(FactorizationMachine, RefusesAFileWithoutWeights) {
  FactorizationMachine model;
  EXPECT_EQ(model.Load(WriteTempFile("no_weights.tsv", "# weights\n")).code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(FactorizationMachine, AMissingFileIsNotFound) {
  FactorizationMachine model;
  EXPECT_EQ(model.Load("/nowhere/weights.tsv").code(),
            absl::StatusCode::kNotFound);
}

TEST(Factors, AreReadAsTheyAreWritten) {
  const Factors factors = {-31, -1, 0, 1, 31, 7, -8, 30,
                           0,   0,  0, 0, 0,  0, 0,  -1};
  const std::string text = FactorText(factors);
  EXPECT_EQ(text, "1OPQoWHnPPPPPPPO");
  ASSERT_TRUE(ParseFactors(text).has_value());
  EXPECT_EQ(*ParseFactors(text), factors);
  for (const char* other : {"", "PPPPPPP", "PPPPPPPPPPPPPPPPP",
                            "PPPP PPPPPPPPPPP", "PPPPpPPPPPPPPPPP"}) {
    EXPECT_FALSE(ParseFactors(other).has_value()) << other;
  }
}

TEST(Factors, AreRoundedToTheNearestStep) {
  EXPECT_EQ(FactorOf(0.0), 0);
  EXPECT_EQ(FactorOf(0.008), 1);
  EXPECT_EQ(FactorOf(-0.008), -1);
  EXPECT_EQ(FactorOf(0.25), 16);
  EXPECT_EQ(FactorOf(7.0), kMostFactor);
  EXPECT_EQ(FactorOf(-7.0), -kMostFactor);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
