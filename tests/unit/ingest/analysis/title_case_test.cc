#include "services/ingest/domain/extract/analysis/title_case.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/ingest/analysis/support.h"

namespace parallax::ingest::domain::extract {
namespace {

bool IsTitle(const std::string& headline) {
  const Article article = MakeArticle({headline}, BlockRole::kHeadline);
  const AnalyzedText text = TestAnalyzer().Analyze(article);
  return IsTitleCase(text, text.sentences.at(0));
}

TEST(TitleCase, AllLongWordsBeginWithACapital) {
  EXPECT_TRUE(IsTitle("Car Bomb in Ingushetia Kills Seven"));
  EXPECT_TRUE(IsTitle("Five Killed as Rebels Storm Army Base"));
}

TEST(TitleCase, OneSmallWordMakesASentenceOfIt) {
  EXPECT_FALSE(IsTitle("Car bomb in Ingushetia kills seven"));
  EXPECT_FALSE(
      IsTitle("Vladimir Putin met Sergei Lavrov in Saint Petersburg "
              "yesterday"));
}

TEST(TitleCase, CapitalsAloneAndShortLinesAreNone) {
  EXPECT_FALSE(IsTitle("TWO SOLDIERS KILLED IN ROADSIDE BOMBING"));
  EXPECT_FALSE(IsTitle("Seven Killed"));
}

// The part of speech of the word in the headline.
Pos PosOf(const std::string& headline, const std::string& word) {
  const Article article = MakeArticle({headline}, BlockRole::kHeadline);
  const AnalyzedText text = TestAnalyzer().Analyze(article);
  for (const Token& token : text.tokens) {
    if (text.Form(token) == word) return token.pos;
  }
  ADD_FAILURE() << "no " << word;
  return Pos::kX;
}

TEST(TitleCase, CapitalsMakeNoNamesOfVerbs) {
  EXPECT_EQ(PosOf("Car Bomb in Ingushetia Kills Seven", "Kills"), Pos::kVerb);
  EXPECT_EQ(PosOf("Boko Haram Gunmen Abduct 50 Women", "Abduct"), Pos::kVerb);
  EXPECT_EQ(PosOf("M23 Rebels Seize Town in Eastern Congo", "Seize"),
            Pos::kVerb);
}

TEST(TitleCase, NamesStayNames) {
  EXPECT_EQ(PosOf("Car Bomb in Ingushetia Kills Seven", "Ingushetia"),
            Pos::kPropn);
  EXPECT_EQ(PosOf("Turkish Jets Bomb Camps in Northern Syria", "Syria"),
            Pos::kPropn);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
