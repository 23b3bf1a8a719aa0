#include "services/ingest/domain/extract/attribution/coreference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/unit/ingest/attribution/attribution_fixture.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

class CoreferenceTest : public AttributionFixture {};

TEST_F(CoreferenceTest, PronounTakesTheFullestName) {
  Read(
      "Prime Minister Nikol Pashinyan spoke on Tuesday. He said 105 soldiers "
      "had died.");
  EXPECT_NE(EntityOf(Cue("said")).find("Nikol Pashinyan"), std::string::npos);
}

TEST_F(CoreferenceTest, SurnameJoinsTheFullName) {
  Read("Vladimir Putin flew to Sochi. Putin said the talks had failed.");
  EXPECT_EQ(EntityOf(Cue("said")), "Vladimir Putin");
}

TEST_F(CoreferenceTest, ATitleWithAFullStopIsNoPartOfTheName) {
  Read("Volker Turk flew to Khartoum. Mr. Turk said the talks had failed.");
  EXPECT_EQ(EntityOf(Cue("said")), "Volker Turk");
}

TEST_F(CoreferenceTest, TheUnitedNationsAreOneBody) {
  Read(
      "Rwanda denies it. The United Nations opened an inquiry. On Friday it "
      "said 131 people had died.");
  EXPECT_NE(EntityOf(Cue("said")).find("United Nations"), std::string::npos);
}

TEST_F(CoreferenceTest, GenderDecidesBetweenTwoPersons) {
  Read(
      "Maria Zakharova met Sergei Lavrov in Moscow. She said the meeting was "
      "useful.");
  EXPECT_EQ(EntityOf(Cue("said")), "Maria Zakharova");
}

TEST_F(CoreferenceTest, TheMinistryIsTheOneNamedBefore) {
  Read(
      "Azerbaijan's defence ministry reported losses on Thursday. The ministry "
      "said 71 soldiers were killed.");
  EXPECT_EQ(EntityOf(Cue("said")), "Azerbaijan's defence ministry");
}

TEST_F(CoreferenceTest, OwnersTellMinistriesApart) {
  Read(
      "Armenia's defence ministry spoke of shelling. Azerbaijan's defence "
      "ministry said its troops had returned fire.");
  EXPECT_EQ(EntityOf(Cue("said")), "Azerbaijan's defence ministry");
}

TEST_F(CoreferenceTest, RelativePronounStandsForItsNoun) {
  Read("The governor, who said the road was closed, left the town.");
  EXPECT_EQ(EntityOf(Cue("said")), "governor");
}

TEST_F(CoreferenceTest, BothSidesAreThePairNamedTogether) {
  Read(
      "Sudan and Ethiopia signed a treaty. Both sides said the talks had "
      "failed.");
  const Attribution* said = Cue("said");
  ASSERT_NE(said, nullptr);
  ASSERT_GE(said->source_entity, 0);
  const Entity& pair =
      entities_.entities[static_cast<size_t>(said->source_entity)];
  ASSERT_EQ(pair.members.size(), 2u);
  EXPECT_EQ(entities_.entities[static_cast<size_t>(pair.members[0])].text,
            "Sudan");
  EXPECT_EQ(entities_.entities[static_cast<size_t>(pair.members[1])].text,
            "Ethiopia");
}

TEST_F(CoreferenceTest, UnknownTokenHasNoEntity) {
  Read("The river froze.");
  EXPECT_EQ(entities_.EntityAt(0), -1);
  EXPECT_EQ(entities_.EntityAt(1000), -1);
}

TEST_F(CoreferenceTest, OfficeInAppositionIsTheNamedPerson) {
  Read(
      "Its spokesman, Yahya Saree, said ten had died. Later the spokesman "
      "added that two ships were hit.");
  EXPECT_EQ(EntityOf(Cue("added")), "Yahya Saree");
}

TEST_F(CoreferenceTest, PossessivePronounTellsWhoseMinistryItIs) {
  Read(
      "Turkey's defence ministry said two soldiers had died. Russia rejected "
      "the report. Its defence ministry said the men had not been announced.");
  ASSERT_EQ(found_.empty(), false);
  EXPECT_NE(found_.back().source_entity, found_.front().source_entity);
}

