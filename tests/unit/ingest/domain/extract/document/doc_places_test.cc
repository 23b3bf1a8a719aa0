#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/document/doc_context.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Places(const Report& report) {
  std::vector<std::string> out;
  for (const PlaceMention& place : report.doc().places) {
    out.push_back(report.Words(place.first, place.last));
  }
  return out;
}

struct PlaceCase {
  const char* text;
  const char* place;
};

class OnePlace : public ::testing::TestWithParam<PlaceCase> {};

TEST_P(OnePlace, IsFoundWhole) {
  EXPECT_THAT(Places(Report(GetParam().text)), ElementsAre(GetParam().place))
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Known, OnePlace,
    ::testing::Values(
        PlaceCase{"Troops shelled Kharkiv.", "Kharkiv"},
        PlaceCase{"Troops entered Armenia.", "Armenia"},
        PlaceCase{"Troops fired in Kharkiv region.", "Kharkiv region"},
        PlaceCase{"They fought at Donetsk airport.", "Donetsk airport"},
        PlaceCase{"Shells fell on Ivano-Frankivsk.", "Ivano-Frankivsk"}));

INSTANTIATE_TEST_SUITE_P(
    Unknown, OnePlace,
    ::testing::Values(PlaceCase{"Shells fell near Verkhny Oskil.",
                                "Verkhny Oskil"},
                      PlaceCase{"Shells fell on Nowhereville district.",
                                "Nowhereville district"}));

INSTANTIATE_TEST_SUITE_P(
    NamedAfter, OnePlace,
    ::testing::Values(PlaceCase{"Troops fired across the Line of Control.",
                                "Line of Control"},
                      PlaceCase{"A ship was hit in the Gulf of Nowhereville.",
                                "Gulf of Nowhereville"}));

INSTANTIATE_TEST_SUITE_P(
    Titles, OnePlace,
    ::testing::Values(
        PlaceCase{"Car Bomb in Ingushetia Kills Seven", "Ingushetia"},
        PlaceCase{"Two were hurt in an IED blast in Kharkiv.", "Kharkiv"}));

TEST(DocPlaces, TheTownOfARegionIsThePlace) {
  EXPECT_THAT(Places(Report("Troops fired in the Kharkiv town of Izyum.")),
              ElementsAre("Kharkiv", "Izyum"));
}

TEST(DocPlaces, ADistrictOfARegionKeepsItsNoun) {
  EXPECT_THAT(
      Places(Report("Troops fired in Nowhereville district of Kharkiv.")),
      ElementsAre("Nowhereville district", "Kharkiv"));
}

