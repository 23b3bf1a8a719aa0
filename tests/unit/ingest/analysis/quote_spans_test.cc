#include "services/ingest/domain/extract/analysis/quote_spans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/ingest/analysis/support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Quotes(const std::vector<std::string>& paragraphs) {
  const Article article = MakeArticle(paragraphs);
  const AnalyzedText text = TestAnalyzer().Analyze(
      article, [](const AnalyzedText&, const Sentence&) { return false; });
  std::vector<std::string> out;
  for (const QuoteSpan& span : FindQuoteSpans(text)) {
    std::string shown = span.continues ? "+" : "";
    shown += article.text.substr(span.begin, span.end - span.begin);
    if (!span.closed) shown += "...";
    out.push_back(shown);
  }
  return out;
}

TEST(QuoteSpansTest, PairsMarksAcrossSentences) {
  EXPECT_THAT(Quotes({"\"We won. They lost,\" he said. \"Good.\""}),
              ElementsAre("We won. They lost,", "Good."));
  EXPECT_THAT(Quotes({"\xE2\x80\x9CWe won,\xE2\x80\x9D he said."}),
              ElementsAre("We won,"));
}

TEST(QuoteSpansTest, ChainsParagraphs) {
  EXPECT_THAT(Quotes({"He said: \xE2\x80\x9CWe won.",
                      "\xE2\x80\x9CThey lost.\xE2\x80\x9D", "It rained."}),
              ElementsAre("We won....", "+They lost."));
}

TEST(QuoteSpansTest, EndsAStrayMarkWithItsSentence) {
  EXPECT_THAT(Quotes({"He said \"we won. It rained.", "It snowed."}),
              ElementsAre("we won...."));
}

TEST(QuoteSpansTest, TellsSingleMarksFromApostrophes) {
  EXPECT_THAT(Quotes({"The soldiers' camp was 'a trap', Kyiv's men said."}),
              ElementsAre("a trap"));
  EXPECT_THAT(Quotes({"\xE2\x80\x98We won,\xE2\x80\x99 the rebels\xE2\x80\x99 "
                      "leader said."}),
              ElementsAre("We won,"));
}

TEST(QuoteSpansTest, NestsQuotations) {
  EXPECT_THAT(Quotes({"\"He cried 'stop' twice,\" she said."}),
              ElementsAre("He cried 'stop' twice,", "stop"));
}

TEST(QuoteSpansTest, FlagsTokens) {
  const Article article = MakeArticle({"\"We won,\" he said."});
  const AnalyzedText text = TestAnalyzer().Analyze(article);
  EXPECT_TRUE(text.tokens[Find(text, "won")].features & kQuoted);
  EXPECT_FALSE(text.tokens[Find(text, "said")].features & kQuoted);
  EXPECT_FALSE(text.tokens[0].features & kQuoted);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
