#include "services/ingest/domain/extract/lexicon/phrase_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;

class PhraseTableTest : public ::testing::Test {
 protected:
  // Words as "form" or "form/lemma".
  std::vector<WordIds> Words(const std::vector<std::string>& words) const {
    std::vector<WordIds> ids;
    for (const std::string& word : words) {
      const size_t slash = word.find('/');
      const std::string form = word.substr(0, slash);
      const std::string lemma =
          slash == std::string::npos ? form : word.substr(slash + 1);
      ids.push_back({vocabulary_.Find(form), vocabulary_.Find(lemma)});
    }
    return ids;
  }

  Vocabulary vocabulary_;
  PhraseTable table_;
};

TEST_F(PhraseTableTest, TakesTheLongestPhrase) {
  table_.Add(vocabulary_, "cease", 1);
  table_.Add(vocabulary_, "cease fire", 2);
  const auto match = table_.Longest(Words({"cease", "fire", "now"}));
  EXPECT_EQ(match.length, 2u);
  EXPECT_THAT(*match.values, ElementsAre(2));
  EXPECT_EQ(table_.Longest(Words({"cease", "now"})).length, 1u);
}

TEST_F(PhraseTableTest, TheBeginningOfAPhraseIsNoMatch) {
  table_.Add(vocabulary_, "cease fire", 1);
  const auto match = table_.Longest(Words({"cease"}));
  EXPECT_EQ(match.length, 0u);
  EXPECT_EQ(match.values, nullptr);
}

TEST_F(PhraseTableTest, APhraseStartsAtTheFirstWord) {
  table_.Add(vocabulary_, "fire", 1);
  EXPECT_EQ(table_.Longest(Words({"cease", "fire"})).length, 0u);
}

TEST_F(PhraseTableTest, WordsMatchByFormOrLemma) {
  table_.Add(vocabulary_, "open fire", 1);
  table_.Add(vocabulary_, "opened", 2);
  const auto words = Words({"opened/open", "fire"});
  EXPECT_EQ(table_.Longest(words).length, 2u);
  const auto by_form = table_.LongestForm(words);
  EXPECT_EQ(by_form.length, 1u);
  EXPECT_THAT(*by_form.values, ElementsAre(2));
}

TEST_F(PhraseTableTest, APhraseMayCarrySeveralValues) {
  table_.Add(vocabulary_, "shelling", 1);
  table_.Add(vocabulary_, "shelling", 2);
  table_.Add(vocabulary_, "shelling", 1);  // again
  EXPECT_THAT(*table_.Longest(Words({"shelling"})).values, ElementsAre(1, 2));
}

TEST_F(PhraseTableTest, UnknownWordsMatchNothing) {
  table_.Add(vocabulary_, "fire", 1);
  EXPECT_EQ(table_.Longest(Words({"water"})).length, 0u);
  EXPECT_EQ(table_.Longest({}).length, 0u);
}

TEST_F(PhraseTableTest, AnEmptyPhraseIsLeftOut) {
  table_.Add(vocabulary_, "", 1);
  EXPECT_EQ(table_.Longest(Words({"fire"})).length, 0u);
}

TEST_F(PhraseTableTest, HyphensAndPossessivesAreWords) {
  table_.Add(vocabulary_, "people's self-defence", 1);
  EXPECT_EQ(
      table_.Longest(Words({"people", "'s", "self", "-", "defence"})).length,
      5u);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
