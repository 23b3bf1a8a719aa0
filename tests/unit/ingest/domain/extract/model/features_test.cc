#include "services/ingest/domain/extract/model/features.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace parallax::ingest::domain::extract {
namespace {

// The hashes that these calls of Add give under `task`.
template <typename Adder>
std::vector<uint64_t> Hashes(absl::string_view task, const Adder& add) {
  FeatureSet set(task);
  add(set);
  return set.hashes();
}

TEST(Features, TheSameFeatureHasTheSameHash) {
  const auto add = [](FeatureSet& set) {
    set.Add("cue", "said", "covers");
    set.Add("cue", "said");
    set.Add("cue");
  };
  EXPECT_EQ(Hashes("claimant", add), Hashes("claimant", add));
  EXPECT_EQ(Hashes("claimant", add).size(), 3u);
}

TEST(Features, TasksNamesAndValuesAreToldApart) {
  const auto one = [](absl::string_view task, absl::string_view name,
                      absl::string_view a, absl::string_view b) {
    return Hashes(task, [&](FeatureSet& set) { set.Add(name, a, b); })[0];
  };
  const std::set<uint64_t> hashes = {
      one("stance", "cue", "said", "y"),  one("place", "cue", "said", "y"),
      one("stance", "word", "said", "y"), one("stance", "cue", "told", "y"),
      one("stance", "cue", "said", "n"),  one("stance", "cue", "y", "said"),
  };
  EXPECT_EQ(hashes.size(), 6u);
}

TEST(Features, NamesAreKeptOnRequest) {
  FeatureNames names;
  FeatureSet set("stance", &names);
  set.Add("bias");
  set.Add("cue", "said");
  set.Add("cue", "said", "asserts");
  ASSERT_EQ(set.hashes().size(), 3u);
  EXPECT_EQ(*names.Find(set.hashes()[0]), "stance bias");
  EXPECT_EQ(*names.Find(set.hashes()[1]), "stance cue=said");
  EXPECT_EQ(*names.Find(set.hashes()[2]), "stance cue=said+asserts");
}

TEST(Features, NamingChangesNoHash) {
  FeatureNames names;
  FeatureSet named("stance", &names);
  FeatureSet plain("stance");
  for (FeatureSet* set : {&named, &plain}) set->Add("cue", "said", "asserts");
  EXPECT_EQ(named.hashes(), plain.hashes());
}

TEST(Features, ASetWithoutWeightsIsWrittenDown) {
  FeatureSet set("stance");
  set.Add("bias");
  EXPECT_FALSE(set.summed());
  EXPECT_EQ(set.task(), "stance");
  EXPECT_EQ(set.hashes().size(), 1u);
}

TEST(Features, BothIsOneAfterTheOther) {
  FeatureSet both("stance");
  both.AddBoth("cue", "said", "asserts");
  FeatureSet each("stance");
  each.Add("cue", "said");
  each.Add("cue", "said", "asserts");
  EXPECT_EQ(both.hashes(), each.hashes());
}

TEST(Features, AValueIsHashedAsItsText) {
  const std::string text = "a text of more than two times sixteen bytes";
  for (size_t size = 0; size <= text.size(); ++size) {
    const std::string part = text.substr(0, size);
    const FeatureValue value = part;
    EXPECT_EQ(absl::string_view(value), part);
    EXPECT_EQ(value.HashAfter(17), QuickHash(part, 17));
    EXPECT_NE(value.HashAfter(17), value.HashAfter(18));
    if (size > 0) {
      EXPECT_NE(value.HashAfter(17), QuickHash(text.substr(0, size - 1), 17));
    }
  }
}

TEST(Features, AValueKnownBeforehandHasTheSameHash) {
  static constexpr FeatureValue kShort("y");
  static constexpr FeatureValue kLong("same_sentence.inherited");
  const std::string one = "y";
  const std::string other = "same_sentence.inherited";
  EXPECT_EQ(kShort.HashAfter(3), FeatureValue(one).HashAfter(3));
  EXPECT_EQ(kLong.HashAfter(3), FeatureValue(other).HashAfter(3));
}

TEST(Features, ANameIsHashedAsItsText) {
  for (const std::string name : {"", "rank", "a.name.of.more.than.sixteen"}) {
    EXPECT_EQ(QuickHashOfName(name), QuickHash(name, 0));
  }
  EXPECT_EQ(QuickHashOfName("rank"), QuickHash(std::string("rank"), 0));
  EXPECT_EQ(QuickHashOfName("a.name.of.more.than.sixteen"),
            QuickHash(std::string("a.name.of.more.than.sixteen"), 0));
}

TEST(Features, BucketsGrowWithTheValue) {
  EXPECT_EQ(Bucket(-1), "-");
  for (const int64_t exact : {0, 1, 2, 3}) {
    EXPECT_EQ(Bucket(exact), std::to_string(exact));
  }
  EXPECT_EQ(Bucket(4), Bucket(5));
  EXPECT_NE(Bucket(5), Bucket(6));
  EXPECT_NE(Bucket(40), Bucket(41));
  EXPECT_EQ(Bucket(41), Bucket(1'000'000));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
