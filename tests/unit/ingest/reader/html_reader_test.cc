#include "services/ingest/domain/reader/html/html_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/ingest/reader/reading_support.h"

namespace parallax::ingest::domain::reader {
namespace {

using ::testing::ElementsAre;
using testing::HasReason;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Not;

constexpr char kParagraphs[] =
    "<p>Five soldiers were killed near the town on Monday, the ministry "
    "said.</p><p>The rebels said that they had lost nobody in the fighting at "
    "all.</p>";

Reading Read(const std::string& page, const Hints& hints = {}) {
  absl::StatusOr<Reading> reading = ReadHtml(page, hints);
  EXPECT_THAT(reading, IsOk());
  if (!reading.ok()) return {};
  ExpectSoundBlocks(*reading);
  return *std::move(reading);
}

TEST(HtmlReader, ReadsABroadcastersPage) {
  const Reading reading = Read(TestPage("broadcaster.html"));
  EXPECT_EQ(reading.article.title,
            "Sahel outpost raid: army says 14 soldiers killed");
  EXPECT_EQ(reading.article.outlet, "Meridian News");
  EXPECT_EQ(reading.article.language, "en-GB");
  EXPECT_EQ(reading.canonical_uri,
            "https://meridian.example/news/world-africa-10442");
  EXPECT_THAT(reading.article.bylines, ElementsAre("A. Correspondent"));
  EXPECT_EQ(reading.date_basis, DateBasis::kMetadata);
  EXPECT_EQ(reading.article.published,
            absl::CivilSecond(2023, 6, 12, 9, 30, 0));
  EXPECT_EQ(*reading.publish_time,
            absl::FromCivil(absl::CivilSecond(2023, 6, 12, 7, 30, 0),
                            absl::UTCTimeZone()));
  EXPECT_THAT(Texts(reading, BlockRole::kHeadline),
              ElementsAre("Sahel outpost raid: army says 14 soldiers killed"));
  EXPECT_THAT(Texts(reading, BlockRole::kCaption),
              ElementsAre("Soldiers patrol the road to Tinzara, where Mali’s "
                          "army said two trucks were burnt"));
  EXPECT_THAT(Texts(reading, BlockRole::kLegend),
              ElementsAre("Areas held by JNIM, according to the army",
                          "Army outposts"));
  const auto body = Texts(reading, BlockRole::kBody);
  ASSERT_EQ(body.size(), 6u);
  EXPECT_EQ(body[0],
            "Fourteen soldiers were killed & nine wounded when gunmen stormed "
            "an outpost in northern Mali, the army has said.");
  EXPECT_EQ(body[1],
            "The attackers came at dawn on Saturday, General Staff spokesman "
            "Souleymane Dem said.\nHe added that 31 “terrorists” had been "
            "“neutralised”.");
  for (const char* absent :
       {"Home", "Copyright", "not text", "hard to govern"}) {
    EXPECT_THAT(reading.article.text, Not(HasSubstr(absent)));
  }
}

TEST(HtmlReader, ReadsPagesWithoutSemantics) {
  const Reading reading = Read(TestPage("wire_copy.html"));
  EXPECT_EQ(reading.article.title,
            "Rebels say 40 soldiers captured near Malakal");
  EXPECT_EQ(reading.article.outlet, "Upper Nile Wire");
  EXPECT_EQ(reading.origin, "Reuters");
  EXPECT_EQ(reading.article.published,
            absl::CivilSecond(2024, 3, 5, 18, 20, 0));
  const auto body = Texts(reading, BlockRole::kBody);
  ASSERT_EQ(body.size(), 3u);
  EXPECT_THAT(body[0], ::testing::StartsWith("Rebels in South Sudan said"));
  EXPECT_EQ(body[1],
            "“Not one of our men is missing,” army spokesman Lul Ruai Koang "
            "told reporters.");
  EXPECT_THAT(reading.article.text, Not(HasSubstr("written consent")));
}

TEST(HtmlReader, ConvertsDeclaredCharsets) {
  const Reading reading = Read(
      "<html><head><meta charset=windows-1251><title>\xCA\xE8\xE5\xE2 toll "
      "rises</title></head><body><h1>\xCA\xE8\xE5\xE2 toll rises</h1>" +
      std::string(kParagraphs) + "</body></html>");
  EXPECT_EQ(reading.article.title, "Киев toll rises");
}

TEST(HtmlReader, KeepsInlineTimesInTheirSentence) {
  const Reading reading =
      Read(absl::StrCat("<article><h1>Five killed near town</h1>", kParagraphs,
                        "<p>At <time>10:00</time> the army <b>said</b> so, as "
                        "<a href=x>it had</a> the day before.</p></article>"));
  const auto body = Texts(reading, BlockRole::kBody);
  ASSERT_EQ(body.size(), 3u);
  EXPECT_EQ(body[2], "At 10:00 the army said so, as it had the day before.");
}

TEST(HtmlReader, IgnoresClassesThatWouldTakeTheWholeArticle) {
  const Reading reading = Read(
      absl::StrCat("<body><h1>Five killed near town</h1><div class='social "
                   "author-jones sidebar-on'>",
                   kParagraphs, "</div></body>"));
  EXPECT_EQ(Texts(reading, BlockRole::kBody).size(), 2u);
}

TEST(HtmlReader, ReadsPreformattedWireCopy) {
  const Reading reading = Read(
      "<html><body><pre>\nFive killed near town\n\nThe ministry said on Monday "
      "that five\nsoldiers had been killed near the town.\n\nThe rebels denied "
      "that they had been there at all on that day.\n</pre></body></html>");
  EXPECT_THAT(Texts(reading, BlockRole::kHeadline),
              ElementsAre("Five killed near town"));
  EXPECT_EQ(Texts(reading, BlockRole::kBody).size(), 2u);
}

TEST(HtmlReader, RefusesBadPages) {
  std::string deep;
  for (int i = 0; i < 10000; ++i) deep += "<div>";
  EXPECT_THAT(ReadHtml(deep + "Five killed."),
              HasReason(type::v1::ERROR_REASON_NESTED_TOO_DEEP));
  EXPECT_THAT(ReadHtml("<html><body><nav>Home</nav></body></html>"),
              HasReason(type::v1::ERROR_REASON_NO_ARTICLE));
  EXPECT_THAT(ReadHtml("<p>caf\xE9</p>"),
              HasReason(type::v1::ERROR_REASON_INVALID_ENCODING));
  EXPECT_THAT(ReadHtml(absl::StrCat("<meta property='article:published_time' "
                                    "content='9999-01-01T00:00:00Z'>",
                                    kParagraphs)),
              HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
}

TEST(HtmlReader, AsksTheRequestBeforeABadDate) {
  Hints hints;
  hints.publish_time = absl::FromUnixSeconds(1663200000);
  const Reading reading =
      Read(absl::StrCat("<meta property='article:published_time' "
                        "content='9999-01-01T00:00:00Z'>",
                        kParagraphs),
           hints);
  EXPECT_EQ(reading.date_basis, DateBasis::kRequest);
}

TEST(HtmlReader, SurvivesBrokenJsonLd) {
  for (const std::string& json :
       {std::string("{"), std::string("[[[[1]]]]"), std::string(100000, '['),
        std::string("{\"@type\":\"NewsArticle\",\"author\":[[[]]],"
                    "\"publisher\":7,\"datePublished\":[]}")}) {
    Read(absl::StrCat("<script type='application/ld+json'>", json, "</script>",
                      kParagraphs));
  }
}

}  // namespace
}  // namespace parallax::ingest::domain::reader
