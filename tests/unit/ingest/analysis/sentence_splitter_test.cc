#include "services/ingest/domain/extract/analysis/sentence_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/ingest/analysis/support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Split(const std::string& text, bool dateline = false) {
  std::vector<TokenSpan> tokens;
  Tokenize(text, 0, static_cast<uint32_t>(text.size()), TestAbbreviations(),
           tokens);
  std::vector<uint32_t> ends;
  SplitSentences(text, tokens, 0, static_cast<uint32_t>(tokens.size()),
                 TestAbbreviations(), dateline, ends);
  std::vector<std::string> out;
  uint32_t first = 0;
  for (uint32_t end : ends) {
    out.push_back(text.substr(tokens[first].begin,
                              tokens[end - 1].end - tokens[first].begin));
    first = end;
  }
  return out;
}

TEST(SentenceSplitterTest, SurvivesAbbreviations) {
  EXPECT_THAT(
      Split("Lt. Gen. Smith met U.S. officials on Jan. 5 at 5 p.m. Monday. "
            "They seized 3.5 sq. km of land."),
      ElementsAre("Lt. Gen. Smith met U.S. officials on Jan. 5 at 5 p.m. "
                  "Monday.",
                  "They seized 3.5 sq. km of land."));
  EXPECT_THAT(Split("He left the U.S. The army stayed."),
              ElementsAre("He left the U.S.", "The army stayed."));
  EXPECT_THAT(Split("John F. Kennedy spoke. No. 5 fired."),
              ElementsAre("John F. Kennedy spoke.", "No. 5 fired."));
}

TEST(SentenceSplitterTest, KeepsClosingQuotesWithTheirSentence) {
  EXPECT_THAT(
      Split("\"We won.\" He left. \"They lost,\" he said."),
      ElementsAre("\"We won.\"", "He left.", "\"They lost,\" he said."));
  EXPECT_THAT(Split("\xE2\x80\x9CStop!\xE2\x80\x9D he said. \xE2\x80\x9CGo."
                    "\xE2\x80\x9D They went."),
              ElementsAre("\xE2\x80\x9CStop!\xE2\x80\x9D he said.",
                          "\xE2\x80\x9CGo.\xE2\x80\x9D", "They went."));
}

TEST(SentenceSplitterTest, KeepsASpeakerWithTheQuotedQuestion) {
  EXPECT_THAT(
      Split("\"Where is the aid?\" the minister asked. Nobody knew."),
      ElementsAre("\"Where is the aid?\" the minister asked.", "Nobody knew."));
}

TEST(SentenceSplitterTest, TakesADatelineApart) {
  EXPECT_THAT(Split("KIEV, Jan 13 (Newswire) - Ten people died.", true),
              ElementsAre("KIEV, Jan 13 (Newswire) -", "Ten people died."));
  EXPECT_THAT(Split("BEIRUT (AP) \xE2\x80\x94 Rebels advanced.", true),
              ElementsAre("BEIRUT (AP) \xE2\x80\x94", "Rebels advanced."));
  EXPECT_THAT(Split("Rebels - and others - advanced.", true),
              ElementsAre("Rebels - and others - advanced."));
}

TEST(SentenceSplitterTest, StraightMarkMayCloseACurlyOne) {
  EXPECT_THAT(Split("\xE2\x80\x9CWe wait,\" he said. \"Sit down.\""),
              ElementsAre("\xE2\x80\x9CWe wait,\" he said.", "\"Sit down.\""));
}

TEST(SentenceSplitterTest, LeavesHeadlinesWhole) {
  EXPECT_THAT(Split("Rocket hits bus at checkpoint, killing 10"),
              ElementsAre("Rocket hits bus at checkpoint, killing 10"));
}

TEST(SentenceSplitterTest, KeepsEllipsesInside) {
  EXPECT_THAT(Split("They came... and went. Then ... nothing."),
              ElementsAre("They came... and went.", "Then ... nothing."));
}

TEST(SentenceSplitterTest, CutsEndlessSentences) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += i % 7 == 0 ? "and, " : "word ";
  std::vector<TokenSpan> tokens;
  Tokenize(text, 0, static_cast<uint32_t>(text.size()), TestAbbreviations(),
           tokens);
  std::vector<uint32_t> ends;
  SplitSentences(text, tokens, 0, static_cast<uint32_t>(tokens.size()),
                 TestAbbreviations(), true, ends);
  uint32_t first = 0;
  for (uint32_t end : ends) {
    EXPECT_GT(end, first);
    EXPECT_LE(end - first, kMaxSentenceTokens);
    first = end;
  }
  EXPECT_EQ(first, tokens.size());
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
