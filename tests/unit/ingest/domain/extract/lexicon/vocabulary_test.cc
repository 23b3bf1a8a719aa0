#include "services/ingest/domain/extract/lexicon/vocabulary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Vocabulary, GivesEachWordOneNumber) {
  Vocabulary words;
  const uint32_t first = words.Intern("shell");
  const uint32_t second = words.Intern("fire");
  EXPECT_NE(first, second);
  EXPECT_EQ(words.Intern("shell"), first);
  EXPECT_EQ(words.Find("fire"), second);
  EXPECT_EQ(words.size(), 3u);  // with the number of unknown words
}

TEST(Vocabulary, AWordNoLexiconHoldsIsUnknown) {
  Vocabulary words;
  words.Intern("shell");
  EXPECT_EQ(words.Find("shells"), Vocabulary::kUnknown);
  EXPECT_EQ(words.Find(""), Vocabulary::kUnknown);
  EXPECT_NE(words.Find("shell"), Vocabulary::kUnknown);
}

TEST(Vocabulary, KeepsItsNumbersAsItGrows) {
  Vocabulary words;
  for (uint32_t i = 1; i <= 1000; ++i) {
    ASSERT_EQ(words.Intern("word" + std::to_string(i)), i);
  }
  for (uint32_t i = 1; i <= 1000; ++i) {
    EXPECT_EQ(words.Find("word" + std::to_string(i)), i);
  }
  EXPECT_EQ(words.Find("word1001"), Vocabulary::kUnknown);
  EXPECT_EQ(words.size(), 1001u);
}

// The tokenizer has its prefixes from this file.
TEST(Vocabulary, KeepsThePrefixesOfTheTokenizer) {
  std::ifstream file(std::string(PARALLAX_SOURCE_DIR) +
                     "/services/ingest/data/english_abbreviations.tsv");
  int prefixes = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("prefix\t", 0) != 0) continue;
    ++prefixes;
    const std::string word = line.substr(7) + "-word";
    EXPECT_THAT(Vocabulary::Split(word), ElementsAre(word));
  }
  EXPECT_GT(prefixes, 20);
}

TEST(Vocabulary, SplitsAsTheTokenizerDoes) {
  EXPECT_THAT(Vocabulary::Split("Su-25 jets"),
              ElementsAre("su", "-", "25", "jets"));
  EXPECT_THAT(Vocabulary::Split("Azerbaijan's army"),
              ElementsAre("azerbaijan", "'s", "army"));
  EXPECT_THAT(Vocabulary::Split("Azerbaijan’s army"),
              ElementsAre("azerbaijan", "'s", "army"));
  EXPECT_THAT(Vocabulary::Split("the soldiers' homes"),
              ElementsAre("the", "soldiers", "'", "homes"));
  EXPECT_THAT(Vocabulary::Split("pro-Russian rebels"),
              ElementsAre("pro-russian", "rebels"));
  EXPECT_THAT(Vocabulary::Split("counter-offensive"),
              ElementsAre("counter-offensive"));
  EXPECT_THAT(Vocabulary::Split("Ain al-Asad"),
              ElementsAre("ain", "al", "-", "asad"));
  EXPECT_THAT(Vocabulary::Split("fire, and"), ElementsAre("fire", ",", "and"));
  EXPECT_THAT(Vocabulary::Split("  two   words "), ElementsAre("two", "words"));
  EXPECT_THAT(Vocabulary::Split(""), IsEmpty());
}

TEST(Vocabulary, LowersLettersBeyondAscii) {
  EXPECT_EQ(LowerCase("SOTK"), "sotk");
  EXPECT_EQ(LowerCase("КИЇВ"), "київ");
  EXPECT_EQ(LowerCase("ŠUŠA"), "šuša");
  EXPECT_EQ(LowerCase("ΑΘΗΝΑ 5"), "αθηνα 5");
  EXPECT_EQ(LowerCase(""), "");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
