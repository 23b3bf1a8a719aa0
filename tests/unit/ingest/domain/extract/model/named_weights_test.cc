#include "services/ingest/domain/extract/model/named_weights.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/model/quick_hash.h"

namespace parallax::ingest::domain::extract {
namespace {

uint64_t KeyOf(int i) { return QuickHash(std::to_string(i), 7); }

FeatureWeight Alone(int weight) {
  return FeatureWeight{static_cast<float>(weight), {}};
}

float Find(const NamedWeights& weights, uint64_t key) {
  WeightSum sum;
  weights.AddTo(key, sum);
  return sum.Total();
}

TEST(NamedWeightsTest, FindsEveryWeightHoweverManyThereAre) {
  for (const int count : {0, 1, 10, 10000}) {
    std::vector<NamedWeights::Entry> entries;
    entries.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) {
      entries.emplace_back(KeyOf(i), Alone(i + 1));
    }
    NamedWeights weights;
    ASSERT_TRUE(weights.Fill(entries));
    for (int i = 0; i < count; ++i) {
      ASSERT_EQ(Find(weights, KeyOf(i)), static_cast<float>(i + 1));
      WeightSum sought;
      weights.AddTo(weights.Seek(KeyOf(i)), sought);
      ASSERT_EQ(sought.Total(), static_cast<float>(i + 1));
    }
    for (int i = count; i < 2 * count + 100; ++i) {
      ASSERT_EQ(Find(weights, KeyOf(i)), 0.0f);
    }
  }
}

// Whatever stands in the groups that are searched for them.
TEST(NamedWeightsTest, StrangersChangeNothing) {
  std::vector<NamedWeights::Entry> entries;
  for (int i = 0; i < 5000; ++i) {
    entries.emplace_back(KeyOf(i), FeatureWeight{1.0f, {31, -31, 7}});
  }
  NamedWeights weights;
  ASSERT_TRUE(weights.Fill(entries));
  WeightSum alone;
  WeightSum among_strangers;
  for (int i = 0; i < 10; ++i) {
    weights.AddTo(KeyOf(i), alone);
    weights.AddTo(KeyOf(i), among_strangers);
    for (int k = 0; k < 1000; ++k) {
      weights.AddTo(KeyOf(10000 + 1000 * i + k), among_strangers);
    }
  }
  EXPECT_EQ(among_strangers.Total(), alone.Total());
}

TEST(NamedWeightsTest, RefusesASecondWeightForOneFeature) {
  NamedWeights weights;
  EXPECT_FALSE(weights.Fill({{KeyOf(5), Alone(1)}, {KeyOf(5), Alone(2)}}));
}

// Keys that begin alike fall into one group and flow over into the next.
TEST(NamedWeightsTest, FindsWhatStandsInAnotherGroup) {
  std::vector<NamedWeights::Entry> entries;
  for (uint32_t i = 0; i < 40; ++i) {
    entries.emplace_back(~uint64_t{0} - i, Alone(static_cast<int>(i) + 1));
  }
  NamedWeights weights;
  ASSERT_TRUE(weights.Fill(entries));
  for (const auto& [key, weight] : entries) {
    EXPECT_EQ(Find(weights, key), weight.alone);
  }
  EXPECT_EQ(Find(weights, ~uint64_t{0} - 40), 0.0f);
}

TEST(NamedWeightsTest, TakesTheKeyThatStandsForAFreeSlot) {
  NamedWeights weights;
  EXPECT_EQ(Find(weights, 0), 0.0f);
  ASSERT_TRUE(weights.Fill({{0, Alone(3)}}));
  EXPECT_EQ(Find(weights, 0), 3.0f);
}

TEST(QuickHashTest, TellsApartWhatDiffersInLengthSeedOrOneByte) {
  const std::string text = "abcdefghijklmnopqrstuvwxyz0123456789";
  for (size_t size = 0; size < text.size(); ++size) {
    const std::string whole = text.substr(0, size);
    const uint64_t hash = QuickHash(whole, 1);
    EXPECT_EQ(hash, QuickHash(std::string(whole), 1));
    EXPECT_NE(hash, QuickHash(whole, 2));
    EXPECT_NE(hash, QuickHash(text.substr(0, size + 1), 1));
    for (size_t i = 0; i < size; ++i) {
      std::string other = whole;
      other[i] ^= 1;
      EXPECT_NE(hash, QuickHash(other, 1)) << size << " " << i;
    }
  }
}

// Where the compiler takes the hash and where it cannot.
TEST(QuickHashTest, ALiteralNameHasTheHashOfItsText) {
  const auto same = [](const std::string& name, uint64_t of_literal) {
    EXPECT_EQ(QuickHashOfName(name), of_literal) << name;
  };
  same("", QuickHashOfName(""));
  same("of", QuickHashOfName("of"));
  same("place", QuickHashOfName("place"));
  same("agent.form.kind", QuickHashOfName("agent.form.kind"));
  same("sixteen_of_them_", QuickHashOfName("sixteen_of_them_"));
  same("none.victims.claimant", QuickHashOfName("none.victims.claimant"));
  same("a name that is longer than any that there is",
       QuickHashOfName("a name that is longer than any that there is"));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
