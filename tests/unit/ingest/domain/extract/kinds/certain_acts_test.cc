#include "services/ingest/domain/extract/kinds/certain_acts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/kinds/choice.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// Heads of the words for acts that the weights have no say in.
std::vector<std::string> Certain(const std::string& text) {
  const Report report(text);
  std::vector<Choice> choices;
  TriggerChoices(report.doc(),
                 std::vector<bool>(report.doc().triggers.size(), false),
                 nullptr, choices);
  std::vector<std::string> out;
  for (const Choice& choice : choices) {
    if (choice.certain) out.push_back(report.Words(choice.at, choice.at + 1));
  }
  return out;
}

TEST(CertainActs, WhatSomebodyIsAccusedOf) {
  EXPECT_THAT(Certain("Erdogan accused Armenia of starting the conflict by "
                      "violating the peace settlement."),
              UnorderedElementsAre("starting", "violating"));
  EXPECT_THAT(Certain("Kyiv accused Russia of shelling a hospital."),
              UnorderedElementsAre("shelling"));
  EXPECT_THAT(Certain("Kyiv accused Russia of violating the law."), IsEmpty());
  EXPECT_THAT(Certain("Kyiv accused Russia of shelling the city to seize it."),
              UnorderedElementsAre("shelling"));
  EXPECT_THAT(Certain("Kyiv said that Russia had shelled a hospital."),
              IsEmpty());
}

TEST(CertainActs, WhatSomebodyIsBlamedFor) {
  EXPECT_THAT(Certain("Dozens died in fighting which both sides blame on the "
                      "other."),
              UnorderedElementsAre("fighting"));
  EXPECT_THAT(Certain("The army condemned the attack, which it blamed on the "
                      "rebels."),
              UnorderedElementsAre("attack"));
  EXPECT_THAT(Certain("The army condemned the attack, which it did not blame "
                      "on the rebels."),
              IsEmpty());
  for (const char* blame :
       {"shook the town", "could be blamed on the rebels",
        "nobody could blame on the rebels", "neither side blamed on the other",
        "was blamed on the rebels"}) {
    EXPECT_THAT(Certain(absl::StrCat("The army condemned the attack, which ",
                                     blame, ".")),
                IsEmpty())
        << blame;
  }
}

TEST(CertainActs, FightingThatGoesOn) {
  EXPECT_THAT(Certain("There were reports of violence continuing into the "
                      "evening."),
              UnorderedElementsAre("violence"));
  EXPECT_THAT(Certain("Shelling continued on Saturday around the town."),
              UnorderedElementsAre("Shelling"));
  EXPECT_THAT(Certain("Thousands have fled since the fighting resumed."),
              IsEmpty());
  EXPECT_THAT(Certain("The army warned that air strikes would continue."),
              IsEmpty());
  EXPECT_THAT(Certain("The talks continued on Saturday."), IsEmpty());
  EXPECT_THAT(Certain("There are fears of fighting resuming in the region."),
              IsEmpty());
  EXPECT_THAT(Certain("Violence continues to decline in the region."),
              IsEmpty());
  EXPECT_THAT(Certain("Fighting never resumed."), IsEmpty());
  EXPECT_THAT(Certain("No shelling continued overnight."), IsEmpty());
}

TEST(CertainActs, OccupiedGroundThatIsLeft) {
  EXPECT_THAT(Certain("The deal saw Armenia withdraw its troops from some "
                      "occupied areas within Azerbaijan."),
              UnorderedElementsAre("withdraw"));
  EXPECT_THAT(Certain("Armenia would withdraw its troops from occupied areas."),
              IsEmpty());
  EXPECT_THAT(Certain("Armenia withdrew its troops from the border."),
              IsEmpty());
  EXPECT_THAT(Certain("The two sides discussed a withdrawal from occupied "
                      "areas."),
              IsEmpty());
  EXPECT_THAT(Certain("Civilians fled from captured villages."), IsEmpty());
}

TEST(CertainActs, WhatAForceCallsItsAnswer) {
  EXPECT_THAT(Certain("\"Our units are taking the necessary response "
                      "measures,\" the defence ministry said."),
              UnorderedElementsAre("measures"));
  EXPECT_THAT(Certain("Retaliatory measures were taken, the army said."),
              UnorderedElementsAre("measures"));
  EXPECT_THAT(Certain("The army said that it would take retaliatory "
                      "measures."),
              IsEmpty());
  EXPECT_THAT(Certain("The union took retaliatory measures."), IsEmpty());
  EXPECT_THAT(Certain("Retaliatory measures were taken against the tariffs, "
                      "the commerce ministry said."),
              IsEmpty());
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
