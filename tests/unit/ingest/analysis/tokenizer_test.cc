#include "services/ingest/domain/extract/analysis/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/ingest/analysis/support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Tokens(const std::string& text) {
  std::vector<TokenSpan> spans;
  Tokenize(text, 0, static_cast<uint32_t>(text.size()), TestAbbreviations(),
           spans);
  std::vector<std::string> out;
  for (const TokenSpan& s : spans) {
    out.push_back(text.substr(s.begin, s.end - s.begin));
  }
  return out;
}

TEST(TokenizerTest, CutsCliticsOff) {
  EXPECT_THAT(Tokens("Kyiv's troops didn't flee, they've held."),
              ElementsAre("Kyiv", "'s", "troops", "did", "n't", "flee", ",",
                          "they", "'ve", "held", "."));
  EXPECT_THAT(
      Tokens("It\xE2\x80\x99s the army\xE2\x80\x99s"),
      ElementsAre("It", "\xE2\x80\x99s", "the", "army", "\xE2\x80\x99s"));
  EXPECT_THAT(Tokens("they wouldn't've"),
              ElementsAre("they", "would", "n't", "'ve"));
  EXPECT_THAT(Tokens("cannot O'Brien Sana'a"),
              ElementsAre("can", "not", "O'Brien", "Sana'a"));
}

TEST(TokenizerTest, SplitsCompoundsButNotPrefixesAndDesignations) {
  EXPECT_THAT(Tokens("Russian-backed 20-year-old al-Shabab"),
              ElementsAre("Russian", "-", "backed", "20", "-", "year", "-",
                          "old", "al", "-", "Shabab"));
  EXPECT_THAT(
      Tokens("pro-Russian anti-tank T-72 MiG-29 mid-1990s"),
      ElementsAre("pro-Russian", "anti-tank", "T-72", "MiG-29", "mid-1990s"));
}

TEST(TokenizerTest, KeepsNumbersWhole) {
  EXPECT_THAT(Tokens("1,200 of 3.5 at 10:30 on 9/11, 7,8"),
              ElementsAre("1,200", "of", "3.5", "at", "10:30", "on", "9/11",
                          ",", "7", ",", "8"));
  EXPECT_THAT(Tokens("10km 155mm $5m 5th 1990s 10%"),
              ElementsAre("10", "km", "155", "mm", "$", "5", "m", "5th",
                          "1990s", "10", "%"));
}

TEST(TokenizerTest, KeepsPeriodsOfAbbreviations) {
  EXPECT_THAT(Tokens("Lt. Gen. A. Smith of the U.S. at 5 a.m. on Jan. 5."),
              ElementsAre("Lt.", "Gen.", "A.", "Smith", "of", "the", "U.S.",
                          "at", "5", "a.m.", "on", "Jan.", "5", "."));
  EXPECT_THAT(Tokens("No. 5? No. Never."),
              ElementsAre("No.", "5", "?", "No", ".", "Never", "."));
}

TEST(TokenizerTest, TakesMarksApart) {
  EXPECT_THAT(Tokens("\"Stop!\" he said... (twice) \xE2\x80\x94 \xE2\x80\x9Cno"
                     "\xE2\x80\x9D?!"),
              ElementsAre("\"", "Stop", "!", "\"", "he", "said", "...", "(",
                          "twice", ")", "\xE2\x80\x94", "\xE2\x80\x9C", "no",
                          "\xE2\x80\x9D", "?!"));
}

TEST(TokenizerTest, KeepsAddressesWhole) {
  EXPECT_THAT(Tokens("see https://example.org/a?b=1, or press@mod.example."),
              ElementsAre("see", "https://example.org/a?b=1", ",", "or",
                          "press@mod.example", "."));
}

TEST(TokenizerTest, CutsEndlessTokensAtCharacterBorders) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "\xC3\xA9";
  std::vector<TokenSpan> spans;
  Tokenize(text, 0, static_cast<uint32_t>(text.size()), TestAbbreviations(),
           spans);
  ASSERT_FALSE(spans.empty());
  uint32_t at = 0;
  for (const TokenSpan& span : spans) {
    EXPECT_EQ(span.begin, at);
    EXPECT_LE(span.end - span.begin, kMaxTokenBytes);
    EXPECT_EQ(span.end % 2, 0u);
    at = span.end;
  }
  EXPECT_EQ(at, text.size());
}

TEST(TokenizerTest, StaysInsideTheBlock) {
  const std::string text = "killed 10 wounded";
  std::vector<TokenSpan> spans;
  Tokenize(text, 7, 9, TestAbbreviations(), spans);
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0].begin, 7u);
  EXPECT_EQ(spans[0].end, 9u);
}

TEST(TokenizerTest, SurvivesBrokenUtf8) {
  for (const std::string& text :
       {std::string("\xC3"), std::string("a\xE2\x80"), std::string("\xFF\xFE"),
        std::string("x\xF0\x9F\x92")}) {
    std::vector<TokenSpan> spans;
    Tokenize(text, 0, static_cast<uint32_t>(text.size()), TestAbbreviations(),
             spans);
    for (const TokenSpan& span : spans) EXPECT_LE(span.end, text.size());
  }
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