TEST_F(CoreferenceTest, TheGroupIsTheBodyWhoseFightersWereNamed) {
  Read(
      "Hamas fighters crossed the border at dawn. The group said it had taken "
      "ten men.");
  EXPECT_EQ(EntityOf(Cue("said")), "Hamas");
}

TEST_F(CoreferenceTest, LeaderIsDescribedByWhatTheyLead) {
  Read(
      "General Michael Lund, who leads the UN mission, asked for calm. Lund "
      "said the port was quiet.");
  const Attribution* said = Cue("said");
  ASSERT_NE(said, nullptr);
  ASSERT_GE(said->source_entity, 0);
  EXPECT_NE(entities_.entities[static_cast<size_t>(said->source_entity)]
                .description.find("UN mission"),
            std::string::npos);
}

TEST_F(CoreferenceTest, MentionsOfOneWhoIsDescribedStayInOrder) {
  std::string text;
  for (int i = 0; i < 20; ++i) {
    text += "Petrov spoke. A spokesman, Ivan Petrov, said the road was open. ";
  }
  Read(text);
  for (const Entity& entity : entities_.entities) {
    EXPECT_TRUE(std::is_sorted(entity.mentions.begin(), entity.mentions.end()));
  }
}

TEST_F(CoreferenceTest, WhoSpokeSpeaksOn) {
  Read(
      "The soldiers clashed with militants, security sources said. Three "
      "soldiers were killed there, they said.");
  EXPECT_EQ(EntityOf(&found_.back()), "security sources");
  Read(
      "A drone hit a house, Alexei Smirnov, the acting governor, said. Two "
      "people were in hospital in the nearby city of Rylsk. A bomb had been "
      "dropped on the house, he said.");
  EXPECT_NE(EntityOf(&found_.back()).find("Smirnov"), std::string::npos);
}

TEST_F(CoreferenceTest, ItIsNoBodyThatIsOnlySpokenOf) {
  Read(
      "A strike hit the village near Hezbollah, according to the health "
      "ministry. It said three people had died.");
  EXPECT_EQ(EntityOf(Cue("said")), "health ministry");
}

TEST_F(CoreferenceTest, SourcesAreToldApartByWhoseTheyAre) {
  Read(
      "Security sources said two had died. Palestinian sources said nobody "
      "had. According to the security sources, the camp was quiet.");
  ASSERT_GE(found_.size(), 3u);
  EXPECT_NE(found_[0].source_entity, found_[1].source_entity);
}

TEST_F(CoreferenceTest, WhomTheSourceStandsCloseTo) {
  const auto described = [&](const std::string& text) {
    Read(text);
    const Attribution* said = Cue("said");
    if (said == nullptr || said->source_entity < 0) return std::string();
    return entities_.entities[static_cast<size_t>(said->source_entity)]
        .description;
  };
  EXPECT_NE(described("A source close to Hezbollah said three had died.")
                .find("Hezbollah"),
            std::string::npos);
  EXPECT_NE(described("Ivan Petrov, who speaks for Haftar, said the base had "
                      "been taken.")
                .find("Haftar"),
            std::string::npos);
  EXPECT_NE(described("The health ministry run by the Houthis said 19 people "
                      "had died.")
                .find("Houthis"),
            std::string::npos);
}

TEST_F(CoreferenceTest, ASpeakerInAHeadlineIsNotWhomItNames) {
  Read(
      "Army: YPG kills seven soldiers\n"
      "The army said the tank was hit.");
  ASSERT_NE(Cue("said"), nullptr);
  EXPECT_EQ(EntityOf(Cue("said")).find("YPG"), std::string::npos);
}

// Looking for the parties must not cost the square of a long text.
TEST_F(CoreferenceTest, BothSidesAreAmongThoseNamedFirst) {
  std::string text;
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      text += std::string("The talks in K") + a + 'r' + b + "land failed.\n";
    }
  }
  text += "Sudan spoke. Sudan spoke. Ethiopia spoke. Ethiopia spoke.\n";
  text += "Both sides said the talks had failed.\n";
  Read(text);
  ASSERT_GT(entities_.entities.size(), 600u);
  const Attribution* said = Cue("said");
  ASSERT_NE(said, nullptr);
  ASSERT_GE(said->source_entity, 0);
  for (const int32_t member :
       entities_.entities[static_cast<size_t>(said->source_entity)].members) {
    EXPECT_LT(member, 500);
  }
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
