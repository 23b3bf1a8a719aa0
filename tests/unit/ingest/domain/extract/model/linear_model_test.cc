#include "services/ingest/domain/extract/model/linear_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_format.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::HasSubstr;

TEST(LinearModel, AddsUpTheWeightsOfItsFeatures) {
  FeatureSet set("task");
  set.Add("a");
  set.Add("b");
  set.Add("unknown");
  LinearModel model;
  EXPECT_TRUE(model.empty());
  model.Set(set.hashes()[0], 1.5f);
  model.Set(set.hashes()[1], -0.25f);
  EXPECT_FALSE(model.empty());
  EXPECT_FLOAT_EQ(model.Score(set), 1.25f);
  EXPECT_FLOAT_EQ(model.WeightOf(set.hashes()[2]), 0.0f);
}

TEST(LinearModel, NothingScoresNothing) {
  EXPECT_FLOAT_EQ(LinearModel().Score(FeatureSet("task")), 0.0f);
}

// A line of a weight file for the feature "a".
std::string LineOfA(const std::string& weight) {
  FeatureSet set("task");
  set.Add("a");
  return absl::StrFormat("%016x\t%s\ttask a\n", set.hashes()[0], weight);
}

TEST(LinearModel, ReadsItsFile) {
  LinearModel model;
  ASSERT_EQ(model.Load(WriteTempFile("weights.tsv",
                                     "# weights\n\n" + LineOfA("-2.5000"))),
            absl::OkStatus());
  EXPECT_FALSE(model.empty());
  FeatureNames names(model.named());
  FeatureSet set("task", &names);
  set.Add("a");
  EXPECT_FLOAT_EQ(model.Score(set), -2.5f);
}

TEST(LinearModel, RefusesABrokenFileByLine) {
  for (const std::string& line :
       {std::string("12ab\t0.5\n"), std::string("xyz\t0.5\ttask a\n"),
        LineOfA("much"), LineOfA("0.5")}) {  // the last says it twice
    LinearModel model;
    const absl::Status status =
        model.Load(WriteTempFile("bad_weights.tsv", LineOfA("0.5") + line));
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << line;
    EXPECT_THAT(status.message(), HasSubstr("bad_weights.tsv:2")) << line;
  }
}

TEST(LinearModel, AMissingFileIsNotFound) {
  LinearModel model;
  EXPECT_EQ(model.Load("/nowhere/weights.tsv").code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
