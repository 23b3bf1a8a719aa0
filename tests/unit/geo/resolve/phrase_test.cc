#include "services/geo/domain/resolve/phrase.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parallax::geo::domain {
namespace {

using ::testing::ElementsAre;

TEST(ParsePhraseTest, TakesTypesOff) {
  const Phrase phrase = ParsePhrase("Kharkiv region", "");
  EXPECT_THAT(phrase.names, ElementsAre("kharkiv region", "kharkiv"));
  EXPECT_EQ(phrase.hint, PlaceKind::kAdmin1);
  EXPECT_EQ(ParsePhrase("the town of Jermuk", "").names.back(), "jermuk");
  EXPECT_EQ(ParsePhrase("the town of Jermuk", "").hint, PlaceKind::kPopulated);
}

TEST(ParsePhraseTest, ReadsTheWordsAround) {
  EXPECT_EQ(
      ParsePhrase("Kalbajar", "within its own district of Kalbajar.").hint,
      PlaceKind::kAdmin2);
  EXPECT_EQ(ParsePhrase("Kalbajar", "in the Kalbajar district, it said").hint,
            PlaceKind::kAdmin2);
  EXPECT_EQ(ParsePhrase("Sotk", "the villages of Sotk and Kut").hint,
            PlaceKind::kPopulated);
  EXPECT_EQ(ParsePhrase("Sumy", "shells hit Sumy. Districts of").hint,
            PlaceKind::kUnspecified);
}

TEST(ParsePhraseTest, ReadsDirectionsAndDistances) {
  Phrase phrase = ParsePhrase("20 km north of Sumy", "");
  EXPECT_EQ(phrase.relation, Relation::kOffset);
  EXPECT_EQ(phrase.names.back(), "sumy");
  EXPECT_EQ(phrase.bearing_deg, 0);
  EXPECT_EQ(phrase.distance_m, 20'000);

  phrase = ParsePhrase("eastern Ukraine", "");
  EXPECT_EQ(phrase.relation, Relation::kPart);
  EXPECT_EQ(phrase.bearing_deg, 90);
  EXPECT_EQ(phrase.names.front(), "eastern ukraine");
  EXPECT_EQ(phrase.names.back(), "ukraine");

  EXPECT_EQ(ParsePhrase("outside Volnovakha", "").relation, Relation::kNear);
  phrase = ParsePhrase("Goris", "some 12 miles south-west of Goris on");
  EXPECT_EQ(phrase.relation, Relation::kOffset);
  EXPECT_EQ(phrase.bearing_deg, 225);
  EXPECT_NEAR(phrase.distance_m, 19312, 1);
  EXPECT_EQ(ParsePhrase("Goris", "twelve miles away. In Goris").relation,
            Relation::kAt);
}

TEST(ParsePhraseTest, TakesSitesForTheirPlaces) {
  const Phrase phrase = ParsePhrase("Kabul airport", "");
  EXPECT_TRUE(phrase.site);
  EXPECT_EQ(phrase.names.back(), "kabul");
}

TEST(ParsePhraseTest, TakesAnything) {
  EXPECT_TRUE(ParsePhrase("", "").names.empty());
  EXPECT_TRUE(ParsePhrase("...", "of").names.empty());
  EXPECT_EQ(ParsePhrase("north", "north").names.front(), "north");
  ParsePhrase("999999999999999999999 km north of of of", "of of");
}

}  // namespace
}  // namespace parallax::geo::domain
