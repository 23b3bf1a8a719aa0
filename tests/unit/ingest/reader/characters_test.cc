#include "services/ingest/domain/reader/characters.h"

#include <gtest/gtest.h>

namespace parallax::ingest::domain::reader {
namespace {

TEST(Characters, FindsTheFirstInvalidByte) {
  EXPECT_EQ(FindInvalidUtf8("plain"), absl::string_view::npos);
  EXPECT_EQ(FindInvalidUtf8("Áras ’ 漢 😀"), absl::string_view::npos);
  EXPECT_EQ(FindInvalidUtf8("ab\xFF"), 2u);
  EXPECT_EQ(FindInvalidUtf8("ab\xE2\x80"), 2u);        // cut short
  EXPECT_EQ(FindInvalidUtf8("\xC0\xAF"), 0u);          // overlong
  EXPECT_EQ(FindInvalidUtf8("x\xED\xA0\x80"), 1u);     // surrogate
  EXPECT_EQ(FindInvalidUtf8("\xF4\x90\x80\x80"), 0u);  // beyond Unicode
}

TEST(Characters, SplitsWordsAtWhatIsNeitherLetterNorDigit) {
  const std::vector<Word> words =
      WordsOf("Azerbaijan's 71 servicemen - Nagorno-Karabakh’s, “Áras”");
  ASSERT_EQ(words.size(), 5u);
  EXPECT_EQ(words[0].text, "Azerbaijan's");
  EXPECT_TRUE(words[0].capitalised);
  EXPECT_EQ(words[1].text, "71");
  EXPECT_EQ(words[3].text, "Nagorno-Karabakh’s");
  EXPECT_EQ(words[4].text, "Áras");
  EXPECT_TRUE(words[4].capitalised);
  EXPECT_FALSE(words[2].capitalised);
}

TEST(Characters, FoldsAndTrims) {
  EXPECT_EQ(Fold("  “Share   SAVE”: "), "share save");
  EXPECT_EQ(Fold("…"), "");
  EXPECT_EQ(Trim("\xC2\xA0 a b \t"), "a b");
  EXPECT_EQ(Trim("  "), "");
}

TEST(Characters, KnowsHowSentencesEnd) {
  EXPECT_TRUE(EndsSentence("He said so.”"));
  EXPECT_TRUE(EndsSentence("Really?)"));
  EXPECT_FALSE(EndsSentence("Five killed in market blast"));
  EXPECT_FALSE(EndsSentence(""));
}

}  // namespace
}  // namespace parallax::ingest::domain::reader
