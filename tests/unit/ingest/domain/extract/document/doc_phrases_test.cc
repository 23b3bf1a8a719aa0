#include <gtest/gtest.h>

#include <string>

#include "services/ingest/domain/extract/document/doc_context.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

struct PhraseCase {
  const char* text;
  const char* head;
  const char* phrase;
};

class Phrases : public ::testing::TestWithParam<PhraseCase> {};

TEST_P(Phrases, BeginWhereTheNounGroupBegins) {
  const Report report(GetParam().text);
  const uint32_t head = report.Find(GetParam().head);
  ASSERT_LT(head, report.doc().size());
  EXPECT_EQ(report.Words(report.doc().PhraseStart(head), head + 1),
            GetParam().phrase)
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Bounds, Phrases,
    ::testing::Values(PhraseCase{"At least five Armenian soldiers were killed.",
                                 "soldiers", "five Armenian soldiers"},
                      PhraseCase{"It killed at least five Armenian soldiers.",
                                 "soldiers", "five Armenian soldiers"},
                      PhraseCase{"It killed at most five soldiers.", "soldiers",
                                 "five soldiers"},
                      PhraseCase{"It killed more than five soldiers.",
                                 "soldiers", "five soldiers"},
                      PhraseCase{"It killed up to five soldiers.", "soldiers",
                                 "five soldiers"}));

INSTANTIATE_TEST_SUITE_P(
    Groups, Phrases,
    ::testing::Values(
        PhraseCase{"The ministry spoke.", "ministry", "The ministry"},
        PhraseCase{"Azerbaijan's defence ministry spoke.", "ministry",
                   "Azerbaijan's defence ministry"},
        PhraseCase{"The army shelled a Ukrainian hospital.", "hospital",
                   "a Ukrainian hospital"},
        PhraseCase{"They lost their troops.", "troops", "their troops"},
        PhraseCase{"Soldiers fell.", "soldiers", "Soldiers"}));

struct SideCase {
  const char* text;
  const char* head;
  const char* side;
};

class SidesOfPhrases : public ::testing::TestWithParam<SideCase> {};

TEST_P(SidesOfPhrases, AreRead) {
  const Report report(GetParam().text);
  const uint32_t head = report.Find(GetParam().head);
  ASSERT_LT(head, report.doc().size());
  EXPECT_EQ(report.SideName(report.doc().SideOfPhrase(head)), GetParam().side)
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Named, SidesOfPhrases,
    ::testing::Values(
        SideCase{"Armenian soldiers fired.", "soldiers", "Armenia"},
        SideCase{"Azerbaijan's army fired.", "army", "Azerbaijan"},
        SideCase{"The army of Azerbaijan fired.", "army", "Azerbaijan"},
        SideCase{"Kyiv spoke.", "kyiv", "Ukraine"},
        SideCase{"The soldiers fired.", "soldiers", ""}));

INSTANTIATE_TEST_SUITE_P(
    Referred, SidesOfPhrases,
    ::testing::Values(SideCase{"Armenia said its soldiers had fired.",
                               "soldiers", "Armenia"},
                      SideCase{"Armenia spoke. It fired.", "it", "Armenia"}));

TEST(DocPhrases, RebelsOfAStateAreItsOpponents) {
  const Report report(
      "The Northern Front took a town in Syria. The Northern Front fights "
      "Syria. Syrian rebels fired.");
  EXPECT_EQ(report.SideName(report.doc().SideOfPhrase(report.Find("rebels"))),
            "Northern Front");
}

TEST(DocPhrases, AGroupOfACountryIsTheGroup) {
  const Report report("Syria's Northern Front said it had left.");
  EXPECT_EQ(report.SideName(report.doc().DirectSide(report.Find("front"))),
            "Northern Front");
  EXPECT_EQ(report.SideName(report.doc().SideOfEntity(
                report.attributions()[report.Cue("said")].source_entity)),
            "Northern Front");
}

// The side of whoever heads the phrase at `word`.
std::string SideOfWho(const Report& report, const std::string& word) {
  const uint32_t head = report.Find(word);
  return report.SideName(
      report.doc().SideOfEntity(report.doc().in().coreference.EntityAt(head)));
}

TEST(DocContext, AnUnknownOrganisationSpeaksForItself) {
  const Report report(
      "The Valley Youth Council said ten people were killed. The Popular "
      "Front for Change (PFC) denied it.");
  EXPECT_EQ(SideOfWho(report, "council"), "Valley Youth Council");
  EXPECT_EQ(SideOfWho(report, "front"), "PFC");
}

TEST(DocContext, ACommitteeOfNobodyIsNoOrganisation) {
  const Report report("The Central Committee said ten people were killed.");
  EXPECT_EQ(SideOfWho(report, "committee"), "");
}

TEST(DocContext, AnOfficeIsOfWhomItServesNotOfWhereItServes) {
  const Report report(
      "General Mark Doran, the director of operations for the Turkish army in "
      "Syria, said the town was shelled.");
  EXPECT_EQ(SideOfWho(report, "mark"), "Turkey");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
