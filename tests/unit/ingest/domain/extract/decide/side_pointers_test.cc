#include "services/ingest/domain/extract/decide/side_pointers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

// What the words say of the act at `word`, an attack.
SidePointers At(const Report& report, const std::string& word) {
  Draft draft;
  draft.kind = Kind::kAttack;
  draft.head = report.Find(word);
  draft.sentence = report.doc().notes[draft.head].sentence;
  draft.attribution = report.doc().notes[draft.head].attribution;
  const auto& triggers = report.doc().triggers;
  for (size_t i = 0; i < triggers.size(); ++i) {
    if (triggers[i].head == draft.head) draft.trigger = static_cast<int32_t>(i);
  }
  draft.roles = FindRoles(report.doc(), draft.head);
  return PointAtSides(report.doc(), {draft}, 0);
}

TEST(SidePointers, RebelsAreThoseWhoFightAState) {
  const Report report(
      "Syrian troops fight the Northern Front. The rebels shelled a school.");
  EXPECT_EQ(report.SideName(At(report, "shelled").agent), "Northern Front");
}

TEST(SidePointers, RebelOfficialsSpeakForThem) {
  const Report report(
      "Syrian troops fight the Northern Front. Rebel officials said Syria had "
      "shelled a school.");
  EXPECT_EQ(report.SideName(At(report, "shelled").source), "Northern Front");
}

TEST(SidePointers, WithoutAGroupRebelsAreNobodys) {
  const Report report("Syria is at war. The rebels shelled a school.");
  EXPECT_EQ(At(report, "shelled").agent, kNoSide);
}

TEST(SidePointers, ATerroristAttackIsNotByTheGroupNamed) {
  const Report report(
      "Syrian troops fight the Northern Front. A terrorist bomb hit a school.");
  EXPECT_EQ(At(report, "hit").agent, kNoSide);
}

TEST(SidePointers, WhoHoldsThePositionsFires) {
  const Report report(
      "Armenia said a shelling from the Azerbaijani side hit a school.");
  EXPECT_EQ(report.SideName(At(report, "shelling").agent), "Azerbaijan");
}

TEST(SidePointers, WhoIsBackedByAStateIsNotItsPeople) {
  const Report report(
      "Russian forces left. Russia-backed fighters shelled a school in Syria.");
  EXPECT_EQ(At(report, "shelled").agent, kNoSide);
}

TEST(SidePointers, WhoBrokersADealIsNoPartyToIt) {
  const Report report("Russia left. A Russian-brokered deal ended the war.");
  EXPECT_EQ(At(report, "ended").agent, kNoSide);
}

TEST(SidePointers, TheMakerOfAWeaponDoesNotFireIt) {
  const Report report("The hospital was hit by Russian-made drones.");
  EXPECT_EQ(At(report, "hit").agent, kNoSide);
}

TEST(SidePointers, GovernmentForcesAreOfTheCountryThatTheyFightIn) {
  const Report report(
      "Turkey bombed troops in Syria. Government forces in Syria shelled a "
      "school.");
  EXPECT_EQ(report.SideName(At(report, "shelled").agent), "Syria");
}

TEST(SidePointers, TheArmyIsOfTheOnlyCountryThatFights) {
  const Report report(
      "Syria fights the Northern Front. The army shelled a school.");
  EXPECT_EQ(report.SideName(At(report, "shelled").agent), "Syria");
  const Report two("Armenia and Azerbaijan fought. The army shelled a school.");
  EXPECT_EQ(At(two, "shelled").agent, kNoSide);
}

TEST(SidePointers, WhatPartASourceHasStandsBesideIt) {
  EXPECT_EQ(
      At(Report("Troops shelled a school, a hospital source said."), "shelled")
          .source_group,
      "medical");
  EXPECT_EQ(
      At(Report("Troops shelled a school, a spokesman for the army said."),
         "shelled")
          .source_group,
      "state");
}

TEST(SidePointers, SoldiersWithoutANameAreTheCountrys) {
  const Report report(
      "Syrian troops fight the Northern Front in Syria. Soldiers shelled a "
      "school.");
  const SidePointers at = At(report, "shelled");
  EXPECT_EQ(at.agent, kNoSide);
  EXPECT_EQ(report.SideName(at.agent_guess), "Syria");
  EXPECT_EQ(at.agent_how, "state");
}

TEST(SidePointers, AirRaidsAreFlownByAState) {
  const Report report(
      "Syrian troops fight the Northern Front in Syria. An airstrike on the "
      "school killed two.");
  const SidePointers at = At(report, "airstrike");
  EXPECT_EQ(report.SideName(at.agent_guess), "Syria");
  EXPECT_EQ(at.agent_how, "air");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
