#include "services/claims/server/answer_cache.h"

#include <string>

#include "gtest/gtest.h"

namespace parallax::claims::server {
namespace {

Answer Text(const std::string& text, std::int64_t revision = 1) {
  return {grpc::Slice(text), revision};
}

std::string TextOf(const std::optional<Answer>& answer) {
  return answer ? std::string(answer->bytes.begin(), answer->bytes.end()) : "";
}

TEST(AnswerCacheTest, KeepsWhatWasPutUntilItIsInvalidated) {
  AnswerCache cache(1 << 20);
  EXPECT_FALSE(cache.Find("claims/a"));
  cache.Put("claims/a", Text("one", 7), cache.epoch());
  EXPECT_EQ(TextOf(cache.Find("claims/a")), "one");
  EXPECT_EQ(cache.Find("claims/a")->revision, 7);
  cache.Invalidate({"claims/b"});
  EXPECT_EQ(TextOf(cache.Find("claims/a")), "one");
  cache.Invalidate({"claims/a"});
  EXPECT_FALSE(cache.Find("claims/a"));
}

TEST(AnswerCacheTest, WhatWasReadBeforeAnInvalidationIsNotKept) {
  AnswerCache cache(1 << 20);
  const std::uint64_t before = cache.epoch();
  cache.Invalidate({"claims/b"});
  cache.Put("claims/a", Text("stale"), before);
  EXPECT_FALSE(cache.Find("claims/a"));
}

TEST(AnswerCacheTest, ClearForgetsAllAndWhatIsBeingRead) {
  AnswerCache cache(1 << 20);
  cache.Put("claims/a", Text("one"), cache.epoch());
  const std::uint64_t before = cache.epoch();
  cache.Clear();
  EXPECT_FALSE(cache.Find("claims/a"));
  cache.Put("claims/a", Text("stale"), before);
  EXPECT_FALSE(cache.Find("claims/a"));
}

TEST(AnswerCacheTest, TheLeastRecentlyReadGoesFirst) {
  constexpr std::size_t kCapacity = 64 * 1024;
  AnswerCache cache(kCapacity);
  cache.Put("claims/hot", Text(std::string(1000, 'h')), cache.epoch());
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(cache.Find("claims/hot")) << i;
    cache.Put("claims/" + std::to_string(i), Text(std::string(1000, 'c')),
              cache.epoch());
  }
  std::size_t kept = 0;
  for (int i = 0; i < 1000; ++i) {
    if (cache.Find("claims/" + std::to_string(i))) kept += 1000;
  }
  EXPECT_GT(kept, 0u);
  EXPECT_LE(kept, kCapacity);
}

TEST(AnswerCacheTest, AnAnswerBeyondTheCapacityIsNotKept) {
  AnswerCache cache(1024);
  cache.Put("claims/large", Text(std::string(4096, 'x')), cache.epoch());
  EXPECT_FALSE(cache.Find("claims/large"));
}

}  // namespace
}  // namespace parallax::claims::server
