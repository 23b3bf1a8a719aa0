#include "services/ingest/domain/reader/block_labeler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/ingest/domain/reader/text/text_reader.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/ingest/reader/reading_support.h"

namespace parallax::ingest::domain::reader {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kBody[] =
    "\n\nAt least five soldiers were killed in Gori on Monday, Georgia's "
    "ministry said.\n\nRussia denied that its troops had fired on Gori at "
    "all on that day.\n\n";

Reading Read(const std::string& text) {
  absl::StatusOr<Reading> reading = ReadText(text);
  EXPECT_THAT(reading, testing::IsOk());
  return *std::move(reading);
}

TEST(BlockLabeler, TellsOtherStoriesFromThisOne) {
  const Reading reading =
      Read(std::string("Five soldiers killed in Gori, Georgia says") + kBody +
           "RELATED\n\n[Gori hospital fills as shelling goes on](#)\n\n"
           "[Lisbon tram goes electric](#)\n\n[Why is Gori at war?](#)\n");
  EXPECT_THAT(Texts(reading, BlockRole::kRelatedSameStory),
              ElementsAre("Gori hospital fills as shelling goes on"));
  EXPECT_THAT(Texts(reading, BlockRole::kFurniture),
              ElementsAre("RELATED", "Lisbon tram goes electric",
                          "Why is Gori at war?"));
}

TEST(BlockLabeler, ReadsBodyAgainAfterLinks) {
  const Reading reading =
      Read(std::string("Five soldiers killed in Gori, Georgia says") + kBody +
           "Read more\n\nHow to bake bread\n\nTwo houses burnt down in the "
           "village during the night, neighbours told us.\n");
  EXPECT_THAT(Texts(reading, BlockRole::kFurniture),
              ElementsAre("Read more", "How to bake bread"));
  EXPECT_EQ(Texts(reading, BlockRole::kBody).size(), 3u);
}

TEST(BlockLabeler, CutsPrefixesOffCaptionsAndPointers) {
  const Reading reading =
      Read(std::string("Five soldiers killed in Gori, Georgia says") + kBody +
           "Image caption, A burnt-out house in Gori\n\nPhoto: State Emergency "
           "Service of Georgia\n\nRead more: Gori shelling leaves two dead, "
           "Georgia says\n");
  EXPECT_THAT(Texts(reading, BlockRole::kCaption),
              ElementsAre("A burnt-out house in Gori"));
  EXPECT_THAT(Texts(reading, BlockRole::kRelatedSameStory),
              ElementsAre("Gori shelling leaves two dead, Georgia says"));
}

TEST(BlockLabeler, KeepsListsOfFacts) {
  const Reading reading =
      Read(std::string("Five soldiers killed in Gori, Georgia says") + kBody +
           "The ministry listed its losses:\n- five soldiers\n- two trucks\n");
  EXPECT_THAT(Texts(reading, BlockRole::kLegend), IsEmpty());
  EXPECT_EQ(Texts(reading, BlockRole::kBody).size(), 5u);
}

TEST(BlockLabeler, MarksLegends) {
  const Reading reading =
      Read(std::string("Five soldiers killed in Gori, Georgia says") + kBody +
           "Map of the border\n- Held by Russia, according to Georgia\n"
           "- Disputed\n");
  EXPECT_THAT(Texts(reading, BlockRole::kLegend),
              ElementsAre("Map of the border",
                          "Held by Russia, according to Georgia", "Disputed"));
}

TEST(BlockLabeler, ReadsTextsWithoutHeadline) {
  const Reading reading = Read(
      "The ministry of defence of Georgia says that five of its soldiers were "
      "killed on Monday when shells fired from across the river hit their "
      "post.\n\nRussia denied it and said that its guns had been silent.\n");
  EXPECT_THAT(Texts(reading, BlockRole::kHeadline), IsEmpty());
  EXPECT_EQ(Texts(reading, BlockRole::kBody).size(), 2u);
}

TEST(BlockLabeler, AFirstSentenceIsNoHeadline) {
  const Reading titled = Read(
      "Toll rises\n\nAzerbaijan said on Thursday that 71 of its troops had "
      "been "
      "killed.\n");
  EXPECT_THAT(Texts(titled, BlockRole::kHeadline), ElementsAre("Toll rises"));
  EXPECT_EQ(Texts(titled, BlockRole::kBody).size(), 1u);
  const Reading filed = Read(
      "Report\n\nKYIV, 14 May 2025 - The M23 rejected accusations that it "
      "killed 50 civilians in Rutshuru.\n");
  EXPECT_THAT(Texts(filed, BlockRole::kHeadline), ElementsAre("Report"));
  EXPECT_THAT(Texts(filed, BlockRole::kDateline),
              ElementsAre("KYIV, 14 May 2025"));
}

}  // namespace
}  // namespace parallax::ingest::domain::reader
