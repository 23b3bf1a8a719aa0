// What reports say about who says what, in short sentences; the construction's
// details are tested in tests/unit/ingest/attribution.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "services/ingest/domain/extract/attribution/attribution.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using attribution::Construction;
using SaidStance = attribution::Stance;

std::string Words(const Report& report, const std::vector<TokenRange>& ranges) {
  std::string out;
  for (const TokenRange& range : ranges) {
    if (!out.empty()) out += " // ";
    out += report.Words(range.first, range.last);
  }
  return out;
}

struct SpeechCase {
  const char* text;
  const char* cue;
  SaidStance stance;
  const char* source;
  const char* content;
  BlockRole block = BlockRole::kBody;
};

class Speech : public ::testing::TestWithParam<SpeechCase> {};

TEST_P(Speech, HasItsSourceStanceAndContent) {
  const SpeechCase& c = GetParam();
  const Report report(c.text, c.block);
  const int32_t index = report.Cue(c.cue);
  ASSERT_GE(index, 0) << c.text;
  const Attribution& a = report.attributions()[index];
  EXPECT_EQ(a.stance, c.stance) << c.text;
  EXPECT_EQ(Words(report, a.source), c.source) << c.text;
  EXPECT_EQ(Words(report, a.content), c.content) << c.text;
}

INSTANTIATE_TEST_SUITE_P(
    Indirect, Speech,
    ::testing::Values(
        SpeechCase{"The army said the bridge had fallen.", "said",
                   SaidStance::kAsserts, "The army", "the bridge had fallen"},
        SpeechCase{"The governor confirmed that the bridge had fallen.",
                   "confirmed", SaidStance::kAsserts, "The governor",
                   "that the bridge had fallen"},
        SpeechCase{"The bridge had fallen, according to the governor.",
                   "according", SaidStance::kAsserts, "the governor",
                   "The bridge had fallen"},
        SpeechCase{"The bridge had fallen, said the governor.", "said",
                   SaidStance::kAsserts, "the governor",
                   "The bridge had fallen"}));

INSTANTIATE_TEST_SUITE_P(
    Quoted, Speech,
    ::testing::Values(SpeechCase{"“The bridge has fallen,” the governor said.",
                                 "said", SaidStance::kAsserts, "the governor",
                                 "“The bridge has fallen,”"},
                      SpeechCase{
                          "\"The bridge has fallen,\" the governor said.",
                          "said", SaidStance::kAsserts, "the governor",
                          "\"The bridge has fallen,\""},
                      SpeechCase{"The governor said: “The bridge has fallen.”",
                                 "said", SaidStance::kAsserts, "The governor",
                                 "“The bridge has fallen.”"}));

INSTANTIATE_TEST_SUITE_P(
    Headlines, Speech,
    ::testing::Values(SpeechCase{"Army: bridge has fallen", ":",
                                 SaidStance::kAsserts, "Army",
                                 "bridge has fallen", BlockRole::kHeadline},
                      SpeechCase{"Bridge has fallen - army", "-",
                                 SaidStance::kAsserts, "army",
                                 "Bridge has fallen", BlockRole::kHeadline}));

INSTANTIATE_TEST_SUITE_P(
    Denials, Speech,
    ::testing::Values(SpeechCase{"The army denied that it shelled the town.",
                                 "denied", SaidStance::kDenies, "The army",
                                 "that it shelled the town"},
                      SpeechCase{"The army rejected the claim.", "rejected",
                                 SaidStance::kDenies, "The army", "the claim"},
                      SpeechCase{"The army did not confirm the losses.",
                                 "confirm", SaidStance::kUnconfirmed,
                                 "The army", "the losses"}));

class Silence : public ::testing::TestWithParam<const char*> {};

