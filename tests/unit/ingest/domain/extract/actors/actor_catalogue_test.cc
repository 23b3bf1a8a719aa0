#include "services/ingest/domain/extract/actors/actor_catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string NameOf(const ActorCatalogue& actors, absl::string_view name) {
  const int32_t actor = actors.Find(name);
  return actor < 0 ? "" : actors.actor(actor).name;
}

TEST(ActorCatalogue, FindsAnActorByEveryName) {
  const auto actors = TestActors();
  EXPECT_EQ(NameOf(*actors, "Armenia"), "actors/armenia");
  EXPECT_EQ(NameOf(*actors, "Armenian"), "actors/armenia");
  EXPECT_EQ(NameOf(*actors, "yerevan"), "actors/armenia");
  EXPECT_EQ(NameOf(*actors, "Armenian defence ministry"),
            "actors/ministry-of-defence-of-armenia");
}

TEST(ActorCatalogue, AnOutletOfAStateSpeaksForIt) {
  const auto actors = TestActors();
  const CatalogueActor& sana = actors->actor(actors->Find("SANA"));
  EXPECT_TRUE(sana.outlet);
  EXPECT_EQ(sana.outlet_side, "Syria");
  const CatalogueActor& reuters = actors->actor(actors->Find("Reuters"));
  EXPECT_TRUE(reuters.outlet);
  EXPECT_EQ(reuters.outlet_side, "");
}

TEST(ActorCatalogue, WhoRulesHasMinistries) {
  EXPECT_TRUE(TestActors()->HasMinistries("Armenia"));
  EXPECT_FALSE(TestActors()->HasMinistries("Northern Front"));
}

TEST(ActorCatalogue, OnlyWholeNamesAreFound) {
  const auto actors = TestActors();
  EXPECT_EQ(actors->Find("Armenian defence"), -1);
  EXPECT_EQ(actors->Find("Armenia and others"), -1);
  EXPECT_EQ(actors->Find("Atlantis"), -1);
  EXPECT_EQ(actors->Find(""), -1);
}

TEST(ActorCatalogue, TakesTheLongestName) {
  const auto actors = TestActors();
  std::vector<WordIds> words;
  for (const char* word : {"armenian", "defence", "ministry", "spoke"}) {
    const uint32_t id = actors->vocabulary().Find(word);
    words.push_back({id, id});
  }
  const ActorCatalogue::Match match = actors->Longest(words);
  ASSERT_EQ(match.length, 3u);
  const CatalogueAlias& alias = actors->alias(match.aliases->front());
  EXPECT_EQ(actors->actor(alias.actor).side, "Armenia");
  EXPECT_EQ(actors->actor(alias.actor).authority,
            claims::v1::AUTHORITY_DEFENCE_MINISTRY);
}

TEST(ActorCatalogue, ShortCapitalsAreMarked) {
  const auto actors = TestActors();
  const auto capitals = [&](const char* word) {
    const uint32_t id = actors->vocabulary().Find(word);
    const std::vector<WordIds> words = {{id, id}};
    const ActorCatalogue::Match match = actors->Longest(words);
    EXPECT_EQ(match.length, 1u) << word;
    return match.length == 1 && actors->alias(match.aliases->front()).capitals;
  };
  EXPECT_TRUE(capitals("us"));
  EXPECT_FALSE(capitals("armenia"));
}

TEST(ActorCatalogue, NamesInOtherLanguagesAreLeftOut) {
  EXPECT_EQ(TestActors()->Find("Соединённые Штаты"), -1);
  EXPECT_NE(TestActors()->Find("United States"), -1);
}

TEST(ActorCatalogue, KnowsTheSideOfACountry) {
  EXPECT_EQ(TestActors()->SideOfCountry("AM"), "Armenia");
  EXPECT_EQ(TestActors()->SideOfCountry("XX"), "");
  EXPECT_EQ(TestActors()->SideOfCountry(""), "");
}

TEST(ActorCatalogue, KeepsOpponents) {
  const auto actors = TestActors();
  EXPECT_THAT(actors->actor(actors->Find("Armenia")).opponents,
              ElementsAre("Azerbaijan"));
}

class ActorFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = std::string(::testing::TempDir()) + "/extract_actors";
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directories(directory_);
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }
  void Write(const std::string& name, const std::string& content) const {
    std::ofstream(directory_ + "/" + name) << content;
  }

  std::string directory_;
};

TEST_F(ActorFolder, FilesAreReadInOrderOfTheirNames) {
  Write("b.textproto", "actors { name: 'actors/b' display_name: 'Second' }");
  Write("a.textproto", "actors { name: 'actors/a' display_name: 'First' }");
  Write("notes.txt", "no actors");
  const auto actors = ActorCatalogue::Load(directory_);
  ASSERT_TRUE(actors.ok()) << actors.status();
  ASSERT_EQ((*actors)->size(), 2u);
  EXPECT_EQ((*actors)->actor(0).name, "actors/a");
  EXPECT_EQ((*actors)->actor(1).name, "actors/b");
}

TEST_F(ActorFolder, AFolderWithoutActorsIsNotFound) {
  EXPECT_EQ(ActorCatalogue::Load(directory_).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(ActorCatalogue::Load("/nowhere").status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(ActorFolder, ABrokenFileIsNamed) {
  Write("a.textproto", "actors { nick: 'x' }");
  const absl::Status status = ActorCatalogue::Load(directory_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(), HasSubstr("a.textproto"));
}

TEST(ActorCatalogue, TheShippedRegistryLoads) {
  const auto actors = ActorCatalogue::Load(std::string(PARALLAX_SOURCE_DIR) +
                                           "/services/claims/data/actors");
  ASSERT_TRUE(actors.ok()) << actors.status();
  EXPECT_EQ((*actors)->SideOfCountry("AM"), "Armenia");
  EXPECT_EQ(NameOf(**actors, "Armenia"), "actors/armenia");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
