#include "services/ingest/domain/extract/places/place_lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::HasSubstr;

std::vector<WordIds> Words(const Vocabulary& vocabulary,
                           const std::string& text) {
  std::vector<WordIds> ids;
  for (const std::string& word : Vocabulary::Split(text)) {
    const uint32_t id = vocabulary.Find(word);
    ids.push_back({id, id});
  }
  return ids;
}

TEST(PlaceLexicon, GivesTheCountryOfTheLongestName) {
  Vocabulary vocabulary;
  PlaceLexicon places;
  ASSERT_EQ(places.Load(WriteTempFile("places.tsv",
                                      "# name\tcode\nsotk\tAM\nnew sotk\tAZ\n"
                                      "new\tUS\n"),
                        vocabulary),
            absl::OkStatus());
  const auto match = places.Longest(Words(vocabulary, "New Sotk"));
  EXPECT_EQ(match.length, 2u);
  EXPECT_EQ(places.code(match.values->front()), "AZ");
  const auto part = places.Longest(Words(vocabulary, "Sotk"));
  EXPECT_EQ(part.length, 1u);
  EXPECT_EQ(places.code(part.values->front()), "AM");
  EXPECT_EQ(places.Longest(Words(vocabulary, "Old Sotk")).length, 0u);
}

TEST(PlaceLexicon, RefusesABrokenFile) {
  Vocabulary vocabulary;
  PlaceLexicon places;
  const absl::Status bad =
      places.Load(WriteTempFile("bad_places.tsv", "sotk\n"), vocabulary);
  EXPECT_EQ(bad.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(bad.message(), HasSubstr("bad_places.tsv:1"));
  EXPECT_EQ(places.Load("/nowhere/places.tsv", vocabulary).code(),
            absl::StatusCode::kNotFound);
}

struct TownCase {
  const char* name;
  const char* country;
};

class ShippedPlaces : public ::testing::TestWithParam<TownCase> {};

TEST_P(ShippedPlaces, LieInTheirCountry) {
  const Resources& resources = TestResources();
  const auto words = Words(resources.lexicons.vocabulary(), GetParam().name);
  const auto match = resources.places.Longest(words);
  ASSERT_EQ(match.length, words.size()) << GetParam().name;
  EXPECT_EQ(resources.places.code(match.values->front()), GetParam().country);
}

INSTANTIATE_TEST_SUITE_P(Towns, ShippedPlaces,
                         ::testing::Values(TownCase{"Kharkiv", "UA"},
                                           TownCase{"Belgorod", "RU"},
                                           TownCase{"Goris", "AM"},
                                           TownCase{"Aleppo", "SY"},
                                           TownCase{"Ivano-Frankivsk", "UA"},
                                           TownCase{"Maiduguri", "NG"}));

}  // namespace
}  // namespace parallax::ingest::domain::extract
