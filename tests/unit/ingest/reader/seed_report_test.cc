// The founding report, where it is at hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "services/ingest/domain/reader/text/text_reader.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/ingest/reader/reading_support.h"

namespace parallax::ingest::domain::reader {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

std::filesystem::path SeedFolder() {
  const char* shared = std::getenv("PARALLAX_SHARED");
  const std::filesystem::path root =
      shared != nullptr
          ? std::filesystem::path(shared)
          : std::filesystem::path(PARALLAX_SOURCE_DIR).parent_path() / "shared";
  return root / "seed";
}

TEST(SeedReport, IsTakenApart) {
  std::error_code error;
  std::filesystem::path file;
  for (std::filesystem::directory_iterator it(SeedFolder(), error), end;
       !error && it != end; ++it) {
    if (it->path().extension() == ".txt") file = it->path();
  }
  if (file.empty()) {
    GTEST_SKIP() << "no report in " << SeedFolder()
                 << "; set PARALLAX_SHARED to the folder that holds seed/";
  }
  std::ifstream stream(file, std::ios::binary);
  std::stringstream bytes;
  bytes << stream.rdbuf();
  const auto reading = ReadText(bytes.str());
  ASSERT_THAT(reading, testing::IsOk());
  ExpectSoundBlocks(*reading);
  EXPECT_EQ(reading->article.outlet, "BBC News");
  EXPECT_THAT(reading->article.bylines, ElementsAre("Leo Sands"));
  EXPECT_EQ(reading->article.published, absl::CivilSecond(2022, 9, 15));
  EXPECT_EQ(Texts(*reading, BlockRole::kCaption).size(), 1u);
  EXPECT_EQ(Texts(*reading, BlockRole::kLegend).size(), 5u);
  EXPECT_THAT(Texts(*reading, BlockRole::kRelatedSameStory),
              ElementsAre("Nagorno-Karabakh conflict killed 5,000 soldiers",
                          "Almost 100 killed in Armenia-Azerbaijan clash"));
  const auto furniture = Texts(*reading, BlockRole::kFurniture);
  EXPECT_THAT(furniture, Contains("Share Save"));
  EXPECT_THAT(
      furniture,
      Contains("Russian forces gain foothold in strategic Ukrainian town"));
  EXPECT_THAT(furniture, Contains("Why did Armenia and Azerbaijan go to war?"));
}

}  // namespace
}  // namespace parallax::ingest::domain::reader
