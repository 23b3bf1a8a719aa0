#include <gtest/gtest.h>

#include "tests/unit/ingest/attribution/attribution_fixture.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

class ConstructionsTest : public AttributionFixture {};

TEST_F(ConstructionsTest, IndirectSpeech) {
  Read("The ministry said that 71 soldiers had been killed.");
  EXPECT_EQ(SourceOf(Cue("said")).rfind("The ministry", 0), 0u);
  EXPECT_EQ(ContentOf(Cue("said")), "that 71 soldiers had been killed");
  ASSERT_NE(Cue("said"), nullptr);
  EXPECT_EQ(Cue("said")->stance, Stance::kAsserts);
  EXPECT_EQ(Cue("said")->cue_class, CueClass::kReporting);
}

TEST_F(ConstructionsTest, AddresseeIsNoContent) {
  Read("The minister told parliament that the army had left the town.");
  EXPECT_EQ(SourceOf(Cue("told")), "The minister");
  EXPECT_EQ(ContentOf(Cue("told")), "that the army had left the town");
}

TEST_F(ConstructionsTest, ParentheticalClause) {
  Read("The bridge, officials said, was hit twice.");
  EXPECT_EQ(SourceOf(Cue("said")), "officials");
  EXPECT_EQ(ContentOf(Cue("said")), "The bridge // was hit twice");
}

TEST_F(ConstructionsTest, ClosingClause) {
  Read("Four people were killed in the strike, the governor said.");
  EXPECT_EQ(SourceOf(Cue("said")), "the governor");
  EXPECT_EQ(ContentOf(Cue("said")), "Four people were killed in the strike");
}

TEST_F(ConstructionsTest, AccordingTo) {
  Read("According to the army, six tanks were destroyed.");
  EXPECT_EQ(SourceOf(Cue("According to")), "the army");
  EXPECT_EQ(ContentOf(Cue("According to")), "six tanks were destroyed");
  Read("Six tanks were destroyed, according to the general staff.");
  EXPECT_EQ(SourceOf(Cue("according to")), "the general staff");
  EXPECT_EQ(ContentOf(Cue("according to")), "Six tanks were destroyed");
}

TEST_F(ConstructionsTest, HearsayNamesNobody) {
  Read("The army reportedly left the town.");
  ASSERT_NE(Cue("reportedly"), nullptr);
  EXPECT_TRUE(Cue("reportedly")->source_unnamed);
  EXPECT_EQ(Cue("reportedly")->construction, Construction::kHearsayAdverb);
  Read("The rebels are said to have taken 40 prisoners.");
  ASSERT_NE(Cue("said"), nullptr);
  EXPECT_EQ(Cue("said")->construction, Construction::kHearsayPassive);
  EXPECT_EQ(SourceOf(Cue("said")), "");
}

TEST_F(ConstructionsTest, RelativeClaim) {
  Read("The house, which Armenia claimed had been hit, stands in Sotk.");
  ASSERT_NE(Cue("claimed"), nullptr);
  EXPECT_EQ(SourceOf(Cue("claimed")), "Armenia");
  EXPECT_EQ(Cue("claimed")->construction, Construction::kRelativeClaim);
  Read(
      "A reporter took the picture of a house in Sotk, which Armenia claimed "
      "had been hit by Azeri shelling.");
  ASSERT_NE(Cue("claimed"), nullptr);
  EXPECT_EQ(SourceOf(Cue("claimed")), "Armenia");
  EXPECT_EQ(Cue("claimed")->construction, Construction::kRelativeClaim);
}

TEST_F(ConstructionsTest, SubjectBeforeAnAside) {
  Read(
      "The governor, a former general of the army, told Reuters that the town "
      "was safe.");
  ASSERT_NE(Cue("told"), nullptr);
  EXPECT_EQ(SourceOf(Cue("told")).rfind("The governor", 0), 0u);
  Read(
      "The ministry, after a leak that broke in March, initially said that no "
      "one had died.");
  ASSERT_NE(Cue("said"), nullptr);
  EXPECT_EQ(SourceOf(Cue("said")).rfind("The ministry", 0), 0u);
}