TEST_P(Silence, IsNoAssertion) {
  const Report report(GetParam());
  ASSERT_FALSE(report.attributions().empty()) << GetParam();
  for (const Attribution& a : report.attributions()) {
    EXPECT_EQ(a.stance, SaidStance::kUnconfirmed) << GetParam();
    EXPECT_FALSE(a.outlet_caveat) << GetParam();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Words, Silence,
    ::testing::Values("The ministry declined to comment.",
                      "The ministry did not comment.",
                      "The ministry has not commented.",
                      "The ministry could not be reached for comment.",
                      "The spokesman did not answer calls.",
                      "The army did not give details of its losses.",
                      "The army gave no figure for its losses.",
                      "There was no comment from the ministry.",
                      "The ministry has not confirmed the report."));

TEST(AttributionFinder, AQuotationThatGoesOnKeepsItsSpeaker) {
  const Report report(
      "“The bridge has fallen,” the governor said. “Nobody was hurt.”");
  const int32_t carried = report.doc().notes[report.Find("nobody")].attribution;
  ASSERT_GE(carried, 0);
  const Attribution& a = report.attributions()[carried];
  EXPECT_TRUE(a.carried_over);
  EXPECT_EQ(a.source_entity,
            report.attributions()[report.Cue("said")].source_entity);
}

TEST(AttributionFinder, APronounSpeaksForItsPerson) {
  const Report report(
      "The governor said the bridge had fallen. He added that nobody was "
      "hurt.");
  const int32_t said = report.Cue("said");
  const int32_t added = report.Cue("added");
  ASSERT_GE(said, 0);
  ASSERT_GE(added, 0);
  ASSERT_GE(report.attributions()[said].source_entity, 0);
  EXPECT_EQ(report.attributions()[added].source_entity,
            report.attributions()[said].source_entity);
}

// The entity that speaks at the cue; a failure where none does.
int32_t Speaker(const Report& report, const std::string& cue) {
  const int32_t said = report.Cue(cue);
  if (said < 0 || report.attributions()[said].source_entity < 0) {
    ADD_FAILURE() << "nobody speaks at " << cue;
    return -1;
  }
  return report.attributions()[said].source_entity;
}

TEST(AttributionFinder, NoGroupWithAnArticleIsHe) {
  const Report report(
      "Smith said the bridge had fallen. The Taliban, he added, had fled.");
  EXPECT_EQ(Speaker(report, "added"), Speaker(report, "said"));
}

TEST(AttributionFinder, GovernorsAreToldApartByWhatTheyGovern) {
  const Report report(
      "The governor of the Kursk region said nobody was hurt. The governor of "
      "Russia's Lipetsk region added that a depot burned.");
  EXPECT_NE(Speaker(report, "added"), Speaker(report, "said"));
}

TEST(AttributionFinder, TheCountryMakesNoOtherGovernor) {
  const Report report(
      "The governor of the Kursk region said nobody was hurt. The governor of "
      "Russia's Kursk region added that a depot burned.");
  EXPECT_EQ(Speaker(report, "added"), Speaker(report, "said"));
}

TEST(AttributionFinder, ReachingATownEndsNoStatement) {
  const Report report(
      "The army said its troops crossed the river and reached the town and "
      "captured two villages.");
  const int32_t said = report.Cue("said");
  ASSERT_GE(said, 0);
  EXPECT_EQ(report.doc().notes[report.Find("captured")].attribution, said);
}

TEST(AttributionFinder, ABodyTextIsNoHeadline) {
  const Report report("Three things were lost: bridge, road and rail.");
  EXPECT_TRUE(report.attributions().empty());
}

TEST(AttributionFinder, PlainReportsHaveNoSource) {
  EXPECT_TRUE(Report("The bridge fell at noon.").attributions().empty());
}

TEST(AttributionFinder, AContentInsideAnotherKnowsIt) {
  const Report report(
      "The ministry said the governor had confirmed that the bridge fell.");
  const int32_t inner = report.Cue("confirmed");
  ASSERT_GE(inner, 0);
  EXPECT_EQ(report.attributions()[inner].parent, report.Cue("said"));
  EXPECT_EQ(report.attributions()[report.Cue("said")].parent, -1);
}

TEST(AttributionFinder, ConfidenceIsAProbability) {
  const Report report(
      "The army said the bridge had fallen. “It fell,” the governor said. The "
      "town is lost, according to the ministry.");
  ASSERT_GE(report.attributions().size(), 3u);
  for (const Attribution& a : report.attributions()) {
    EXPECT_GT(a.confidence, 0.0f);
    EXPECT_LE(a.confidence, 1.0f);
  }
}

TEST(AttributionFinder, RulesHaveNamesOfTheirOwn) {
  std::set<std::string> names;
  constexpr int kLast = static_cast<int>(Construction::kLegend);
  for (int c = 0; c <= kLast; ++c) {
    names.insert(
        std::string(attribution::RuleName(static_cast<Construction>(c))));
  }
  EXPECT_EQ(names.size(), static_cast<size_t>(kLast) + 1);
  EXPECT_FALSE(names.contains(""));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
