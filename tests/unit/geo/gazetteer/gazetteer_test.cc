#include "services/geo/domain/gazetteer/gazetteer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "services/geo/domain/gazetteer/fold.h"
#include "services/geo/domain/resolve/resolver.h"
#include "services/geo/tools/world_draft.h"

namespace parallax::geo::domain {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Bytes that are aligned as a mapping is.
class Aligned {
 public:
  explicit Aligned(const std::string& bytes)
      : words_((bytes.size() + 7) / 8), size_(bytes.size()) {
    if (bytes.empty()) return;
    std::memcpy(words_.data(), bytes.data(), bytes.size());
  }
  absl::string_view view() const {
    return {reinterpret_cast<const char*>(words_.data()), size_};
  }

 private:
  std::vector<uint64_t> words_;
  size_t size_;
};

// One country, one square area, two towns, one region over the area.
tools::World SmallWorld() {
  tools::World world;
  tools::DraftPlace country;
  country.id = 1;
  country.name = "Freedonia";
  country.kind = PlaceKind::kCountry;
  country.country = "FR";
  country.lat = 10;
  country.lon = 10;
  country.has_point = true;
  country.names = {{"Freedonian", NameType::kDemonym, ""}};
  world.by_code["FR"] = world.Add(country);
  tools::DraftPlace area;
  area.id = 2;
  area.name = "Northland";
  area.kind = PlaceKind::kAdmin1;
  area.country = "FR";
  area.admin1 = "01";
  world.by_code["FR.01"] = world.Add(area);
  world.shapes.push_back(
      {1,
       {{{1000, 1000}, {1100, 1000}, {1100, 1100}, {1000, 1100}},
        // a hole
        {{1040, 1040}, {1060, 1040}, {1060, 1060}, {1040, 1060}}}});
  for (uint32_t id : {10u, 11u}) {
    tools::DraftPlace town;
    town.id = id;
    town.name = id == 10 ? "Springfield" : "Überwald";
    town.kind = PlaceKind::kPopulated;
    town.feature_code = "PPL";
    town.country = "FR";
    town.admin1 = "01";
    town.lat = 10.2 + id * 0.01;
    town.lon = 10.2;
    town.has_point = true;
    town.population = id * 1000;
    if (id == 11) town.names = {{"Oberwald", NameType::kMain, "SY"}};
    world.Add(town);
  }
  tools::DraftPlace region;
  region.slug = "the-marches";
  region.name = "The Marches";
  region.kind = PlaceKind::kDisputedRegion;
  region.country = "FR";
  region.lat = 10.5;
  region.lon = 10.2;
  region.has_point = true;
  const int marches = world.Add(region);
  world.members.emplace_back(marches, 1);
  tools::DraftView view;
  view.place = marches;
  view.worldview = "SY";
  view.status = ViewStatus::kClaimed;
  view.name = "Old Marches";
  view.from_day = 100;
  world.views.push_back(view);
  tools::Complete(world);
  return world;
}

class GazetteerTest : public ::testing::Test {
 protected:
  GazetteerTest()
      : bytes_(tools::Encode(SmallWorld())),
        gazetteer_(*Gazetteer::Parse(bytes_.view())) {}

  uint32_t Only(const std::string& name) {
    const auto found = gazetteer_.Find(FoldName(name));
    return found.size() == 1 ? found[0].place : kNoPlace;
  }

  Aligned bytes_;
  Gazetteer gazetteer_;
};

TEST_F(GazetteerTest, FindsPlacesByNameAndId) {
  const Place town = gazetteer_.Get(Only("uberwald"));
  EXPECT_EQ(town.name, "Überwald");
  EXPECT_EQ(town.population, 11000u);
  EXPECT_EQ(town.country, "FR");
  EXPECT_EQ(town.feature_code, "PPL");
  EXPECT_NEAR(town.lat, 10.31, 1e-5);
  EXPECT_EQ(gazetteer_.FindId("11"), town.index);
  EXPECT_EQ(gazetteer_.IdOf(town.index), "11");
  EXPECT_EQ(Only("Oberwald"), town.index);
  EXPECT_EQ(Only("nowhere"), kNoPlace);
  for (const char* id : {"", "12", "011", "99999999999", "x", "-1"}) {
    EXPECT_EQ(gazetteer_.FindId(id), kNoPlace) << id;
  }
}

TEST_F(GazetteerTest, KnowsOwnEntriesBySlug) {
  const uint32_t marches = gazetteer_.FindId("the-marches");
  ASSERT_NE(marches, kNoPlace);
  EXPECT_EQ(gazetteer_.IdOf(marches), "the-marches");
  EXPECT_EQ(gazetteer_.FindId("the-marshes"), kNoPlace);
}

TEST_F(GazetteerTest, ChainsAreas) {
  const uint32_t town = Only("Springfield");
  EXPECT_THAT(gazetteer_.Ancestors(town),
              ElementsAre(gazetteer_.FindId("2"), gazetteer_.FindId("1")));
  EXPECT_THAT(gazetteer_.RegionsOf(town),
              ElementsAre(gazetteer_.FindId("the-marches")));
  EXPECT_EQ(gazetteer_.FindCountry("FR"), gazetteer_.FindId("1"));
  EXPECT_EQ(gazetteer_.FindCountry("XX"), kNoPlace);
}

TEST_F(GazetteerTest, TellsWhoUsesAName) {
  const auto names = gazetteer_.AlternateNames(Only("uberwald"));
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].text, "Oberwald");
  EXPECT_EQ(names[0].used_by, "SY");
}