TEST_F(ConstructionsTest, Accusation) {
  Read("Azerbaijan accused Armenia of shelling its positions.");
  const Attribution* accusation = Cue("accused");
  EXPECT_EQ(SourceOf(accusation), "Azerbaijan");
  ASSERT_NE(accusation, nullptr);
  EXPECT_EQ(accusation->stance, Stance::kAccuses);
  EXPECT_EQ(Words({accusation->addressee}), "Armenia");
  ASSERT_GE(accusation->accused_entity, 0);
  EXPECT_EQ(
      entities_.entities[static_cast<size_t>(accusation->accused_entity)].text,
      "Armenia");
}

TEST_F(ConstructionsTest, EachSideBlamesTheOther) {
  Read(
      "Armenia and Azerbaijan fought on Tuesday. Both sides accused each "
      "other of breaking the truce.");
  std::vector<std::string> speakers;
  for (const Attribution& attribution : found_) {
    if (attribution.construction != Construction::kMutualAccusation) continue;
    speakers.push_back(EntityOf(&attribution));
  }
  EXPECT_EQ(speakers, (std::vector<std::string>{"Armenia", "Azerbaijan"}));
}

TEST_F(ConstructionsTest, Denial) {
  Read("Moscow denied that its forces had shelled the hospital.");
  EXPECT_EQ(SourceOf(Cue("denied")), "Moscow");
  ASSERT_NE(Cue("denied"), nullptr);
  EXPECT_EQ(Cue("denied")->stance, Stance::kDenies);
  EXPECT_EQ(ContentOf(Cue("denied")),
            "that its forces had shelled the hospital");
  Read("The group rejected the claims.");
  ASSERT_NE(Cue("rejected"), nullptr);
  EXPECT_EQ(Cue("rejected")->stance, Stance::kDenies);
}

TEST_F(ConstructionsTest, NonConfirmation) {
  Read("Baku has not confirmed the truce.");
  ASSERT_NE(Cue("confirmed"), nullptr);
  EXPECT_EQ(Cue("confirmed")->stance, Stance::kUnconfirmed);
  EXPECT_EQ(ContentOf(Cue("confirmed")), "the truce");
  Read("There has been no confirmation from Baku.");
  ASSERT_NE(Cue("no confirmation"), nullptr);
  EXPECT_EQ(Cue("no confirmation")->stance, Stance::kUnconfirmed);
  EXPECT_EQ(SourceOf(Cue("no confirmation")), "Baku");
  Read("The spokeswoman declined to comment on the report.");
  ASSERT_NE(Cue("declined"), nullptr);
  EXPECT_EQ(Cue("declined")->stance, Stance::kUnconfirmed);
}

TEST_F(ConstructionsTest, CaveatIsTheOutletsOwn) {
  Read("The report could not be independently verified.");
  const Attribution* caveat = Cue("verified");
  ASSERT_NE(caveat, nullptr);
  EXPECT_TRUE(caveat->outlet_caveat);
  EXPECT_TRUE(caveat->source_unnamed);
}

TEST_F(ConstructionsTest, FurtherReportEndsTheFirst) {
  Read("Armenia said a truce had been agreed, but Baku has not confirmed it.");
  EXPECT_EQ(ContentOf(Cue("said")), "a truce had been agreed");
  EXPECT_EQ(SourceOf(Cue("confirmed")), "Baku");
}

TEST_F(ConstructionsTest, ParticipleSpeaksForTheSameSource) {
  Read("The army said it had left the town, adding that nobody was hurt.");
  EXPECT_EQ(ContentOf(Cue("said")), "it had left the town");
  EXPECT_EQ(SourceOf(Cue("adding")), "The army");
  EXPECT_EQ(ContentOf(Cue("adding")), "that nobody was hurt");
}

TEST_F(ConstructionsTest, HeadlineWithColonOrTail) {
  Read("Kyiv: five dead in missile strike", BlockRole::kHeadline);
  EXPECT_EQ(SourceOf(Cue(":")), "Kyiv");
  EXPECT_EQ(ContentOf(Cue(":")), "five dead in missile strike");
  Read("Five killed in missile strike - ministry", BlockRole::kHeadline);
  EXPECT_EQ(SourceOf(Cue("-")), "ministry");
  EXPECT_EQ(ContentOf(Cue("-")), "Five killed in missile strike");
}

