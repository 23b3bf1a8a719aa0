#include "common/status/nearest.h"

#include <gtest/gtest.h>

namespace parallax::status {
namespace {

TEST(NearestTest, FindsTypingErrors) {
  const std::vector<std::string> known = {"listen", "log-level", "store"};
  EXPECT_EQ(Nearest("lisen", known), "listen");
  EXPECT_EQ(Nearest("loglevel", known), "log-level");
  EXPECT_EQ(Nearest("stroe", known), "store");
}

TEST(NearestTest, DoesNotGuessWildly) {
  EXPECT_EQ(Nearest("xyzzy", {"listen", "log-level", "store"}), "");
  EXPECT_EQ(Nearest(std::string(1000, 'a'), {"listen"}), "");
  EXPECT_EQ(Nearest("a", {}), "");
}

}  // namespace
}  // namespace parallax::status
