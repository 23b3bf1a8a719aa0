#include "services/geo/domain/gazetteer/name_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "services/geo/domain/gazetteer/varint.h"

namespace parallax::geo::domain {
namespace {

// An index over `names`, each with its position as the only place.
class NameIndexTest : public ::testing::Test {
 protected:
  void Build(const std::vector<std::string>& names) {
    std::map<std::string, uint32_t> sorted;
    for (size_t i = 0; i < names.size(); ++i) {
      sorted.emplace(names[i], static_cast<uint32_t>(i));
    }
    int in_block = 0;
    for (const auto& [name, place] : sorted) {
      if (in_block == 0) AddBlock();
      // Without sharing, which is allowed, but for the second of each block.
      const uint32_t shared =
          in_block == 1 && !last_.empty() && name[0] == last_[0] ? 1 : 0;
      PutVarint(bytes_, shared);
      PutVarint(bytes_, static_cast<uint32_t>(name.size()) - shared);
      bytes_ += name.substr(shared);
      PutVarint(bytes_, 1);
      PutVarint(bytes_, place << 2);
      last_ = name;
      in_block = (in_block + 1) % kNamesPerBlock;
    }
    AddBlock();
    index_ = NameIndex(
        absl::string_view(reinterpret_cast<const char*>(blocks_.data()),
                          blocks_.size() * sizeof(uint32_t)),
        bytes_);
  }

  std::vector<std::string> Prefix(const std::string& prefix) {
    std::vector<std::string> found;
    index_.Prefix(prefix, [&](absl::string_view name, const auto&) {
      found.emplace_back(name);
      return true;
    });
    return found;
  }

  std::vector<std::string> Fuzzy(const std::string& name, int edits) {
    std::vector<std::string> found;
    index_.Fuzzy(name, edits, [&](absl::string_view other, const auto&) {
      found.emplace_back(other);
      return true;
    });
    return found;
  }

  NameIndex index_;

 private:
  void AddBlock() { blocks_.push_back(static_cast<uint32_t>(bytes_.size())); }

  std::vector<uint32_t> blocks_;
  std::string bytes_, last_;
};

TEST_F(NameIndexTest, FindsEveryName) {
  std::vector<std::string> names;
  for (int i = 0; i < 500; ++i) names.push_back("name" + std::to_string(i * 7));
  Build(names);
  for (size_t i = 0; i < names.size(); ++i) {
    std::vector<NamePosting> found;
    index_.Exact(names[i], found);
    ASSERT_EQ(found.size(), 1u) << names[i];
    EXPECT_EQ(found[0].place, i);
  }
  std::vector<NamePosting> none;
  index_.Exact("name", none);
  index_.Exact("zzz", none);
  index_.Exact("", none);
  EXPECT_TRUE(none.empty());
}

TEST_F(NameIndexTest, WalksAPrefix) {
  Build({"kyiv", "kyoto", "kabul", "kharkiv", "lviv"});
  EXPECT_THAT(Prefix("ky"), ::testing::ElementsAre("kyiv", "kyoto"));
  EXPECT_TRUE(Prefix("x").empty());
}

int Edits(const std::string& a, const std::string& b) {
  std::vector<int> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const int next = std::min(
          {diagonal + (a[i - 1] != b[j - 1]), row[j] + 1, row[j - 1] + 1});
      diagonal = row[j];
      row[j] = next;
    }
  }
  return row[b.size()];
}

TEST_F(NameIndexTest, FuzzyAgreesWithBruteForce) {
  std::mt19937 random(1);
  std::vector<std::string> names;
  for (int i = 0; i < 2000; ++i) {
    std::string name;
    const size_t length = 3 + random() % 5;
    while (name.size() < length) name += static_cast<char>('a' + random() % 4);
    names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  Build(names);
  for (int round = 0; round < 50; ++round) {
    const std::string query = names[random() % names.size()];
    for (const int edits : {1, 2}) {
      std::vector<std::string> expected;
      for (const std::string& name : names) {
        const int distance = Edits(query, name);
        if (distance > 0 && distance <= edits && name[0] == query[0]) {
          expected.push_back(name);
        }
      }
      EXPECT_EQ(Fuzzy(query, edits), expected) << query << " " << edits;
    }
  }
}

}  // namespace
}  // namespace parallax::geo::domain
