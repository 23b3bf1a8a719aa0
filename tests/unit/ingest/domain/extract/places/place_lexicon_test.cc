#include "services/ingest/domain/extract/places/place_lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::HasSubstr;

PlaceLexicon::Match Longest(const PlaceLexicon& places,
                            const std::string& text) {
  const std::vector<std::string> words = Vocabulary::Split(text);
  return places.Longest(
      std::vector<absl::string_view>(words.begin(), words.end()));
}

TEST(PlaceLexicon, GivesTheCountriesOfTheLongestName) {
  PlaceLexicon places;
  ASSERT_EQ(places.Load(WriteTempFile("places.tsv",
                                      "# standing\tcountries\tnames\n"
                                      "alone\tAM\tsotk|zod\n"
                                      "named\tAZ/Karabakh,AM\tnew sotk\n"
                                      "named\tUS\tnew\n")),
            absl::OkStatus());
  const PlaceLexicon::Match match = Longest(places, "New Sotk");
  ASSERT_EQ(match.length, 2u);
  EXPECT_EQ(match.meaning->standing, PlaceStanding::kNamed);
  ASSERT_EQ(match.meaning->countries.size(), 2u);
  EXPECT_EQ(match.meaning->countries[0].code, "AZ");
  EXPECT_EQ(match.meaning->countries[0].side, "Karabakh");
  EXPECT_EQ(match.meaning->countries[1].code, "AM");
  EXPECT_EQ(match.meaning->countries[1].side, "");
  const PlaceLexicon::Match part = Longest(places, "Zod");
  ASSERT_EQ(part.length, 1u);
  EXPECT_EQ(part.meaning->standing, PlaceStanding::kAlone);
  EXPECT_EQ(part.meaning->countries[0].code, "AM");
  EXPECT_EQ(Longest(places, "Old Sotk").length, 0u);
  EXPECT_EQ(places.Longest({}).length, 0u);
}

TEST(PlaceLexicon, MarksWithinNamesDoNotMatter) {
  PlaceLexicon places;
  ASSERT_EQ(places.Load(WriteTempFile("marked.tsv",
                                      "alone\tYE\tsana'a|deir al balah\n")),
            absl::OkStatus());
  for (const absl::string_view name : {"sana'a", "sanaa", "sana’a", "sana`a"}) {
    EXPECT_EQ(places.Longest({name}).length, 1u) << name;
  }
  EXPECT_EQ(places.Longest({"deir", "al", "-", "balah", "camp"}).length, 4u);
  EXPECT_EQ(places.Longest({"deir", "al-balah"}).length, 2u);
  EXPECT_EQ(places.Longest({"-", "'"}).length, 0u);
}

struct BadFile {
  const char* name;
  const char* rows;
  const char* message;
};

class BrokenPlaces : public ::testing::TestWithParam<BadFile> {};

TEST_P(BrokenPlaces, AreRefusedWithTheirLine) {
  PlaceLexicon places;
  const absl::Status bad =
      places.Load(WriteTempFile(GetParam().name, GetParam().rows));
  EXPECT_EQ(bad.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(bad.message(), HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Files, BrokenPlaces,
    ::testing::Values(
        BadFile{"two_cells.tsv", "alone\tsotk\n", "two_cells.tsv:1"},
        BadFile{"standing.tsv", "often\tAM\tsotk\n", "standing.tsv:1: "},
        BadFile{"empty.tsv", "alone\tAM\tsotk||zod\n", "empty.tsv:1: an empty"},
        BadFile{"side.tsv", "alone\tAM/\tsotk\n", "side.tsv:1: "},
        BadFile{"country.tsv", "alone\tArmenia\tsotk\n", "country.tsv:1: "},
        BadFile{"twice.tsv", "alone\tAM\tsotk\nnamed\tAZ\tsotk\n",
                "twice.tsv:2: \"sotk\" stands there twice"}));

TEST(PlaceLexicon, SaysWhichFileIsMissing) {
  PlaceLexicon places;
  const absl::Status missing = places.Load("/nowhere/places.tsv");
  EXPECT_EQ(missing.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(missing.message(), HasSubstr("/nowhere/places.tsv"));
}

// "Northwest Pakistan": nothing of Cameroon's North West.
TEST(ShippedPlaces, AreNoDirections) {
  for (const char* words : {"northwest", "north-west", "south east", "northern",
                            "north-western", "east", "somali"}) {
    EXPECT_EQ(Longest(TestResources().places, words).length, 0u) << words;
  }
}

struct TownCase {
  const char* name;
  const char* country;
};

class ShippedTowns : public ::testing::TestWithParam<TownCase> {};

TEST_P(ShippedTowns, LieInTheirCountry) {
  const auto match = Longest(TestResources().places, GetParam().name);
  ASSERT_EQ(match.length, Vocabulary::Split(GetParam().name).size())
      << GetParam().name;
  EXPECT_EQ(match.meaning->countries.front().code, GetParam().country);
}

INSTANTIATE_TEST_SUITE_P(
    Names, ShippedTowns,
    ::testing::Values(TownCase{"Kharkiv", "UA"}, TownCase{"Belgorod", "RU"},
                      TownCase{"Goris", "AM"}, TownCase{"Aleppo", "SY"},
                      TownCase{"Ivano-Frankivsk", "UA"},
                      TownCase{"Maiduguri", "NG"},
                      TownCase{"Khan Younis", "PS"}, TownCase{"Hodeidah", "YE"},
                      TownCase{"Stepanakert", "AZ"}));

}  // namespace
}  // namespace parallax::ingest::domain::extract