TEST_F(GazetteerTest, KeepsWorldviews) {
  const auto views = gazetteer_.Views(gazetteer_.FindId("the-marches"));
  ASSERT_EQ(views.size(), 1u);
  EXPECT_EQ(views[0].worldview, "SY");
  EXPECT_EQ(views[0].name, "Old Marches");
  EXPECT_EQ(views[0].status, ViewStatus::kClaimed);
  EXPECT_EQ(views[0].from_day, 100);
  EXPECT_EQ(views[0].parent, kNoPlace);
}

TEST_F(GazetteerTest, AnswersByPosition) {
  const uint32_t area = gazetteer_.FindId("2");
  EXPECT_THAT(
      gazetteer_.AreasAt(10.2, 10.9),
      ::testing::UnorderedElementsAre(area, gazetteer_.FindId("the-marches")));
  EXPECT_TRUE(gazetteer_.AreasAt(10.5, 10.5).empty());  // in the hole
  EXPECT_TRUE(gazetteer_.AreasAt(11.5, 10.5).empty());
  EXPECT_TRUE(gazetteer_.Contains(gazetteer_.FindId("1"), 10.2, 10.9));
  const auto near = gazetteer_.Nearest(10.3, 10.2, 50'000, 5);
  ASSERT_EQ(near.size(), 2u);
  EXPECT_EQ(near[0].index, gazetteer_.FindId("10"));
  EXPECT_LT(near[0].distance_m, near[1].distance_m);
  EXPECT_TRUE(gazetteer_.Nearest(-80, 0, 50'000, 5).empty());
}

TEST(GazetteerFileTest, SameWorldGivesSameBytes) {
  EXPECT_EQ(tools::Encode(SmallWorld()), tools::Encode(SmallWorld()));
}

TEST(GazetteerFileTest, SaysWhatIsWrong) {
  const std::string good = tools::Encode(SmallWorld());
  const auto error = [](const std::string& bytes) {
    const Aligned aligned(bytes);
    const auto parsed = Gazetteer::Parse(aligned.view());
    return parsed.ok() ? "" : std::string(parsed.status().message());
  };
  EXPECT_EQ(error(good), "");
  EXPECT_THAT(error(""), HasSubstr("shorter than its header"));
  EXPECT_THAT(error(good.substr(0, 100)), HasSubstr("shorter"));
  EXPECT_THAT(error(good.substr(0, good.size() - 8)), HasSubstr("should hold"));
  std::string bad = good;
  bad[0] = 'X';
  EXPECT_THAT(error(bad), HasSubstr("magic"));
  bad = good;
  bad[8] = 9;
  EXPECT_THAT(error(bad), HasSubstr("version 9"));
  bad = good;
  bad[40] ^= 1;
  EXPECT_THAT(error(bad), HasSubstr("header checksum"));
  bad = good;
  bad.back() ^= 1;
  EXPECT_THAT(error(bad), HasSubstr("checksum differs"));
}

// Damage that the checksums do not catch, because they were made to fit.
TEST(GazetteerFileTest, NeverReadsOutsideItself) {
  const std::string good = tools::Encode(SmallWorld());
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string bad = good;
    for (int i = 0; i < 4; ++i) {
      bad[sizeof(Header) + random() % (bad.size() - sizeof(Header))] =
          static_cast<char>(random());
    }
    tools::SealHeader(bad);
    const Aligned aligned(bad);
    const auto parsed = Gazetteer::Parse(aligned.view());
    if (!parsed.ok()) continue;
    for (uint32_t i = 0; i < parsed->size() + 2; ++i) {
      parsed->Get(i);
      parsed->Ancestors(i);
      parsed->AlternateNames(i);
      parsed->Views(i);
      parsed->RegionsOf(i);
      parsed->IdOf(i);
    }
    parsed->AreasAt(10.2, 10.9);
    parsed->Nearest(10.3, 10.2, 1e6, 5);
    parsed->FindId("the-marches");
    const Resolver resolver(*parsed);
    resolver.Resolve(std::vector<ToponymMention>{{"Springfield", 0, ""},
                                                 {"Uberwalt", 20, ""}},
                     {});
  }
}

}  // namespace
}  // namespace parallax::geo::domain
