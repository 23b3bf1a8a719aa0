#include "common/storage/sealed.h"

#include <gtest/gtest.h>

#include <string>

#include "parallax/type/v1/text_span.pb.h"
#include "tests/support/status_matchers.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;

type::v1::TextSpan Span() {
  type::v1::TextSpan span;
  span.set_start_byte(17);
  span.set_end_byte(4711);
  return span;
}

TEST(SealedTest, AMessageComesBack) {
  const std::string stored = Seal(Span().SerializeAsString());
  type::v1::TextSpan read;
  ASSERT_THAT(ReadSealed(stored, &read), IsOk());
  EXPECT_EQ(read.SerializeAsString(), Span().SerializeAsString());
  ASSERT_THAT(Unseal(Seal("")), IsOk());
  EXPECT_EQ(*Unseal(Seal("")), "");
}

TEST(SealedTest, NoByteCanChangeUnseen) {
  const std::string stored = Seal(Span().SerializeAsString());
  for (std::size_t at = 0; at < stored.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = stored;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      type::v1::TextSpan read;
      EXPECT_THAT(ReadSealed(damaged, &read),
                  HasStatus(absl::StatusCode::kDataLoss))
          << at << " " << bit;
    }
  }
}

TEST(SealedTest, WhoKnowsNoSealsReadsItAsEver) {
  type::v1::TextSpan read;
  ASSERT_TRUE(read.ParseFromString(Seal(Span().SerializeAsString())));
  EXPECT_EQ(read.end_byte(), 4711);
}

TEST(SealedTest, WhatWasNeverSealedIsTakenAsItIs) {
  type::v1::TextSpan read;
  ASSERT_THAT(ReadSealed(Span().SerializeAsString(), &read), IsOk());
  EXPECT_EQ(read.end_byte(), 4711);
  EXPECT_THAT(ReadSealed("\xff\xff", &read),
              HasStatus(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace parallax::storage
