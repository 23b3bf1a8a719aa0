#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "services/ingest/domain/extract/model/features.h"
#include "services/ingest/domain/extract/model/linear_model.h"

namespace parallax::ingest::domain::extract {
namespace {

struct Feature {
  int parts;
  std::string name;
  std::string a;
  std::string b;
};

// Values may be empty, or hold the marks that a file parts them with.
const std::vector<Feature>& Features() {
  static const auto* const kFeatures = new std::vector<Feature>{
      {1, "none", "", ""},
      {2, "none", "", ""},
      {3, "none", "", ""},
      {2, "word", "shell", ""},
      {3, "word", "shell", ""},
      {3, "word", "", "attack"},
      {3, "word", "a+b=c", "d+e"},
      {2, "next", "=", ""},
      {3, "next", "+", "+"},
      {2, "prev", "two words", ""},
      {2, "a.name.longer.than.sixteen", "and a value that is longer", ""},
  };
  return *kFeatures;
}

void AddTo(const Feature& feature, FeatureSet& set) {
  if (feature.parts == 1) set.Add(feature.name);
  if (feature.parts == 2) set.Add(feature.name, feature.a);
  if (feature.parts == 3) set.Add(feature.name, feature.a, feature.b);
}

std::string Write(const std::string& text) {
  std::string path = ::testing::TempDir() + "/named_weights.tsv";
  std::ofstream(path) << text;
  return path;
}

TEST(NamedFeaturesTest, NamedFeaturesHaveTheWeightsOfTheirHashes) {
  FeatureNames names;
  std::string file = "# weights\n";
  float weight = 0.25f;
  for (const Feature& feature : Features()) {
    FeatureSet set("task", &names);
    AddTo(feature, set);
    const uint64_t hash = set.hashes()[0];
    file +=
        absl::StrFormat("%016x\t%.2f\t%s\n", hash, weight, *names.Find(hash));
    weight *= 2;
  }
  LinearModel model;
  EXPECT_EQ(model.named(), nullptr);
  ASSERT_TRUE(model.Load(Write(file)).ok());
  ASSERT_NE(model.named(), nullptr);
  FeatureNames known(model.named());
  weight = 0.25f;
  for (const Feature& feature : Features()) {
    FeatureSet summed("task", &known);
    FeatureSet other("other task", &known);
    AddTo(feature, summed);
    AddTo(feature, other);
    EXPECT_TRUE(summed.summed());
    EXPECT_EQ(model.Score(summed), weight) << feature.name;
    EXPECT_EQ(model.Score(other), 0.0f) << feature.name;
    weight *= 2;
  }
}

TEST(NamedFeaturesTest, RefusesAFeatureWithAnotherHash) {
  LinearModel model;
  const absl::Status status =
      model.Load(Write("0123456789abcdef\t1.0\ttask word=shell\n"));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_NE(status.message().find("named_weights.tsv:1"), std::string::npos)
      << status;
}

TEST(NamedFeaturesTest, WeightsThatWereSetCountByHash) {
  FeatureSet set("task");
  set.Add("word", "shell");
  set.Add("word", "unknown");
  LinearModel model;
  model.Set(set.hashes()[0], 1.5f);
  EXPECT_EQ(model.named(), nullptr);
  EXPECT_EQ(model.Score(set), 1.5f);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
