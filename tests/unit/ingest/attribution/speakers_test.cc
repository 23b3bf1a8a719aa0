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

TEST_F(SpeakersTest, WhoeverEndsTheSentenceSpeaks) {
  Read(
      "At least 22 people were killed in a bombardment of the port, a city in "
      "rebel hands, by government forces, said a physician at a hospital.");
  EXPECT_EQ(SourceOf(Cue("said")), "a physician at a hospital");
  EXPECT_EQ(EntityOf(Cue("said")), "physician");
}

TEST_F(SpeakersTest, TheSpeakerMayStandBehindTheVerbInAnInsertion) {
  Read(
      "In the border villages, says the Ministry of Emergency Situations, 78 "
      "houses were destroyed.");
  EXPECT_EQ(SourceOf(Cue("says")), "the Ministry of Emergency Situations");
  EXPECT_EQ(ContentOf(Cue("says")),
            "In the border villages // 78 houses were destroyed");
}

TEST_F(SpeakersTest, WhoIsQuotedAsSayingSpeaks) {
  Read("The agency quoted doctors in the city as saying 71 were wounded.");
  EXPECT_EQ(SourceOf(Cue("saying")), "doctors in the city");
}

TEST_F(SpeakersTest, WhereTheSpeakerIsDoesNotSpeak) {
  Read(
      "Russia's prime minister, Vladimir Putin, who is in China for the games, "
      "had warned that Georgia would be met with a response.");
  EXPECT_NE(EntityOf(Cue("warned")).find("Putin"), std::string::npos);
}

TEST_F(SpeakersTest, ATimeBeforeTheSpeakerIsNoPartOfIt) {
  Read("Late on Sunday night the armed forces' spokesman said ten had died.");
  EXPECT_EQ(EntityOf(Cue("said")), "armed forces' spokesman");
}

TEST_F(SpeakersTest, TheSpeakerGoesOn) {
  Read("Three soldiers were wounded, the ministry went on.");
  EXPECT_EQ(SourceOf(Cue("went")), "the ministry");
  EXPECT_EQ(ContentOf(Cue("went")), "Three soldiers were wounded");
  Read("Two days later, the ministry went to court.");
  EXPECT_EQ(Cue("went"), nullptr);
  Read("Although a truce was signed, the shelling went on.");
  EXPECT_EQ(Cue("went"), nullptr);
}

TEST_F(SpeakersTest, NobodySpeaksOfWhatIsAllegedInAHeadline) {
  Read("Executions alleged in Sweida as the army withdraws",
       BlockRole::kHeadline);
  EXPECT_EQ(Cue("alleged"), nullptr);
}

TEST_F(SpeakersTest, BlameIsLaidOnSomebody) {
  Read("Ukraine laid the blame for the shelling of Izyum on Russia.");
  const Attribution* laid = Cue("laid");
  ASSERT_NE(laid, nullptr);
  EXPECT_EQ(laid->stance, Stance::kAccuses);
  EXPECT_EQ(Words({laid->addressee}), "Russia");
  Read("The mayor laid the blame on the army for the raid on Tuesday.");
  ASSERT_NE(Cue("laid"), nullptr);
  EXPECT_EQ(Words({Cue("laid")->addressee}), "the army");
  Read("The committee put the death toll at 14.");
  ASSERT_NE(Cue("put"), nullptr);
  EXPECT_EQ(Cue("put")->stance, Stance::kAsserts);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
