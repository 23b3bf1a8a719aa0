#include <gtest/gtest.h>

#include "tests/unit/ingest/attribution/attribution_fixture.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

class ExtentsTest : public AttributionFixture {};

TEST_F(ExtentsTest, ClosingRelativeClauseIsTheOutlets) {
  Read(
      "The minister said the convoy was hit, which drew protests from the "
      "relief groups.");
  EXPECT_EQ(ContentOf(Cue("said")), "the convoy was hit");
}

TEST_F(ExtentsTest, RelativeClauseInTheMiddleStays) {
  Read(
      "The minister said the convoy, which left at dawn, was hit by two "
      "rockets.");
  EXPECT_EQ(ContentOf(Cue("said")),
            "the convoy, which left at dawn, was hit by two rockets");
}

TEST_F(ExtentsTest, NextReportingVerbEndsTheClause) {
  Read(
      "The governor acknowledged that the bridge was damaged but insisted "
      "that it was still open.");
  EXPECT_EQ(ContentOf(Cue("acknowledged")), "that the bridge was damaged");
  EXPECT_EQ(SourceOf(Cue("insisted")), "The governor");
}

TEST_F(ExtentsTest, ClosingReportHoldsTheReportBefore) {
  Read(
      "The colonel admitted that the shell had missed, the Morning Star "
      "reported in May.");
  EXPECT_EQ(ContentOf(Cue("admitted")), "that the shell had missed");
  ASSERT_NE(Cue("reported"), nullptr);
  EXPECT_EQ(Cue("reported")->parent, -1);
  ASSERT_NE(Cue("admitted"), nullptr);
  EXPECT_GE(Cue("admitted")->parent, 0);
}

TEST_F(ExtentsTest, PredicateInQuotationMarks) {
  Read("She calls the offer \"the most open display of contempt since May.\"");
  EXPECT_EQ(ContentOf(Cue("calls")),
            "the offer \"the most open display of contempt since May.\"");
}

TEST_F(ExtentsTest, ObjectIsNotWhatStandsAroundIt) {
  Read(
      "On Wednesday night, he acknowledged the losses of the brigade, then "
      "left for the front.");
  EXPECT_EQ(ContentOf(Cue("acknowledged")), "the losses of the brigade");
}

TEST_F(ExtentsTest, MainClauseEndsWhatASubordinateOneReports) {
  Read(
      "While the army said the road was open, drivers complained of long "
      "waits.");
  EXPECT_EQ(ContentOf(Cue("said")), "the road was open");
  EXPECT_EQ(SourceOf(Cue("complained")), "drivers");
}

TEST_F(ExtentsTest, RelativeClauseIsOverAtTheMainVerb) {
  Read("Dale, who said the dam was safe, left the meeting early.");
  EXPECT_EQ(ContentOf(Cue("said")), "the dam was safe");
}

TEST_F(ExtentsTest, WhileSetsOffTheOutletsContrast) {
  Read(
      "The board said the dam was safe, while the villagers packed their "
      "belongings.");
  EXPECT_EQ(ContentOf(Cue("said")), "the dam was safe");
}

TEST_F(ExtentsTest, CommaInsideTheMarksPartsTheNextReport) {
  Read(
      "The minister said the dam was \"in good shape,\" adding that it would "
      "hold.");
  EXPECT_EQ(ContentOf(Cue("said")), "the dam was \"in good shape,\"");
  EXPECT_EQ(ContentOf(Cue("adding")), "that it would hold");
}

TEST_F(ExtentsTest, ConditionInFrontBelongsToTheClause) {
  Read("Dale said that if the rain goes on, the dam will break.");
  EXPECT_EQ(ContentOf(Cue("said")),
            "that if the rain goes on, the dam will break");
}

TEST_F(ExtentsTest, SecondThatClauseGoesOn) {
  Read("Dale argued that the dam was old, and that it had to go.");
  EXPECT_EQ(ContentOf(Cue("argued")),
            "that the dam was old, and that it had to go");
}

TEST_F(ExtentsTest, ClauseBehindACircumstance) {
  Read("The board told reporters on the square that the dam would hold.");
  EXPECT_EQ(ContentOf(Cue("told")), "that the dam would hold");
}

TEST_F(ExtentsTest, ClauseBehindAnAside) {
  Read("The board said, without any proof, that the dam had been bombed.");
  EXPECT_EQ(ContentOf(Cue("said")), "that the dam had been bombed");
}

TEST_F(ExtentsTest, NounPhraseGoesOnBehindThePossessive) {
  Read(
      "Dale denounced rebel leader Omar Said's raids on the villages of the "
      "coast.");
  EXPECT_EQ(ContentOf(Cue("denounced")),
            "rebel leader Omar Said's raids on the villages of the coast");
}

TEST_F(ExtentsTest, QuotedNameTornFromItsObject) {
  Read("The paper calls it \"the pearl\" of the coast.");
  EXPECT_EQ(ContentOf(Cue("calls")), "it \"the pearl\" of the coast");
}

TEST_F(ExtentsTest, NothingOfTheNextSentenceBelongsToAQuotedName) {
  Read("The paper calls it \"the pearl\"\nOf the town little is left.");
  EXPECT_EQ(ContentOf(Cue("calls")), "it \"the pearl\"");
}

TEST_F(ExtentsTest, WhatTheSpeakerDoesIsNeitherNameNorContent) {
  Read("\"The dam is safe,\" said Ann Dale, who runs the board.");
  EXPECT_EQ(SourceOf(Cue("said")), "Ann Dale");
  EXPECT_EQ(ContentOf(Cue("said")), "\"The dam is safe,\"");
}

TEST_F(ExtentsTest, ChargeThatTheTreeLost) {
  Read("Dale also accused Smith of being late.");
  EXPECT_EQ(ContentOf(Cue("accused")), "Smith of being late");
}

TEST_F(ExtentsTest, ListGoesOnBehindTheComma) {
  Read(
      "Dale praised the nurses of the clinic, its drivers and their families.");
  EXPECT_EQ(ContentOf(Cue("praised")),
            "the nurses of the clinic, its drivers and their families");
}

TEST_F(ExtentsTest, PersonTakesNoCircumstance) {
  Read("Dale endorsed him at a rally in the capital.");
  EXPECT_EQ(ContentOf(Cue("endorsed")), "him");
}

TEST_F(ExtentsTest, ASemicolonEndsTheSource) {
  Read(
      "Two men were killed, according to the official count; ten are missing.");
  EXPECT_EQ(SourceOf(Cue("according")), "the official count");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