TEST(DocPlaces, ACityInAPersonsNameIsNone) {
  EXPECT_THAT(Places(Report("Farah Aden, a local leader, said it was quiet.")),
              IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Targets, OnePlace,
    ::testing::Values(
        PlaceCase{"The rebels entered Nowhereville.", "Nowhereville"},
        PlaceCase{"The army shelled Nowhereville.", "Nowhereville"}));

INSTANTIATE_TEST_SUITE_P(
    ArabicArticles, OnePlace,
    ::testing::Values(
        PlaceCase{"Shells fell near Tell al-Hawa.", "Tell al-Hawa"},
        PlaceCase{"Shells fell in Khirbet al-Zamala.", "Khirbet al-Zamala"},
        PlaceCase{"Shells fell near Umm el-Jimal.", "Umm el-Jimal"},
        PlaceCase{"Shells fell near Tell ash-Sharqi.", "Tell ash-Sharqi"},
        PlaceCase{"They fought at Ain al-Asad air base.",
                  "Ain al-Asad air base"},
        PlaceCase{"Shells fell in al-Mawasi.", "al-Mawasi"}));

TEST(DocPlaces, AnArticleWithoutANameIsNone) {
  EXPECT_THAT(Places(Report("They met at ad-hoc talks.")), IsEmpty());
}

TEST(DocPlaces, WhatAnArticleNamesNeedNotBeAPlace) {
  EXPECT_THAT(Places(Report("A blast hit the al-Ahli hospital in Kharkiv.")),
              ElementsAre("Kharkiv"));
}

TEST(DocPlaces, TheLexiconsAlNameIsKnownWithAHyphenToo) {
  const Report report("Shells fell in Dayr az-Zawr.");
  ASSERT_THAT(Places(report), ElementsAre("Dayr az-Zawr"));
  EXPECT_TRUE(report.doc().places[0].known);
}

TEST(DocPlaces, KnowTheCountryTheyLieIn) {
  const Report report("Russian troops shelled Kharkiv.");
  ASSERT_THAT(Places(report), ElementsAre("Kharkiv"));
  EXPECT_TRUE(report.doc().places[0].known);
  EXPECT_FALSE(report.doc().places[0].country);
  EXPECT_EQ(report.SideName(report.doc().places[0].side), "Ukraine");
}

// There is a Berezovka in Russia and another in Ukraine.
TEST(DocPlaces, OfSeveralCountriesTheOneThatTheReportNamesMostIsMeant) {
  const auto holder = [](const std::string& named) {
    const Report report(named + " Shells fell in Berezovka.");
    const int32_t place = report.doc().notes[report.Find("berezovka")].place;
    return place < 0 ? "no place"
                     : report.SideName(report.doc().places[place].side);
  };
  EXPECT_EQ(holder("Russia spoke. Ukraine left. Ukraine is far."), "Ukraine");
  EXPECT_EQ(holder("Ukraine spoke. Russia left. Russia is far."), "Russia");
  EXPECT_EQ(holder("It snowed."), "");
}

TEST(DocPlaces, ASmallPlaceIsKnownWhereItsCountryOrWhoFightsItIsNamed) {
  for (const std::string named : {"Ukraine said s", "Russian s"}) {
    const Report report(named + "hells fell in Zolote.");
    const int32_t place = report.doc().notes[report.Find("zolote")].place;
    ASSERT_GE(place, 0) << named;
    EXPECT_EQ(report.SideName(report.doc().places[place].side), "Ukraine");
  }
  const Report unnamed("Shells fell in Zolote.");
  ASSERT_THAT(Places(unnamed), ElementsAre("Zolote"));
  EXPECT_FALSE(unnamed.doc().places[0].known);
  EXPECT_EQ(unnamed.SideName(unnamed.doc().places[0].side), "");
}

// Azerbaijan's opponents include a side that the lexicon says holds Shusha.
TEST(DocPlaces, ASideThatIsNotNamedHoldsNothing) {
  const Report report("Azerbaijan said shells had fallen in Shusha.");
  const int32_t place = report.doc().notes[report.Find("shusha")].place;
  ASSERT_GE(place, 0);
  EXPECT_EQ(report.SideName(report.doc().places[place].side), "Azerbaijan");
}

struct UnknownCase {
  const char* text;
  const char* side;
};

class UnknownPlaces : public ::testing::TestWithParam<UnknownCase> {};

// No lexicon has Nowhereville.
TEST_P(UnknownPlaces, LieWhereTheReportSays) {
  const Report report(GetParam().text);
  const int32_t place =
      report.doc().notes[report.Find("nowhereville", 0)].place;
  ASSERT_GE(place, 0) << GetParam().text;
  EXPECT_EQ(report.SideName(report.doc().places[place].side), GetParam().side)
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Texts, UnknownPlaces,
    ::testing::Values(
        UnknownCase{"Shells fell in the Armenian village of Nowhereville.",
                    "Armenia"},
        UnknownCase{"Shells fell in Nowhereville, in northern Syria.", "Syria"},
        UnknownCase{"Shells fell in Nowhereville, Syria.", "Syria"},
        UnknownCase{"Shells fell in Nowhereville.\n"
                    "The Armenian village of Nowhereville lies in ruins.",
                    "Armenia"},
        UnknownCase{"Shells fell in Nowhereville, near Kharkiv, Ukraine.", ""},
        UnknownCase{"Shells fell in Nowhereville, in Kharkiv, Ukraine.",
                    "Ukraine"},
        UnknownCase{"An Armenian strike in Nowhereville failed.", ""},
        UnknownCase{"Armenian troops in Nowhereville fired.", ""},
        UnknownCase{"Shells fell in Nowhereville, Russia said.", ""},
        UnknownCase{"Shells fell in Nowhereville, Russia's army said.", ""},
        UnknownCase{"Armenian troops shelled Nowhereville.", ""},
        UnknownCase{"Shells fell in Nowhereville and Syria said so.", ""}));

// Towns elsewhere bear the names of these states.
TEST(DocPlaces, AStateIsACountryWhateverTheLexiconHolds) {
  for (const std::string state : {"Armenia", "Niger", "Azerbaijan"}) {
    const Report report("Troops fired in " + state + ".");
    ASSERT_THAT(Places(report), ElementsAre(state));
    EXPECT_TRUE(report.doc().places[0].country) << state;
    EXPECT_TRUE(report.doc().places[0].known) << state;
    EXPECT_EQ(report.SideName(report.doc().places[0].side), state);
  }
}

TEST(DocPlaces, ACapitalIsNoCountry) {
  const Report report("Shells fell in Baku.");
  ASSERT_THAT(Places(report), ElementsAre("Baku"));
  EXPECT_FALSE(report.doc().places[0].country);
  EXPECT_EQ(report.SideName(report.doc().places[0].side), "Azerbaijan");
}

TEST(DocPlaces, APeopleIsNoPlace) {
  EXPECT_THAT(Places(Report("Armenian troops fired.")), IsEmpty());
}

TEST(DocPlaces, NeitherAMonthNorABodyIsAPlace) {
  EXPECT_THAT(Places(Report("Troops fired in September.")), IsEmpty());
  EXPECT_THAT(Places(Report("The minister spoke to Reuters.")), IsEmpty());
}

TEST(DocPlaces, WhereAndWhenceAreToldApart) {
  const Report at("Shells fell near Kharkiv.");
  ASSERT_THAT(Places(at), ElementsAre("Kharkiv"));
  EXPECT_TRUE(at.doc().places[0].located);
  EXPECT_FALSE(at.doc().places[0].origin);
  const Report from("They fled from Kharkiv.");
  ASSERT_THAT(Places(from), ElementsAre("Kharkiv"));
  EXPECT_TRUE(from.doc().places[0].origin);
}

TEST(DocPlaces, EachTokenKnowsItsPlace) {
  const Report report("Shells fell near Tell al-Hawa on Monday.");
  for (const char* word : {"tell", "al", "hawa"}) {
    EXPECT_EQ(report.doc().notes[report.Find(word)].place, 0) << word;
  }
  EXPECT_EQ(report.doc().notes[report.Find("near")].place, -1);
  EXPECT_EQ(report.doc().notes[report.Find("monday")].place, -1);
}

TEST(DocPlaces, BylinesAndFurnitureHoldNone) {
  EXPECT_THAT(Places(Report("By our reporter in Kharkiv", BlockRole::kByline)),
              IsEmpty());
  EXPECT_THAT(Places(Report("More from Kharkiv", BlockRole::kFurniture)),
              IsEmpty());
}

TEST(DocPlaces, ANameThatIsAPlaceOnceIsOneWhereverItStands) {
  const Report report(
      "Nowhereville pupils freed\nGunmen stormed a school in Nowhereville.");
  EXPECT_THAT(Places(report), ElementsAre("Nowhereville", "Nowhereville"));
  EXPECT_GE(report.doc().notes[report.Find("nowhereville", 0)].place, 0);
}

TEST(DocPlaces, WhatIsOnlyReliedOnIsNoPlaceElsewhere) {
  const Report report("Troops rely on Starlink in Kherson. Starlink was down.");
  EXPECT_EQ(report.doc().notes[report.Find("starlink", 1)].place, -1);
}

TEST(DocPlaces, ASeaOfFlagsIsNone) {
  EXPECT_THAT(Places(Report("Sea of Mourners greets the dead.")), IsEmpty());
}

TEST(DocPlaces, TheLeadPlaceIsTheFirstOfTheBodyThatIsNoCountry) {
  const Report report(
      "Kherson counts its dead\nArmenia said shells had fallen in Syria, near "
      "Kharkiv.",
      BlockRole::kHeadline);
  const int32_t lead = report.doc().lead_place;
  ASSERT_GE(lead, 0);
  EXPECT_EQ(report.Words(report.doc().places[lead].first,
                         report.doc().places[lead].last),
            "Kharkiv");
  EXPECT_EQ(Report("Troops fired in Syria.").doc().lead_place, -1);
}

TEST(DocPlaces, TheMainPlaceIsTheOneNamedMost) {
  const Report report(
      "Shells fell in Kharkiv. Shells fell in Kherson. They fell in Kherson "
      "again, Armenia said. Armenia, Armenia and Armenia said so.");
  const int32_t main = report.doc().main_place;
  ASSERT_GE(main, 0);
  EXPECT_EQ(report.Words(report.doc().places[main].first,
                         report.doc().places[main].last),
            "Kherson");
  EXPECT_EQ(Report("Troops fired.").doc().main_place, -1);
  EXPECT_EQ(report.doc().title_place, -1);
  const Report titled("Shells hit Kharkiv\nMany fell in Kherson.",
                      BlockRole::kHeadline);
  ASSERT_GE(titled.doc().title_place, 0);
  EXPECT_EQ(titled.doc().title_place,
            titled.doc().notes[titled.Find("kharkiv")].place);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
