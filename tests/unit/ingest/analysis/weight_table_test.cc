#include "services/ingest/domain/extract/analysis/weight_table.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <vector>

#include "services/ingest/domain/extract/analysis/hashing.h"

namespace parallax::ingest::domain::extract {
namespace {

TEST(NarrowTableTest, FindsWhatWasInsertedAfterAReload) {
  constexpr int kCount = 1000;
  NarrowTable table(kCount);
  int inserted = 0;
  for (int i = 0; i < kCount; ++i) {
    const int16_t weights[3] = {static_cast<int16_t>(i), 1, -2};
    inserted += table.Insert(Key(Mix(1), Mix(i)), weights);
  }
  // Full lines drop the last comers only.
  EXPECT_GT(inserted, kCount * 9 / 10);
  const auto reloaded = NarrowTable::Deserialize(table.Serialize());
  ASSERT_TRUE(reloaded.ok());
  int found = 0;
  for (int i = 0; i < kCount; ++i) {
    int32_t scores[3] = {};
    reloaded->AddTo(Key(Mix(1), Mix(i)), scores);
    if (scores[1] == 0) continue;
    ++found;
    EXPECT_EQ(scores[0], i);
    EXPECT_EQ(scores[2], -2);
  }
  EXPECT_EQ(found, inserted);
}

TEST(NarrowTableTest, HintsTellMostOfWhatIsMissing) {
  constexpr uint64_t kCount = 10000;
  NarrowTable table(kCount);
  const int16_t weights[NarrowTable::kClasses] = {1, 2, 3};
  std::vector<uint64_t> held;
  for (uint64_t i = 0; i < kCount; ++i) {
    if (table.Insert(Mix(i), weights)) held.push_back(Mix(i));
  }
  const auto reloaded = NarrowTable::Deserialize(table.Serialize());
  ASSERT_TRUE(reloaded.ok());
  for (const uint64_t key : held) {
    EXPECT_TRUE(table.MayHold(key));
    EXPECT_TRUE(reloaded->MayHold(key));
  }
  uint64_t passed = 0;
  for (uint64_t i = kCount; i < 2 * kCount; ++i) {
    EXPECT_EQ(table.MayHold(Mix(i)), reloaded->MayHold(Mix(i)));
    passed += table.MayHold(Mix(i)) ? 1 : 0;
  }
  EXPECT_LT(passed, kCount / 2);
}

TEST(WideTableTest, FindsWhatWasInsertedAfterAReload) {
  WideTable table(10);
  std::array<int8_t, WideTable::kClasses> weights{};
  weights[5] = -7;
  ASSERT_TRUE(table.Insert(Mix(3), weights.data()));
  EXPECT_FALSE(table.Insert(Mix(3), weights.data()));
  const auto reloaded = WideTable::Deserialize(table.Serialize());
  ASSERT_TRUE(reloaded.ok());
  std::array<int16_t, WideTable::kLanes> scores{};
  reloaded->AddTo(Mix(3), scores.data());
  reloaded->AddTo(Mix(4), scores.data());
  EXPECT_EQ(scores[5], -7);
  EXPECT_EQ(scores[6], 0);
}

TEST(WeightTableTest, RefusesImpossibleImages) {
  EXPECT_FALSE(NarrowTable::Deserialize("abc").ok());
  EXPECT_FALSE(NarrowTable::Deserialize(std::string(192, '\0')).ok());
  EXPECT_FALSE(WideTable::Deserialize("").ok());
  // A full table would make lookups of missing features endless.
  EXPECT_FALSE(WideTable::Deserialize(std::string(128, '\1')).ok());
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
