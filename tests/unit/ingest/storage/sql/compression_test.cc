#include "services/ingest/storage/sql/compression.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace parallax::ingest::storage {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;

std::string Text() {
  std::string text;
  for (int i = 0; i < 200; ++i)
    absl::StrAppend(&text, "shelling ", i * i, ", ");
  return text;
}

TEST(CompressionTest, BytesComeBack) {
  for (const std::string& bytes : {std::string(), Text()}) {
    const auto blob = Compress(bytes);
    ASSERT_THAT(blob, IsOk());
    const auto read = Decompress(*blob);
    ASSERT_THAT(read, IsOk());
    EXPECT_EQ(*read, bytes);
  }
}

TEST(CompressionTest, NoByteThatChangedGivesAnotherText) {
  const auto blob = Compress(Text());
  ASSERT_THAT(blob, IsOk());
  int refused = 0;
  for (std::size_t at = 0; at < blob->size(); ++at) {
    std::string damaged = *blob;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    const auto read = Decompress(damaged);
    if (read.ok()) {
      // A bit that means nothing.
      EXPECT_EQ(*read, Text()) << at;
      continue;
    }
    EXPECT_THAT(read, HasStatus(absl::StatusCode::kDataLoss));
    ++refused;
  }
  EXPECT_GT(refused, static_cast<int>(blob->size()) * 9 / 10);
}

}  // namespace
}  // namespace parallax::ingest::storage
