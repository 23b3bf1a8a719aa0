#include "services/ingest/domain/extract/model/features.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace parallax::ingest::domain::extract {
namespace {

// The keys that these calls of Add give under `task`.
template <typename Adder>
std::vector<uint64_t> Keys(absl::string_view task, const Adder& add) {
  FeatureSet set(task);
  add(set);
  return set.keys();
}

TEST(Features, TheSameFeatureHasTheSameKey) {
  const auto add = [](FeatureSet& set) {
    set.Add("cue", "said", "covers");
    set.Add("cue", "said");
    set.Add("cue");
  };
  EXPECT_EQ(Keys("claimant", add), Keys("claimant", add));
  EXPECT_EQ(Keys("claimant", add).size(), 3u);
}

TEST(Features, TasksNamesAndValuesAreToldApart) {
  const auto one = [](absl::string_view task, absl::string_view name,
                      absl::string_view a, absl::string_view b) {
    return Keys(task, [&](FeatureSet& set) { set.Add(name, a, b); })[0];
  };
  const std::set<uint64_t> keys = {
      one("stance", "cue", "said", "y"),  one("place", "cue", "said", "y"),
      one("stance", "word", "said", "y"), one("stance", "cue", "told", "y"),
      one("stance", "cue", "said", "n"),  one("stance", "cue", "y", "said"),
  };
  EXPECT_EQ(keys.size(), 6u);
}

TEST(Features, NamesAreKeptOnRequest) {
  FeatureNames names;
  FeatureSet set("stance", &names);
  set.Add("bias");
  set.Add("cue", "said");
  set.Add("cue", "said", "asserts");
  ASSERT_EQ(set.keys().size(), 3u);
  EXPECT_EQ(*names.Find(set.keys()[0]), "stance\tbias");
  EXPECT_EQ(*names.Find(set.keys()[1]), "stance\tcue\tsaid");
  EXPECT_EQ(*names.Find(set.keys()[2]), "stance\tcue\tsaid\tasserts");
}

TEST(Features, NamingChangesNoKey) {
  FeatureNames names;
  FeatureSet named("stance", &names);
  FeatureSet plain("stance");
  for (FeatureSet* set : {&named, &plain}) set->Add("cue", "said", "asserts");
  EXPECT_EQ(named.keys(), plain.keys());
}

TEST(Features, ASetWithoutWeightsIsWrittenDown) {
  FeatureSet set("stance");
  set.Add("bias");
  EXPECT_FALSE(set.summed());
  EXPECT_EQ(set.task(), "stance");
  EXPECT_EQ(set.keys().size(), 1u);
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

TEST(Features, ATextHasTheKeyOfItsFeature) {
  FeatureNames names;
  FeatureSet set("stance", &names);
  set.Add("bias");
  set.Add("cue", "");
  set.Add("cue", "said");
  set.Add("cue", "", "a=b+c");
  set.Add("a.name.longer.than.sixteen", "a value that is longer", "+");
  for (const uint64_t key : set.keys()) {
    EXPECT_EQ(KeyOfFeature(*names.Find(key)), key) << *names.Find(key);
  }
  EXPECT_EQ(std::set<uint64_t>(set.keys().begin(), set.keys().end()).size(),
            5u);
}

TEST(Features, OtherTextsHaveNoKey) {
  for (const char* text : {"", "stance", "stance\tcue\ta\tb\tc"}) {
    EXPECT_EQ(KeyOfFeature(text), std::nullopt) << text;
  }
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
