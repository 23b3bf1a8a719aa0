#include "services/ingest/domain/extract/document/main_source.h"

#include <vector>

#include "gtest/gtest.h"

namespace parallax::ingest::domain::extract {
namespace {

using attribution::Attribution;
using attribution::CueClass;

Attribution Said(int32_t entity) {
  Attribution a;
  a.source_entity = entity;
  a.cue_class = CueClass::kReporting;
  return a;
}

TEST(MainSourceTest, IsTheOneThatSpeaksMostByItsFirstAttribution) {
  const std::vector<Attribution> said = {Said(4), Said(7), Said(7), Said(4),
                                         Said(7)};
  const MainSource main = FindMainSource(said);
  EXPECT_EQ(main.attribution, 1);
  EXPECT_EQ(main.turns, 3);
  EXPECT_EQ(main.of, 5);
  EXPECT_EQ(main.Share(), "half");
}

TEST(MainSourceTest, WhoSpeaksOnceIsNone) {
  const std::vector<Attribution> said = {Said(1), Said(2)};
  EXPECT_EQ(FindMainSource(said).attribution, -1);
  EXPECT_EQ(FindMainSource(said).Share(), "none");
  EXPECT_EQ(FindMainSource({}).attribution, -1);
}

TEST(MainSourceTest, BeliefsAndTheUnnamedDoNotSpeak) {
  std::vector<Attribution> said = {Said(1), Said(1), Said(2), Said(2)};
  said[0].cue_class = CueClass::kBelief;
  said[1].source_unnamed = true;
  EXPECT_FALSE(Speaks(said[0]));
  EXPECT_FALSE(Speaks(said[1]));
  const MainSource main = FindMainSource(said);
  EXPECT_EQ(main.attribution, 2);
  EXPECT_EQ(main.of, 2);
  EXPECT_EQ(main.Share(), "most");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
