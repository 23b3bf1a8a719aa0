#include "services/ingest/domain/reader/story_names.h"

#include <gtest/gtest.h>

namespace parallax::ingest::domain::reader {
namespace {

StoryNames OfTheBorderClashes() {
  StoryNames names;
  names.AddHeadline("Armenia says 105 soldiers died");
  names.AddBody("On Wednesday Pashinyan spoke of Azerbaijan to parliament.");
  names.AddBody("The ministry of Azerbaijan named Goris and Jermuk.");
  return names;
}

TEST(StoryNamesTest, ANameOfTheHeadlineMakesItTheSameStory) {
  StoryNames names = OfTheBorderClashes();
  EXPECT_TRUE(names.SameStory("Clashes on the Armenian border go on"));
  EXPECT_TRUE(names.SameStory("Shells from Azerbaijan hit two villages"));
}

TEST(StoryNamesTest, OtherNamesAndQuestionsDoNot) {
  StoryNames names = OfTheBorderClashes();
  EXPECT_FALSE(names.SameStory("Flood waters rise in northern Pakistan"));
  EXPECT_FALSE(names.SameStory("Why do Armenia and Azerbaijan fight?"));
  EXPECT_FALSE(names.SameStory("Armenia in pictures"));
}

TEST(StoryNamesTest, AnswersTheSameHoweverOftenItIsAsked) {
  StoryNames names = OfTheBorderClashes();
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(names.SameStory("Clashes on the Armenian border go on"));
    EXPECT_FALSE(names.SameStory("Flood waters rise in northern Pakistan"));
  }
}

}  // namespace
}  // namespace parallax::ingest::domain::reader