TEST_F(ConstructionsTest, AsInAHeadlineBeginsTheOutletsWords) {
  Read("Israel says two soldiers killed in Gaza as strikes kill 38",
       BlockRole::kHeadline);
  EXPECT_EQ(ContentOf(Cue("says")), "two soldiers killed in Gaza");
}

TEST_F(ConstructionsTest, MapLegend) {
  Read("Areas held by Armenian forces, according to Armenian official sources",
       BlockRole::kLegend);
  const Attribution* legend = Cue("according to");
  ASSERT_NE(legend, nullptr);
  EXPECT_EQ(legend->construction, Construction::kLegend);
  EXPECT_EQ(ContentOf(legend), "Areas held by Armenian forces");
  EXPECT_EQ(SourceOf(legend), "Armenian official sources");
}

TEST_F(ConstructionsTest, CarriersStandInTheChain) {
  Read("Five people were killed, Reuters reported, citing local officials.");
  const Attribution* report = Cue("reported");
  ASSERT_NE(report, nullptr);
  ASSERT_EQ(report->chain.size(), 2u);
  EXPECT_EQ(report->chain[0].role, ChainRole::kSpeaker);
  EXPECT_EQ(Words({report->chain[0].tokens}), "local officials");
  EXPECT_EQ(report->chain[1].role, ChainRole::kAgency);
  EXPECT_EQ(Words({report->chain[1].tokens}), "Reuters");
}

TEST_F(ConstructionsTest, EmptyAndUnattributedTextFindNothing) {
  Read("");
  EXPECT_TRUE(found_.empty());
  Read("The river froze in January.");
  EXPECT_TRUE(found_.empty());
}

TEST_F(ConstructionsTest, QuestionPutByNobodyNamed) {
  Read("When asked about the broken dam, the minister smiled.");
  EXPECT_EQ(ContentOf(Cue("asked")), "the broken dam");
  EXPECT_EQ(SourceOf(Cue("asked")), "");
}

TEST_F(ConstructionsTest, QuestionWordTellsWhatIsAsked) {
  Read("The minister was asked by a reporter whether the dam would hold.");
  EXPECT_EQ(ContentOf(Cue("asked")), "whether the dam would hold");
  EXPECT_EQ(SourceOf(Cue("asked")), "a reporter");
}

TEST_F(ConstructionsTest, WordsOfANounPhraseReportNothing) {
  Read(
      "The alleged plot was never proved, and Dale kept the final say on the "
      "dam.");
  EXPECT_TRUE(found_.empty());
}

TEST_F(ConstructionsTest, DutyIsNoHearsay) {
  Read("Dale is supposed to leave the board in May.");
  EXPECT_TRUE(found_.empty());
}

TEST_F(ConstructionsTest, WholeNameOfTheSourceBehindAccordingTo) {
  Read(
      "The dam lost a third of its water, according to exit data from the "
      "water board.");
  EXPECT_EQ(ContentOf(Cue("according to")),
            "The dam lost a third of its water");
}

TEST_F(ConstructionsTest, DescriptionOfTheSourceIsNotContent) {
  Read(
      "The dam lost a third of its water, according to a study published in "
      "May.");
  EXPECT_EQ(ContentOf(Cue("according to")),
            "The dam lost a third of its water");
}

TEST_F(ConstructionsTest, ClosingAccordingToHoldsTheReportBefore) {
  Read(
      "The minister told her that the dam would hold, according to a witness.");
  EXPECT_EQ(ContentOf(Cue("according to")),
            "The minister told her that the dam would hold");
  ASSERT_NE(Cue("told"), nullptr);
  EXPECT_GE(Cue("told")->parent, 0);
}

TEST_F(ConstructionsTest, PronounIsAccordingTo) {
  Read("The water is gone. That's according to the board.");
  EXPECT_EQ(ContentOf(Cue("according to")), "That");
}

TEST_F(ConstructionsTest, ListBehindAColonStatesNothing) {
  Read("Ohio: Ann Day, Bo Lee, Cy Moss\nThe list is long.");
  EXPECT_TRUE(found_.empty());
}

TEST_F(ConstructionsTest, NobodyStatesAPersonInOffice) {
  Read("Ann Dale was confirmed in May. The ballad was written by nuns.");
  EXPECT_TRUE(found_.empty());
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
