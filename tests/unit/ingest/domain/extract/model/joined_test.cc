#include "services/ingest/domain/extract/model/joined.h"

#include <gtest/gtest.h>

#include <string>

namespace parallax::ingest::domain::extract {
namespace {

TEST(JoinedTest, ReadsAsItsPartsWhateverTheirLength) {
  const std::string word = "word";
  const absl::string_view none;
  EXPECT_EQ(absl::string_view(Joined(word, ".", none)), "word.");
  EXPECT_EQ(absl::string_view(Joined("")), "");
  const std::string longest(64, 'x');
  EXPECT_EQ(absl::string_view(Joined(longest)), longest);
  EXPECT_EQ(absl::string_view(Joined(longest, "y")), longest + "y");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
