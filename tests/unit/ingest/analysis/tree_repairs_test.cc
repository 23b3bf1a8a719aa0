#include "services/ingest/domain/extract/analysis/tree_repairs.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/ingest/analysis/support.h"

namespace parallax::ingest::domain::extract {
namespace {

// "RELATION HEAD" of the first token written so, lower case.
std::string HangsOn(const AnalyzedText& text, const std::string& lower) {
  for (const Token& token : text.tokens) {
    if (token.lower != lower) continue;
    return std::string(RelName(token.rel)) + " " +
           (token.head < 0 ? "" : text.tokens[token.head].lower);
  }
  return "no such token";
}

TEST(TreeRepairs, TheNameBehindADayIsTheSubject) {
  const Article article = MakeArticle(
      {"On Thursday Turkey's defence ministry published a list of 71 soldiers "
       "killed."});
  const AnalyzedText text = TestAnalyzer().Analyze(article);
  EXPECT_EQ(HangsOn(text, "ministry"), "nsubj published");
  EXPECT_EQ(HangsOn(text, "turkey"), "nmod:poss ministry");
  EXPECT_EQ(HangsOn(text, "thursday"), "obl:tmod published");
  EXPECT_EQ(HangsOn(text, "on"), "case thursday");
}

TEST(TreeRepairs, ASubjectOfItsOwnStays) {
  const Article article =
      MakeArticle({"On Thursday night the ministry published a list."});
  const AnalyzedText text = TestAnalyzer().Analyze(article);
  EXPECT_EQ(HangsOn(text, "ministry"), "nsubj published");
}

TEST(TreeRepairs, APerfectIsNoPassive) {
  const Article article = MakeArticle(
      {"Most of the regional governors have already said they would go.",
       "The town has been shelled."});
  const AnalyzedText text = TestAnalyzer().Analyze(article);
  EXPECT_EQ(HangsOn(text, "most"), "nsubj said");
  EXPECT_EQ(HangsOn(text, "town"), "nsubj:pass shelled");
}

// Of the model alone; one that learnt from news_trees.conllu failed it.
TEST(Analysis, TheVerbBehindEachIsTheRoot) {
  const Article article = MakeArticle(
      {"Armenia and Azerbaijan each blamed the other for shelling the town."});
  const AnalyzedText text = TestAnalyzer().Analyze(article);
  EXPECT_EQ(HangsOn(text, "blamed"), "root ");
  EXPECT_EQ(HangsOn(text, "armenia"), "nsubj blamed");
  EXPECT_EQ(HangsOn(text, "azerbaijan"), "conj armenia");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
