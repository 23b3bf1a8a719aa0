#include "services/geo/domain/resolve/resolver.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/geo/shipped_gazetteer.h"

namespace parallax::geo::domain {
namespace {

using geo::testing::ShippedGazetteer;

std::vector<Resolution> Resolve(const std::vector<std::string>& names,
                                const DocumentContext& context = {}) {
  std::vector<ToponymMention> mentions;
  int64_t at = 0;
  for (const std::string& name : names) {
    mentions.push_back({name, at, ""});
    at += static_cast<int64_t>(name.size()) + 50;
  }
  return Resolver(ShippedGazetteer()).Resolve(mentions, context);
}

void ExpectNear(const std::string& name, double lat, double lon, double km,
                const DocumentContext& context = {}) {
  const Resolution answer = Resolve({name}, context)[0];
  ASSERT_NE(answer.place, kNoPlace) << name;
  EXPECT_LT(DistanceMeters(answer.lat, answer.lon, lat, lon), km * 1000)
      << name << " at " << answer.lat << " " << answer.lon << ": "
      << answer.basis;
}

TEST(ResolverTest, PutsTheStoryOnTheMap) {
  ExpectNear("Sotk", 40.2028, 45.8656, 5);
  ExpectNear("Kalbajar", 40.11, 46.04, 20);
  ExpectNear("Kelbajar", 40.11, 46.04, 20);
  ExpectNear("Karvachar", 40.11, 46.04, 20);
  ExpectNear("Nagorno-Karabakh", 39.8, 46.75, 40);
  ExpectNear("Artsakh", 39.8, 46.75, 40);
  ExpectNear("Yerevan", 40.18, 44.51, 10);
  ExpectNear("Goris", 39.51, 46.34, 5, {{"AM", "AZ"}, "", ""});
  ExpectNear("Jermuk", 39.84, 45.67, 5);
  ExpectNear("Vardenis", 40.18, 45.73, 5);
  ExpectNear("Kharkiv", 49.98, 36.25, 10);
  ExpectNear("Kiev", 50.45, 30.52, 10);
  ExpectNear("Kyiv", 50.45, 30.52, 10);
  ExpectNear("Volnovakha", 47.6, 37.5, 5);
}

TEST(ResolverTest, OtherPlacesDecide) {
  const auto texas = Resolve({"Paris", "Dallas", "Texas", "Sherman"});
  EXPECT_NEAR(texas[0].lat, 33.66, 0.1) << texas[0].basis;
  const auto france = Resolve({"Paris", "Lyon", "France"});
  EXPECT_NEAR(france[0].lat, 48.85, 0.1) << france[0].basis;
}

TEST(ResolverTest, TheNextNameDecides) {
  const std::vector<ToponymMention> mentions = {{"Moscow", 0, ""},
                                                {"Idaho", 8, ""}};
  const auto answers = Resolver(ShippedGazetteer()).Resolve(mentions, {});
  EXPECT_NEAR(answers[0].lat, 46.73, 0.1) << answers[0].basis;
}

TEST(ResolverTest, CountriesDecide) {
  const auto plain = Resolve({"Tripoli"});
  EXPECT_EQ(ShippedGazetteer().Get(plain[0].place).country, "LY");
  const auto lebanon = Resolve({"Tripoli"}, {{"LB"}, "", ""});
  EXPECT_EQ(ShippedGazetteer().Get(lebanon[0].place).country, "LB");
}

TEST(ResolverTest, KnowsDemonymsAsPlaces) {
  for (const char* name : {"Azeri", "Azerbaijani", "Azerbaijanis"}) {
    const Resolution answer = Resolve({name})[0];
    ASSERT_NE(answer.place, kNoPlace) << name;
    EXPECT_EQ(ShippedGazetteer().Get(answer.place).name, "Azerbaijan") << name;
    EXPECT_TRUE(answer.demonym);
  }
}

TEST(ResolverTest, MovesThePointWhereThePhraseSaysSo) {
  const auto answers = Resolve({"20 km north of Goris", "Goris",
                                "eastern Ukraine", "Ukraine", "South Africa"},
                               {{"AM"}, "", ""});
  EXPECT_NEAR(DistanceMeters(answers[0].lat, answers[0].lon, answers[1].lat,
                             answers[1].lon),
              20'000, 10);
  EXPECT_GT(answers[0].lat, answers[1].lat);
  EXPECT_GT(answers[2].lon, answers[3].lon + 3);
  EXPECT_LT(answers[2].radius_m, answers[3].radius_m);
  EXPECT_NEAR(answers[4].lat, -29, 0.1) << "South Africa is no part of Africa";
}

TEST(ResolverTest, SaysWhenItDoesNotKnow) {
  const auto answers = Resolve({"Xqzzyvillehamstead", "", "..."});
  for (const Resolution& answer : answers) {
    EXPECT_EQ(answer.status, ResolutionStatus::kUnresolved);
    EXPECT_EQ(answer.place, kNoPlace);
    EXPECT_EQ(answer.score, 0);
    EXPECT_FALSE(answer.basis.empty());
  }
  EXPECT_TRUE(Resolve({}).empty());
}

TEST(ResolverTest, ForgivesASlipOfThePen) {
  const Resolution answer = Resolve({"Volnovahka"})[0];
  ASSERT_NE(answer.place, kNoPlace);
  EXPECT_NEAR(answer.lat, 47.6, 0.1);
  EXPECT_LT(answer.score, 0.7);
}

TEST(ResolverTest, SameAnswersEveryTime) {
  const std::vector<std::string> names = {"Springfield", "Georgia", "Victoria",
                                          "San José", "Tripoli"};
  const auto first = Resolve(names), second = Resolve(names);
  for (size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(first[i].place, second[i].place);
    EXPECT_EQ(first[i].score, second[i].score);
    EXPECT_GE(first[i].score, 0);
    EXPECT_LE(first[i].score, 1);
    EXPECT_FALSE(first[i].candidates.empty());
  }
}

}  // namespace
}  // namespace parallax::geo::domain
