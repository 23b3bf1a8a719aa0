#include <gtest/gtest.h>

#include "tests/unit/ingest/attribution/attribution_fixture.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

class SpeakersTest : public AttributionFixture {};

TEST_F(SpeakersTest, AsideBetweenDashesDoesNotPartSpeakerAndVerb) {
  Read(
      "A former commander -- Ivan Petrov, who led the siege in 1995 -- said "
      "the army had lost two tanks.");
  EXPECT_EQ(SourceOf(Cue("said")), "A former commander");
  EXPECT_EQ(ContentOf(Cue("said")), "the army had lost two tanks");
}

TEST_F(SpeakersTest, PerfectIsNoPassive) {
  Read(
      "Most of the regional governors have already said they would support "
      "the truce.");
  EXPECT_EQ(SourceOf(Cue("said")), "Most of the regional governors");
  EXPECT_EQ(ContentOf(Cue("said")), "they would support the truce");
}

TEST_F(SpeakersTest, ParticipleTakesItsSubjectNotWhatFollows) {
  Read("He apologised the next day, saying it was wrong to leave the town.");
  EXPECT_EQ(SourceOf(Cue("saying")), "He");
  EXPECT_EQ(ContentOf(Cue("saying")), "it was wrong to leave the town");
}

TEST_F(SpeakersTest, CoordinatedSpeakersCloseTheSentence) {
  Read(
      "Fuel was running short in the hospitals of the city, doctors and "
      "relief officials told Reuters.");
  EXPECT_EQ(SourceOf(Cue("told")), "doctors and relief officials");
  EXPECT_EQ(ContentOf(Cue("told")),
            "Fuel was running short in the hospitals of the city");
}

TEST_F(SpeakersTest, WordsBetweenQuotationAndVerbSpeak) {
  Read(
      "\"We were told to wait as long as it takes, in some sort of cellar,\" "
      "the head of the clinic in the old town said in an interview.");
  EXPECT_EQ(SourceOf(Cue("said")), "the head of the clinic in the old town");
}

TEST_F(SpeakersTest, FullStopEndsTheStatementBefore) {
  Read(
      "\"The talks have failed.\" Petrov called the offer \"an insult\" on "
      "Friday.");
  EXPECT_EQ(ContentOf(Cue("called")), "the offer \"an insult\"");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
