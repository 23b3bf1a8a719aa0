#include <gtest/gtest.h>

#include "tests/unit/ingest/attribution/attribution_fixture.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

class RecordTest : public AttributionFixture {
 protected:
  // Whether what `cue` reports is on record; fails where it reports nothing.
  bool OnRecord(const std::string& cue) const {
    const Attribution* const attribution = Cue(cue);
    EXPECT_NE(attribution, nullptr) << cue;
    return attribution != nullptr && attribution->on_record;
  }
};

TEST_F(RecordTest, StatementsAre) {
  Read("The army said the bridge was hit.");
  EXPECT_TRUE(OnRecord("said"));
  Read("The minister announced a truce with the rebels of the north.");
  EXPECT_TRUE(OnRecord("announced"));
  Read("Dale called the raid \"a crime.\"");
  EXPECT_TRUE(OnRecord("called"));
}

TEST_F(RecordTest, BackedOrWantedThingsAreNot) {
  Read("Dale supports the new dam in the valley.");
  EXPECT_FALSE(OnRecord("supports"));
  Read("Dale wants to leave the board before the end of the year.");
  EXPECT_FALSE(OnRecord("wants"));
}

TEST_F(RecordTest, ViewsOfSomeLengthAre) {
  Read("The engineer believes that the dam will hold through the winter.");
  EXPECT_TRUE(OnRecord("believes"));
  Read("I believe that the dam will hold through the winter.");
  EXPECT_FALSE(OnRecord("believe"));
}

TEST_F(RecordTest, ExpectationsOfNobodyInParticularAre) {
  Read("The minister is expected to leave the capital on Monday.");
  EXPECT_TRUE(OnRecord("expected"));
}

TEST_F(RecordTest, PossibleStatementsAreNot) {
  Read("Critics could say that the dam was built too late.");
  EXPECT_FALSE(OnRecord("say"));
  Read("It is too soon to say whether the dam will hold.");
  EXPECT_FALSE(OnRecord("say"));
  Read("Dale was quick to add that the dam had held.");
  EXPECT_TRUE(OnRecord("add"));
}

TEST_F(RecordTest, PlannedStatementsAreNot) {
  Read("Dale came to town to discuss the future of the dam.");
  EXPECT_FALSE(OnRecord("discuss"));
}

TEST_F(RecordTest, RelativeClauseThatTellsWhoIsNot) {
  Read("The villagers who denounced the dam left the hall.");
  EXPECT_FALSE(OnRecord("denounced"));
}

TEST_F(RecordTest, TopicsInPassingAreNot) {
  Read("Dale left the hall, praising the work of the nurses.");
  EXPECT_FALSE(OnRecord("praising"));
}

TEST_F(RecordTest, PersonsStateNothing) {
  Read("Dale thanked Ann Moss.");
  EXPECT_FALSE(OnRecord("thanked"));
}

TEST_F(RecordTest, DemandsAreWhereverTheyStand) {
  Read("Dale went to the capital to call for a ban on dams.");
  EXPECT_TRUE(OnRecord("call"));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
