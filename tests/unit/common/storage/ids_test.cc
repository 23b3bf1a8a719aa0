#include "common/storage/ids.h"

#include <gtest/gtest.h>

namespace parallax::storage {
namespace {

TEST(IdsTest, KnownVectors) {
  EXPECT_EQ(Hex(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223"
            "b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Base32("foobar"), "mzxw6ytboi");
  EXPECT_EQ(Base32("f"), "my");
  EXPECT_EQ(Base32(""), "");
}

TEST(IdsTest, SameContentSameId) {
  const std::string id = ContentId("document", {"BBC", "https://x/1"});
  EXPECT_EQ(id.size(), 20u);
  EXPECT_EQ(id, ContentId("document", {"BBC", "https://x/1"}));
  EXPECT_EQ(ContentId("document", {"a"}, 8).size(), 8u);
}

TEST(IdsTest, PartsAndKindsDoNotRunTogether) {
  EXPECT_NE(ContentId("d", {"ab", "c"}), ContentId("d", {"a", "bc"}));
  EXPECT_NE(ContentId("d", {"ab"}), ContentId("d", {"ab", ""}));
  EXPECT_NE(ContentId("d", {"a"}), ContentId("e", {"a"}));
}

}  // namespace
}  // namespace parallax::storage
