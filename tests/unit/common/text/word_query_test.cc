#include "common/text/word_query.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace parallax::text {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;

bool Finds(absl::string_view query, absl::string_view text) {
  const auto parsed = ParseWordQuery(query);
  EXPECT_THAT(parsed, IsOk()) << query;
  return parsed.ok() && HoldsWords(FoldWords(text), *parsed);
}

TEST(FoldWordsTest, KeepsLettersAndDigitsBetweenSpaces) {
  EXPECT_EQ(FoldWords("Pashinyan's office: 1,000!"),
            " pashinyan s office 1 000 ");
  EXPECT_EQ(FoldWords(" -- "), "");
  EXPECT_EQ(FoldWords(""), "");
}

TEST(FoldWordsTest, DropsCaseAndDiacriticsOfAnyScript) {
  EXPECT_EQ(FoldWords("Kəlbəcər"), " kelbecer ");
  EXPECT_EQ(FoldWords("STRASSE Straße"), " strasse strasse ");
  EXPECT_EQ(FoldWords("Ærø İstanbul ﬁre"), " aero istanbul fire ");
  EXPECT_EQ(FoldWords("Київ"), FoldWords("КИЇВ"));
  EXPECT_EQ(FoldWords("أَحْمَد"), FoldWords("احمد"));
}

TEST(FoldWordsTest, ComposedAndDecomposedAreOne) {
  EXPECT_EQ(FoldWords("caf\u00e9"), FoldWords("cafe\u0301"));
}

TEST(FoldWordsTest, LettersOfScriptsWithoutSpacesAreWords) {
  EXPECT_EQ(FoldWords("停火协议"), " 停 火 协 议 ");
  EXPECT_TRUE(Finds("火协", "停火协议"));
}

TEST(FoldWordsTest, LongWordsCountByTheirBeginning) {
  const std::string begins(64, 'x');
  EXPECT_EQ(FoldWords(absl::StrCat(begins, "tail and more")),
            absl::StrCat(" ", begins, " and more "));
}

TEST(FoldWordsTest, BrokenBytesPartWords) {
  EXPECT_EQ(FoldWords("one\xff\xfetwo"), " one two ");
}

TEST(WordQueryTest, FindsWordsAndPhrases) {
  const std::string quote =
      "Border guards were killed, Pashinyan's office said";
  EXPECT_TRUE(Finds("guards", quote));
  EXPECT_TRUE(Finds("\"border  GUARDS\"", quote));
  EXPECT_TRUE(Finds("killed Pashinyan", quote));
  EXPECT_FALSE(Finds("guards border", quote));
  EXPECT_FALSE(Finds("guard", quote));
}

TEST(WordQueryTest, AStarStandsForTheRestOfTheLastWord) {
  EXPECT_TRUE(Finds("guar*", "border guards"));
  EXPECT_TRUE(Finds("guards*", "border guards"));
  EXPECT_TRUE(Finds("border gu*", "border guards"));
  EXPECT_FALSE(Finds("ards*", "border guards"));
}

TEST(WordQueryTest, RefusesWhatCannotBeLookedFor) {
  for (const char* query :
       {"", "!!", "*", "a*", "gu*rds", "*guards", "guards *", "guards,*",
        "\"guards", "guards\"", "border\" guards", "\"\"\"guards\"\"", "\"gu*",
        "\"guards*\""}) {
    EXPECT_THAT(ParseWordQuery(query),
                HasStatus(absl::StatusCode::kInvalidArgument))
        << query;
  }
}

TEST(WordQueryTest, AnEscapedStarIsPunctuation) {
  const auto query = ParseWordQuery("guards*", {6});
  ASSERT_THAT(query, IsOk());
  EXPECT_FALSE(query->prefix);
  EXPECT_EQ(query->Needle(), " guards ");
}

}  // namespace
}  // namespace parallax::text
