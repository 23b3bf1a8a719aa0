#include "services/ingest/domain/extract/model/boosted_trees.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::HasSubstr;

constexpr absl::string_view kNumbers[] = {"height", "width"};
constexpr absl::string_view kNames[] = {"colour"};
constexpr TreeColumns kColumns = {kNumbers, kNames};

TreeNode Leaf(float value) {
  TreeNode node;
  node.value = value;
  return node;
}

// 1 for what is at most 2 wide, of others 5 for the red and blue, -3 else; and
// 0.5 for all.
std::vector<Tree> Trees() {
  TreeNode width;
  width.column = 1;
  width.most = 2.0f;
  width.yes = 1;
  width.no = 2;
  TreeNode colour;
  colour.column = 2;
  colour.one_of = {"blue", "red"};
  colour.yes = 3;
  colour.no = 4;
  return {{width, Leaf(1.0f), colour, Leaf(5.0f), Leaf(-3.0f)}, {Leaf(0.5f)}};
}

float Score(const BoostedTrees& trees, float width, absl::string_view colour) {
  const float numbers[] = {0.0f, width};
  const absl::string_view names[] = {colour};
  return trees.Score(numbers, names);
}

void ExpectTheScores(const BoostedTrees& trees) {
  EXPECT_EQ(Score(trees, 2.0f, "red"), 1.5f);
  EXPECT_EQ(Score(trees, 2.5f, "red"), 5.5f);
  EXPECT_EQ(Score(trees, 2.5f, "blue"), 5.5f);
  EXPECT_EQ(Score(trees, 2.5f, "green"), -2.5f);
}

TEST(BoostedTrees, AddUpALeafOfEach) {
  BoostedTrees trees;
  EXPECT_TRUE(trees.empty());
  ASSERT_EQ(trees.Fill(Trees(), kColumns), absl::OkStatus());
  EXPECT_FALSE(trees.empty());
  ExpectTheScores(trees);
}

TEST(BoostedTrees, AreReadAsTheyWereWritten) {
  const std::string path = WriteTempFile("trees.tsv", "");
  ASSERT_EQ(WriteTrees(path, Trees(), kColumns), absl::OkStatus());
  BoostedTrees trees;
  ASSERT_EQ(trees.Load(path, kColumns), absl::OkStatus());
  ExpectTheScores(trees);
}

TEST(BoostedTrees, RefuseNodesThatLeadNowhere) {
  for (const auto& [yes, no] :
       {std::pair(0u, 1u), std::pair(1u, 9u), std::pair(1u, 0u)}) {
    std::vector<Tree> trees = Trees();
    trees[0][0].yes = yes;
    trees[0][0].no = no;
    EXPECT_EQ(BoostedTrees().Fill(trees, kColumns).code(),
              absl::StatusCode::kInvalidArgument)
        << yes << " " << no;
  }
  std::vector<Tree> trees = Trees();
  trees[0][0].column = 3;
  EXPECT_FALSE(BoostedTrees().Fill(trees, kColumns).ok());
  trees[0].clear();
  EXPECT_FALSE(BoostedTrees().Fill(trees, kColumns).ok());
}

class BrokenTrees : public ::testing::TestWithParam<const char*> {};

TEST_P(BrokenTrees, AreRefusedByFileAndLine) {
  const std::string path =
      WriteTempFile("broken.tsv", absl::StrCat("# nodes\n", GetParam()));
  BoostedTrees trees;
  const absl::Status status = trees.Load(path, kColumns);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  EXPECT_THAT(status.message(), HasSubstr("broken.tsv"));
}

INSTANTIATE_TEST_SUITE_P(
    Lines, BrokenTrees,
    ::testing::Values("0\t0\n", "0\t1\t0.5\n", "1\t0\t0.5\n", "0\t0\thigh\n",
                      "0\t0\tnan\n", "0\t0\tdepth\t<= 1\t1\t2\n",
                      "0\t0\twidth\t< 1\t1\t2\n", "0\t0\twidth\tin red\t1\t2\n",
                      "0\t0\tcolour\t<= 1\t1\t2\n",
                      "0\t0\tcolour\tin red|blue\t1\t2\n",
                      "0\t0\twidth\t<= 1\t1\t-2\n",
                      "0\t0\twidth\t<= 1\t1\t2\n"));

TEST(BoostedTrees, AMissingFileIsNotFound) {
  BoostedTrees trees;
  EXPECT_EQ(trees.Load("/nonexistent/trees.tsv", kColumns).code(),
            absl::StatusCode::kNotFound);
}

TEST(BoostedTrees, WhatCannotBeWrittenIsUnavailable) {
  EXPECT_EQ(WriteTrees("/nonexistent/trees.tsv", Trees(), kColumns).code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
