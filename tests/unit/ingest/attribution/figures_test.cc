#include <gtest/gtest.h>

#include "tests/unit/ingest/attribution/attribution_fixture.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// Whose figures and versions they are, with and without a verb.
class FiguresTest : public AttributionFixture {};

TEST_F(FiguresTest, OwnedAccount) {
  Read("Around 4,350 rockets were fired, by the army's reckoning.");
  EXPECT_EQ(SourceOf(Cue("reckoning")), "the army");
  EXPECT_EQ(ContentOf(Cue("reckoning")), "Around 4,350 rockets were fired");
}

TEST_F(FiguresTest, AccountOfAPeople) {
  Read("By the Armenian account, the soldiers drove up in a lorry.");
  EXPECT_EQ(SourceOf(Cue("account")), "Armenian");
  EXPECT_EQ(ContentOf(Cue("account")), "the soldiers drove up in a lorry");
}

TEST_F(FiguresTest, CountOfSomebody) {
  Read("Six soldiers lost their lives there, in the count of the governor.");
  EXPECT_EQ(SourceOf(Cue("count")), "the governor");
  EXPECT_EQ(ContentOf(Cue("count")), "Six soldiers lost their lives there");
}

TEST_F(FiguresTest, PerSomebodyButNotPerCent) {
  Read("Ten people were killed, per the Red Crescent.");
  EXPECT_EQ(SourceOf(Cue("per")), "the Red Crescent");
  Read("Prices rose by ten per cent in a year, 40 tonnes per day.");
  EXPECT_TRUE(found_.empty());
}

TEST_F(FiguresTest, SourceInBrackets) {
  Read("16,800 homes were hit (Hamas government)");
  EXPECT_EQ(SourceOf(Cue("(")), "Hamas government");
  EXPECT_EQ(ContentOf(Cue("(")), "16,800 homes were hit");
  Read("The bridge was hit by two rockets (photo)");
  EXPECT_TRUE(found_.empty());
}

TEST_F(FiguresTest, FigurePutAtANumber) {
  Read("Azerbaijan puts the number of dead at 2,900.");
  EXPECT_EQ(SourceOf(Cue("puts")), "Azerbaijan");
  EXPECT_EQ(ContentOf(Cue("puts")), "the number of dead at 2,900");
  Read("Azerbaijan put the guns at the gate.");
  EXPECT_TRUE(found_.empty());
}

TEST_F(FiguresTest, TallyNeedsANumber) {
  Read("A hospital counted ten dead and 13 injured.");
  EXPECT_EQ(SourceOf(Cue("counted")), "A hospital");
  EXPECT_EQ(ContentOf(Cue("counted")), "ten dead and 13 injured");
  Read("A hospital counted the beds.");
  EXPECT_TRUE(found_.empty());
}

TEST_F(FiguresTest, QuotedAsSaying) {
  Read(
      "Officials in the town were quoted by Interfax as saying the bridge had "
      "been hit.");
  const Attribution* saying = Cue("saying");
  EXPECT_EQ(SourceOf(saying), "Officials in the town");
  EXPECT_EQ(ContentOf(saying), "the bridge had been hit");
  ASSERT_NE(saying, nullptr);
  EXPECT_EQ(saying->construction, Construction::kQuotedAs);
}

TEST_F(FiguresTest, AccuserAfterTheCharge) {
  Read("The army was accused of shelling the market by the rebels.");
  EXPECT_EQ(SourceOf(Cue("accused")), "the rebels");
  EXPECT_EQ(Words({Cue("accused")->addressee}), "The army");
}

TEST_F(FiguresTest, SpeakingOfANumber) {
  Read("The general staff speaks of 850 soldiers killed on Tuesday.");
  EXPECT_EQ(SourceOf(Cue("speaks")), "The general staff");
  EXPECT_EQ(ContentOf(Cue("speaks")), "850 soldiers killed on Tuesday");
}

TEST_F(FiguresTest, SpeakingToOrAboutANumberIsNoTally) {
  for (const char* text :
       {"He speaks three languages.", "Zelensky spoke Monday to 300 soldiers.",
        "Macron spoke 30 minutes after the strike."}) {
    Read(text);
    EXPECT_TRUE(found_.empty()) << text;
  }
}

TEST_F(FiguresTest, GivingAFigure) {
  Read("Hospital officials gave a figure of 14 dead.");
  EXPECT_EQ(SourceOf(Cue("gave")), "Hospital officials");
  EXPECT_EQ(ContentOf(Cue("gave")), "a figure of 14 dead");
  Read("Hospital officials gave a supply of 14 beds.");
  EXPECT_EQ(Cue("gave"), nullptr);
}

TEST_F(FiguresTest, WhatACommaSetsOffIsNoPartOfAnObject) {
  Read("The rebels claimed responsibility for the attack, in which 11 died.");
  EXPECT_EQ(ContentOf(Cue("claimed")), "responsibility for the attack");
}

TEST_F(FiguresTest, WhoRaisesATollTellsIt) {
  Read("Russia has raised the death toll to 89.");
  EXPECT_EQ(SourceOf(Cue("raised")), "Russia");
  Read("Niger raised to 89 the number of soldiers killed in the attack.");
  EXPECT_EQ(SourceOf(Cue("raised")), "Niger");
}

TEST_F(FiguresTest, ARaisedStrengthIsNoToll) {
  Read("The army raised its strength to 5,000.");
  EXPECT_EQ(Cue("raised"), nullptr);
  Read("The attack raised the death toll to 89.");
  EXPECT_EQ(Cue("raised"), nullptr);
}

TEST_F(FiguresTest, AnAsideBeforeTheFigureIsSkipped) {
  Read(
      "A source had put the losses in the raid, in the centre of the country, "
      "at eight soldiers killed.");
  EXPECT_EQ(SourceOf(Cue("put")), "A source");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
