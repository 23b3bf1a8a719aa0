#include "services/claims/domain/text.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace parallax::claims::domain {
namespace {

TEST(TextTest, FoldsWhatReportsWriteDifferently) {
  EXPECT_EQ(Fold("The  Defence-Ministry "), "defence ministry");
  EXPECT_EQ(Fold("Armenia's prime minister"), "armenia prime minister");
  EXPECT_EQ(Fold("Armenia’s"), "armenia");
  EXPECT_EQ(Fold("O'Brien"), "obrien");
  EXPECT_EQ(Fold("Zürich"), "zürich");
  EXPECT_EQ(Fold(" -- "), "");
}

TEST(TextTest, HeadWordIsTheLastWithoutItsPlural) {
  EXPECT_EQ(HeadWord("residential homes"), "home");
  EXPECT_EQ(HeadWord("the pass"), "pass");
  EXPECT_EQ(HeadWord("gas"), "gas");
  EXPECT_EQ(HeadWord(""), "");
}

TEST(TextTest, ASurnameTrailsTheFullName) {
  EXPECT_TRUE(IsTrailingName("pashinyan", "nikol pashinyan"));
  EXPECT_FALSE(IsTrailingName("nikol", "nikol pashinyan"));
  EXPECT_FALSE(IsTrailingName("inyan", "nikol pashinyan"));
  EXPECT_FALSE(IsTrailingName("nikol pashinyan", "nikol pashinyan"));
  EXPECT_FALSE(IsTrailingName("", "nikol pashinyan"));
}

TEST(TextTest, JoinsNamesAsProseDoes) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(JoinNames(Names{}), "");
  EXPECT_EQ(JoinNames(Names{"A"}), "A");
  EXPECT_EQ(JoinNames(Names{"A", "B"}), "A and B");
  EXPECT_EQ(JoinNames(Names{"A", "B", "C"}), "A, B and C");
}

}  // namespace
}  // namespace parallax::claims::domain
