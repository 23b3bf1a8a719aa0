#include "services/ingest/domain/reader/text/text_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/unit/ingest/reader/reading_support.h"

namespace parallax::ingest::domain::reader {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using testing::HasReason;
using testing::IsOk;

TEST(TextReader, ReadsAPastedPage) {
  const auto reading = ReadText(TestPage("pasted_page.txt"));
  ASSERT_THAT(reading, IsOk());
  ExpectSoundBlocks(*reading);
  EXPECT_EQ(reading->article.title,
            "Army and militia trade blame after market shelling in Omdurman");
  EXPECT_EQ(reading->article.outlet, "Nile Valley News");
  EXPECT_THAT(reading->article.bylines, ElementsAre("Rania Elhadi"));
  EXPECT_EQ(reading->article.published, absl::CivilSecond(2024, 5, 14));
  EXPECT_FALSE(reading->article.published_has_time);
  EXPECT_EQ(reading->date_basis, DateBasis::kText);
  EXPECT_THAT(Texts(*reading, BlockRole::kCaption),
              ElementsAre("Smoke rises over the Karari district, which the "
                          "army said had been hit from across the river"));
  EXPECT_EQ(Texts(*reading, BlockRole::kBody).size(), 3u);
  EXPECT_THAT(Texts(*reading, BlockRole::kRelatedSameStory),
              ElementsAre("Shelling in Omdurman kills nine a week earlier",
                          "Army retakes bridge in Omdurman"));
  EXPECT_EQ(Texts(*reading, BlockRole::kLegend).size(), 3u);
  const auto furniture = Texts(*reading, BlockRole::kFurniture);
  for (const char* line : {"Share Save", "Nile Valley News", "Reuters",
                           "Who is fighting whom in Sudan?", "RELATED",
                           "Rail strike enters third day in Portugal"}) {
    EXPECT_THAT(furniture, Contains(line));
  }
}

TEST(TextReader, KeepsTheTextByteForByte) {
  const std::string text =
      "Héadline of the day here\n\n  “Five” died in the\tvillage, he said.  \n";
  const auto reading = ReadText(text);
  ASSERT_THAT(reading, IsOk());
  EXPECT_EQ(reading->article.text, text);
  const auto marked = ReadText("\xEF\xBB\xBF" + text);
  ASSERT_THAT(marked, IsOk());
  EXPECT_EQ(marked->article.text, text);
}

TEST(TextReader, TakesCarriageReturnsForLineEnds) {
  const auto unix_text = ReadText("A headline of some sort\n\nOne. Two.\n");
  const auto windows = ReadText("A headline of some sort\r\n\r\nOne. Two.\r\n");
  ASSERT_THAT(unix_text, IsOk());
  ASSERT_THAT(windows, IsOk());
  EXPECT_EQ(unix_text->article.text, windows->article.text);
}

TEST(TextReader, JoinsLinesBrokenAtAWidth) {
  const auto reading = ReadText(
      "Toll in the north rises again\n\n"
      "The ministry of defence said on Monday that five soldiers had been\n"
      "killed and that eleven others had been wounded in the shelling of a\n"
      "border village.\n");
  ASSERT_THAT(reading, IsOk());
  EXPECT_EQ(Texts(*reading, BlockRole::kBody).size(), 1u);
}

TEST(TextReader, PartsDatelines) {
  const auto reading = ReadText(
      "Toll in the north rises again\n\nKYIV, March 3, 2023 (Reuters) - Five "
      "soldiers were killed on Friday, the ministry of defence said.\n");
  ASSERT_THAT(reading, IsOk());
  EXPECT_THAT(Texts(*reading, BlockRole::kDateline),
              ElementsAre("KYIV, March 3, 2023 (Reuters)"));
  EXPECT_EQ(reading->origin, "Reuters");
  EXPECT_EQ(reading->article.published, absl::CivilSecond(2023, 3, 3));
}

TEST(TextReader, LetsTheRequestWin) {
  Hints hints;
  hints.title = "Given title";
  hints.outlet = "Given outlet";
  hints.publish_time = absl::FromCivil(absl::CivilSecond(2020, 1, 2, 3, 4, 5),
                                       absl::UTCTimeZone());
  const auto reading = ReadText(TestPage("pasted_page.txt"), hints);
  ASSERT_THAT(reading, IsOk());
  EXPECT_EQ(reading->article.title, "Given title");
  EXPECT_EQ(reading->article.outlet, "Given outlet");
  EXPECT_EQ(reading->article.published, absl::CivilSecond(2020, 1, 2, 3, 4, 5));
  EXPECT_EQ(reading->date_basis, DateBasis::kRequest);
}

TEST(TextReader, RefusesBadTexts) {
  EXPECT_THAT(ReadText("ok \xC3("),
              HasReason(type::v1::ERROR_REASON_INVALID_ENCODING));
  EXPECT_THAT(ReadText(" \n\t\n"),
              HasReason(type::v1::ERROR_REASON_NO_ARTICLE));
  EXPECT_THAT(
      ReadText("Five killed in the north\n\n1 May 9999\n\nFive soldiers were "
               "killed in the north on Monday, the army said.\n"),
      HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
}

}  // namespace
}  // namespace parallax::ingest::domain::reader
