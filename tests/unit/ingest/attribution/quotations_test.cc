#include <gtest/gtest.h>

#include "tests/unit/ingest/attribution/attribution_fixture.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

class QuotationsTest : public AttributionFixture {};

TEST_F(QuotationsTest, QuotationBeforeItsSpeaker) {
  Read("\"The bridge is gone,\" the governor said on Monday.");
  EXPECT_EQ(SourceOf(Cue("said")), "the governor");
  EXPECT_EQ(ContentOf(Cue("said")), "\"The bridge is gone,\"");
  ASSERT_NE(Cue("said"), nullptr);
  EXPECT_EQ(Cue("said")->construction, Construction::kQuote);
}

TEST_F(QuotationsTest, InvertedSpeaker) {
  Read("\"We lost two men,\" said the commander of the brigade.");
  EXPECT_EQ(SourceOf(Cue("said")), "the commander of the brigade");
  EXPECT_EQ(ContentOf(Cue("said")), "\"We lost two men,\"");
}

TEST_F(QuotationsTest, QuotationAfterColon) {
  Read("The president said: \"Our army will hold the line.\"");
  EXPECT_EQ(SourceOf(Cue("said")), "The president");
  EXPECT_EQ(ContentOf(Cue("said")), "\"Our army will hold the line.\"");
}

TEST_F(QuotationsTest, SplitQuotationIsOneStatement) {
  Read("\"The shelling,\" the mayor said, \"did not stop all night.\"");
  EXPECT_EQ(ContentOf(Cue("said")),
            "\"The shelling,\" // \"did not stop all night.\"");
}

TEST_F(QuotationsTest, FollowingSentenceGoesOnWithTheStatement) {
  Read("\"The shelling was heavy,\" she said. \"We hid in the cellar.\"");
  ASSERT_EQ(found_.size(), 2u);
  EXPECT_EQ(found_[1].construction, Construction::kCarriedQuote);
  EXPECT_TRUE(found_[1].carried_over);
  EXPECT_EQ(found_[1].continues, 0);
  EXPECT_EQ(Words(found_[1].source), "she");
}

TEST_F(QuotationsTest, ParagraphThatIsAllQuotationIsCarriedOver) {
  Read(
      "The mayor said the town was quiet. \"Shops are open,\" he said.\n"
      "\"People have begun to come back from the villages.\"");
  const Attribution& last = found_.back();
  EXPECT_EQ(last.construction, Construction::kCarriedQuote);
  EXPECT_EQ(Words(last.source), "he");
  EXPECT_EQ(Words(last.content),
            "\"People have begun to come back from the villages.\"");
}

TEST_F(QuotationsTest, MixedQuotationKeepsItsClause) {
  Read("The minister said the raid was \"a clear breach\" of the truce.");
  EXPECT_EQ(ContentOf(Cue("said")),
            "the raid was \"a clear breach\" of the truce");
}

TEST_F(QuotationsTest, CurlyMarksAndMultiByteText) {
  Read("\xE2\x80\x9CLes combats ont cess\xC3\xA9,\xE2\x80\x9D said the envoy.");
  EXPECT_EQ(ContentOf(Cue("said")),
            "\xE2\x80\x9CLes combats ont cess\xC3\xA9,\xE2\x80\x9D");
}

TEST_F(QuotationsTest, NestedReportPointsToItsParent) {
  Read("\"The rebels say they hold the airport,\" the governor said.");
  const Attribution* inner = Cue("say");
  ASSERT_NE(inner, nullptr);
  ASSERT_GE(inner->parent, 0);
  EXPECT_EQ(Words(found_[static_cast<size_t>(inner->parent)].cue), "said");
}

TEST_F(QuotationsTest, MarksOfTwoKindsCloseEachOther) {
  Read(
      "\xE2\x80\x9CWe will mend the dam,\" the mayor said. \"It is going to "
      "cost us a lot, and we will pay for it.\xE2\x80\x9D");
  EXPECT_EQ(ContentOf(Cue("said")), "\xE2\x80\x9CWe will mend the dam,\"");
  ASSERT_EQ(found_.size(), 2u);
  EXPECT_EQ(found_[1].continues, 0);
}

TEST_F(QuotationsTest, GoesOnBehindTheSpeakersRelativeClause) {
  Read(
      "\"It was a hard winter,\" said Ann Dale, who noted that the wells had "
      "dried up. \"We are going to dig new ones this year.\"");
  EXPECT_EQ(ContentOf(Cue("noted")), "that the wells had dried up");
  ASSERT_FALSE(found_.empty());
  EXPECT_EQ(found_.back().continues, 0);
  EXPECT_EQ(SourceOf(&found_.back()), "Ann Dale");
}

TEST_F(QuotationsTest, SentenceThatEndsInAQuotationGoesOn) {
  Read(
      "\"The army let us down,\" he said outside the hall. Now \"the villages "
      "are on their own and nobody comes to help us.\"");
  ASSERT_EQ(found_.size(), 2u);
  EXPECT_EQ(found_[1].continues, 0);
  EXPECT_EQ(
      ContentOf(&found_[1]),
      "Now \"the villages are on their own and nobody comes to help us.\"");
}

TEST_F(QuotationsTest, StringsQuotationsTogether) {
  Read("The crowd chanted \"open the road\" and \"give us water.\"");
  EXPECT_EQ(ContentOf(Cue("chanted")),
            "\"open the road\" and \"give us water.\"");
}

TEST_F(QuotationsTest, TitleInMarksIsNoStatement) {
  Read("On the programme \"Sunday Table,\" Dale said the dam was safe.");
  EXPECT_EQ(ContentOf(Cue("said")), "the dam was safe");
}

TEST_F(QuotationsTest, TitleThatAClauseIsAboutIsNoStatement) {
  Read(
      "Dale wrote that the season was over. \"The Long Road to the River\" is "
      "her next play.");
  EXPECT_EQ(ContentOf(Cue("wrote")), "that the season was over");
  EXPECT_EQ(found_.size(), 1u);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
