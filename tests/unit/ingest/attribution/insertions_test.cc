// Speaker and verb that stand in a row where the tree has lost them.
#include <gtest/gtest.h>

#include "tests/unit/ingest/attribution/attribution_fixture.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

struct InsertionCase {
  const char* text;
  const char* cue;
  const char* source;
  const char* content;
  BlockRole role = BlockRole::kBody;
};

class InsertionsTest : public AttributionFixture,
                       public ::testing::WithParamInterface<InsertionCase> {};

TEST_P(InsertionsTest, TellWhoSpeaks) {
  const InsertionCase& c = GetParam();
  Read(c.text, c.role);
  EXPECT_EQ(SourceOf(Cue(c.cue)), c.source) << c.text;
  EXPECT_EQ(ContentOf(Cue(c.cue)), c.content) << c.text;
}

INSTANTIATE_TEST_SUITE_P(
    Headlines, InsertionsTest,
    ::testing::Values(
        InsertionCase{"Five killed in shelling, governor says", "says",
                      "governor", "Five killed in shelling",
                      BlockRole::kHeadline},
        InsertionCase{"Five killed in shelling, say officials", "say",
                      "officials", "Five killed in shelling",
                      BlockRole::kHeadline},
        InsertionCase{"35 soldiers killed, Defence Ministry confirms",
                      "confirms", "Defence Ministry", "35 soldiers killed",
                      BlockRole::kHeadline},
        InsertionCase{"At least 43 killed, medics and activists say", "say",
                      "medics and activists", "At least 43 killed",
                      BlockRole::kHeadline},
        InsertionCase{"Shelling leaves five dead, governor tells Reuters",
                      "tells", "governor", "Shelling leaves five dead",
                      BlockRole::kHeadline}));

INSTANTIATE_TEST_SUITE_P(
    Sentences, InsertionsTest,
    ::testing::Values(
        InsertionCase{"Five rockets were launched, the army said; two were "
                      "intercepted.",
                      "said", "the army", "Five rockets were launched"},
        InsertionCase{"The war has taken more than 100,000 lives, the United "
                      "Nations estimates.",
                      "estimates", "the United Nations",
                      "The war has taken more than 100,000 lives"},
        InsertionCase{"No casualties, the defence ministry in London says.",
                      "says", "the defence ministry in London",
                      "No casualties"},
        InsertionCase{"Authorities in Nagorno-Karabakh say four of their "
                      "soldiers died early on Wednesday.",
                      "say", "Authorities in Nagorno-Karabakh",
                      "four of their soldiers died early on Wednesday"}));

class NoInsertionTest : public AttributionFixture {};

TEST_F(NoInsertionTest, ItemsOfAListReportNothing) {
  Read("The archive holds 40 letters, army notes, and maps.");
  EXPECT_TRUE(found_.empty());
}

TEST_F(NoInsertionTest, WhatIsSaidGoesOnAfterAnInsertion) {
  Read("On 24 February, the UN said, Russia attacked Ukraine.",
       BlockRole::kStandfirst);
  EXPECT_NE(ContentOf(Cue("said")).find("Russia attacked"), std::string::npos);
}

TEST_F(NoInsertionTest, CountingOnSomethingIsNoTally) {
  Read("Kyiv counted on 30 tanks from Germany.");
  EXPECT_EQ(Cue("counted"), nullptr);
  Read("A military source counted 30 wounded there.");
  EXPECT_EQ(ContentOf(Cue("counted")), "30 wounded there");
}

TEST_F(NoInsertionTest, ANameAtTheEndOfAHeadlineSpeaksWhenTheReportNamesIt) {
  Read("Five killed in shelling: Ukraine\nUkraine buried the dead.",
       BlockRole::kHeadline);
  EXPECT_EQ(SourceOf(Cue(":")), "Ukraine");
  Read(
      "Air strikes kill 30 in Idlib - Middle East\nUkraine buried the dead of "
      "the Middle East.",
      BlockRole::kHeadline);
  EXPECT_EQ(Cue("-"), nullptr);
}

TEST_F(InsertionsTest, ReportWithContentOfItsOwnIsNoInsertion) {
  Read(
      "In May, she warned the council against a new dam, because the valley "
      "was too narrow.");
  EXPECT_EQ(ContentOf(Cue("warned")), "a new dam");
}

TEST_F(InsertionsTest, HeadlinesInsertBareSpeakers) {
  for (const std::string headline :
       {"Four killed in raid, army confirms, and dozens hurt",
        "Two died, ministry insists, but Kyiv denies it",
        "Rebels took the town, army claims, and residents fled"}) {
    Read(headline);
    EXPECT_FALSE(found_.empty()) << headline;
  }
}

TEST_F(InsertionsTest, CommaOfALongSubjectOpensNoInsertion) {
  Read("A doctor, who had fled the village in May, said the clinic was empty.");
  EXPECT_EQ(ContentOf(Cue("said")), "the clinic was empty");
}

TEST_F(InsertionsTest, QuestionInFrontIsNotWhatIsSaid) {
  Read(
      "When asked whom she backed, Ann Dale smiled and said, \"I am waiting "
      "for "
      "the dam to break.\"");
  EXPECT_EQ(ContentOf(Cue("said")), "\"I am waiting for the dam to break.\"");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
