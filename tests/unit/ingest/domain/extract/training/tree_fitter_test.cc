#include "services/ingest/domain/extract/training/tree_fitter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace parallax::ingest::domain::extract {
namespace {

constexpr absl::string_view kNumbers[] = {"a", "b"};
constexpr absl::string_view kNames[] = {"name"};
constexpr TreeColumns kColumns = {kNumbers, kNames};

// Right where a is above 5 but for those named "no", and where b is above 8.
TreeRows Rows() {
  TreeRows rows;
  for (int a = 0; a < 10; ++a) {
    for (int b = 0; b < 10; ++b) {
      for (const char* name : {"yes", "no", "maybe"}) {
        for (int times = 0; times < 3; ++times) {
          rows.numbers.push_back(
              {static_cast<float>(a), static_cast<float>(b)});
          rows.names.push_back({name});
          rows.right.push_back((a > 5 && std::string(name) != "no") || b > 8);
        }
      }
    }
  }
  return rows;
}

TreeOptions Options() {
  TreeOptions options;
  options.trees = 40;
  options.leaves = 6;
  options.rate = 0.5;
  options.least_rows = 3;
  options.least_of_name = 3;
  return options;
}

TEST(TreeFitter, LearnsWhatNumbersAndNamesSayTogether) {
  const TreeRows rows = Rows();
  BoostedTrees trees;
  ASSERT_EQ(trees.Fill(FitTrees(rows, Options()), kColumns), absl::OkStatus());
  for (size_t r = 0; r < rows.right.size(); ++r) {
    const std::vector<absl::string_view> names = {rows.names[r][0]};
    EXPECT_EQ(trees.Score(rows.numbers[r], names) > 0.0f, rows.right[r])
        << rows.numbers[r][0] << " " << rows.numbers[r][1] << " " << names[0];
  }
}

TEST(TreeFitter, NothingToLearnFromGivesTheShareThatIsRight) {
  TreeRows rows;
  for (int r = 0; r < 400; ++r) {
    rows.numbers.push_back({1.0f, 2.0f});
    rows.names.push_back({"same"});
    rows.right.push_back(r % 4 == 0);
  }
  const std::vector<Tree> trees = FitTrees(rows, Options());
  ASSERT_EQ(trees.size(), 1u);
  ASSERT_EQ(trees[0].size(), 1u);
  EXPECT_NEAR(trees[0][0].value, std::log(1.0 / 3.0), 0.01);
}

TEST(TreeFitter, GrowsNoMoreLeavesThanAllowed) {
  TreeOptions options = Options();
  options.leaves = 3;
  for (const Tree& tree : FitTrees(Rows(), options)) {
    EXPECT_LE(tree.size(), 5u);
  }
}

TEST(TreeFitter, RareNamesAreNoReason) {
  TreeRows rows = Rows();
  TreeOptions options = Options();
  options.least_of_name = 1000;
  for (const Tree& tree : FitTrees(rows, options)) {
    for (const TreeNode& node : tree) EXPECT_TRUE(node.one_of.empty());
  }
}

TEST(TreeFitter, OfNoRowsThereAreNoTrees) {
  EXPECT_TRUE(FitTrees(TreeRows(), TreeOptions()).empty());
}

TEST(TreeFitter, TheSameRowsGiveTheSameTrees) {
  const std::vector<Tree> once = FitTrees(Rows(), Options());
  const std::vector<Tree> twice = FitTrees(Rows(), Options());
  ASSERT_EQ(once.size(), twice.size());
  for (size_t t = 0; t < once.size(); ++t) {
    ASSERT_EQ(once[t].size(), twice[t].size());
    for (size_t n = 0; n < once[t].size(); ++n) {
      EXPECT_EQ(once[t][n].column, twice[t][n].column);
      EXPECT_EQ(once[t][n].most, twice[t][n].most);
      EXPECT_EQ(once[t][n].value, twice[t][n].value);
      EXPECT_EQ(once[t][n].one_of, twice[t][n].one_of);
    }
  }
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
