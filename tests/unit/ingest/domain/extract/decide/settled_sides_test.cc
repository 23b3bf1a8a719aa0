#include "services/ingest/domain/extract/decide/settled_sides.h"

#include <gtest/gtest.h>

#include <string>

#include "services/ingest/domain/extract/kinds/choice.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

// Casualties at `word`, counted by the number `number`.
Draft Casualties(const Report& report, const std::string& word,
                 const std::string& number) {
  Draft draft;
  draft.kind = Kind::kCasualties;
  draft.head = report.Find(word);
  draft.quantity = report.QuantityAt(number);
  EXPECT_GE(draft.quantity, 0) << number;
  draft.roles = FindRoles(report.doc(), draft.head);
  SetSpan(report.doc(), draft);
  return draft;
}

Draft Act(const Report& report, Kind kind, const std::string& word) {
  Draft draft;
  draft.kind = kind;
  draft.head = report.Find(word);
  draft.roles = FindRoles(report.doc(), draft.head);
  SetSpan(report.doc(), draft);
  return draft;
}

TEST(SettledSides, ACountOfBothSidesBelongsToNeither) {
  const Report report(
      "Armenia and Azerbaijan fought. In all 150 soldiers from both sides were "
      "killed.");
  Draft draft = Casualties(report, "killed", "150");
  draft.victims = report.Side("Armenia");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(draft.victims, kNoSide);
}

TEST(SettledSides, ACountOfOneSideIsLeftAlone) {
  const Report report(
      "Armenia and Azerbaijan fought. In all 150 soldiers were killed.");
  Draft draft = Casualties(report, "killed", "150");
  draft.victims = report.Side("Armenia");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(report.SideName(draft.victims), "Armenia");
}

TEST(SettledSides, AWarKillsOnAllSides) {
  const Report report("The war has killed 50,000 people in Syria.");
  Draft draft = Casualties(report, "killed", "50,000");
  EXPECT_TRUE(IsTollOfWar(report.doc(), draft));
  draft.victims = draft.perpetrator = report.Side("Syria");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(draft.victims, kNoSide);
  EXPECT_EQ(draft.perpetrator, kNoSide);
}

TEST(SettledSides, AStrikeIsNoWar) {
  const Report report("The strike has killed 50 people in Syria.");
  EXPECT_FALSE(IsTollOfWar(report.doc(), Casualties(report, "killed", "50")));
}

TEST(SettledSides, AStateThatNamesNobodyCountsItsOwn) {
  const Report report(
      "Azerbaijan attacked. Armenia said 207 people had been killed.");
  Draft draft = Casualties(report, "killed", "207");
  draft.attribution = report.Cue("said");
  ASSERT_GE(draft.attribution, 0);
  draft.claimant = report.Side("Armenia");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(report.SideName(draft.victims), "Armenia");
}

TEST(SettledSides, ButWhenItSpeaksOfTheEnemyTheEnemys) {
  const Report report(
      "Azerbaijan attacked. Armenia said 207 people had been killed.");
  Draft draft = Casualties(report, "killed", "207");
  draft.attribution = report.Cue("said");
  draft.claimant = report.Side("Armenia");
  SidePointers pointers;
  pointers.enemy = true;
  SettleSides(report.doc(), pointers, draft);
  EXPECT_EQ(report.SideName(draft.victims), "Azerbaijan");
}

// The victims of whom Armenia publishes "the names of 71 ...", taken for
// Azerbaijan's before.
std::string VictimsOfList(const std::string& people) {
  const Report report(
      "Azerbaijan attacked. Armenia published the names of 71 " + people +
      " killed in the clashes.");
  Draft draft = Casualties(report, "killed", "71");
  draft.object = static_cast<int32_t>(report.Find(people));
  draft.attribution = report.Cue("published");
  draft.claimant = report.Side("Armenia");
  draft.victims = report.Side("Azerbaijan");
  SettleSides(report.doc(), SidePointers(), draft);
  return report.SideName(draft.victims);
}

TEST(SettledSides, AStateNamesItsOwnDead) {
  EXPECT_EQ(VictimsOfList("servicemen"), "Armenia");
  EXPECT_EQ(VictimsOfList("operatives"), "Azerbaijan");
}

TEST(SettledSides, TheEnemysLossesAreTheEnemys) {
  const Report report(
      "Azerbaijan attacked. Armenia said losses of the enemy reached 207.");
  Draft draft = Casualties(report, "losses", "207");
  draft.object = static_cast<int32_t>(report.Find("losses"));
  draft.attribution = report.Cue("said");
  draft.claimant = draft.victims = report.Side("Armenia");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(report.SideName(draft.victims), "Azerbaijan");
}

TEST(SettledSides, TheEnemyOfAnAccountIsThatOfItsParty) {
  const Report report(
      "Armenia said its troops held Vardenis. Armenia said there was fire from "
      "Azerbaijan. The enemy shelled the town.");
  ASSERT_GE(report.doc().main_source.attribution, 0);
  Draft draft = Act(report, Kind::kAttack, "shelled");
  draft.perpetrator = report.Side("Armenia");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(report.SideName(draft.perpetrator), "Azerbaijan");
}

TEST(SettledSides, TheEnemyInAReportOfNobodyIsLeftAlone) {
  const Report report(
      "Armenia and Azerbaijan fought. The enemy shelled the town.");
  Draft draft = Act(report, Kind::kAttack, "shelled");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(draft.perpetrator, kNoSide);
}

TEST(SettledSides, WhoBeatsAnAssaultOffDidNotMakeIt) {
  const Report named(
      "Armenia fought Azerbaijan. Armenian troops repelled a Turkish assault.");
  SidePointers pointers;
  pointers.agent = named.Side("Armenia");
  Draft draft = Act(named, Kind::kAttack, "repelled");
  draft.perpetrator = pointers.agent;
  SettleSides(named.doc(), pointers, draft);
  EXPECT_EQ(named.SideName(draft.perpetrator), "Turkey");

  const Report unnamed(
      "Armenia fought Azerbaijan. Armenian troops repelled an assault.");
  pointers.agent = unnamed.Side("Armenia");
  draft = Act(unnamed, Kind::kAttack, "repelled");
  draft.perpetrator = pointers.agent;
  SettleSides(unnamed.doc(), pointers, draft);
  EXPECT_EQ(unnamed.SideName(draft.perpetrator), "Azerbaijan");
}

TEST(SettledSides, WhoIsAccusedDidIt) {
  const Report report("Azerbaijan accused Armenia of shelling the town.");
  Draft draft = Act(report, Kind::kAttack, "shelling");
  draft.attribution = report.Cue("accused");
  ASSERT_GE(draft.attribution, 0);
  draft.claimant = draft.perpetrator = report.Side("Azerbaijan");
  SidePointers pointers;
  pointers.accused = report.Side("Armenia");
  SettleSides(report.doc(), pointers, draft);
  EXPECT_EQ(report.SideName(draft.perpetrator), "Armenia");
}

TEST(SettledSides, TheNeighbourIsTheOtherParty) {
  const Report report(
      "Azerbaijan spoke. Armenia said its neighbour shelled the town.");
  Draft draft = Act(report, Kind::kAttack, "shelled");
  draft.claimant = draft.perpetrator = report.Side("Armenia");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(report.SideName(draft.perpetrator), "Azerbaijan");
}

TEST(SettledSides, WhoTakesGroundIsTheSubject) {
  const Report report("Azerbaijan captured the village of Armenia.");
  Draft draft = Act(report, Kind::kTerritory, "captured");
  draft.perpetrator = report.Side("Armenia");
  SidePointers pointers;
  pointers.agent = report.Side("Azerbaijan");
  SettleSides(report.doc(), pointers, draft);
  EXPECT_EQ(report.SideName(draft.perpetrator), "Azerbaijan");
}

TEST(SettledSides, OurUnitsAreTheSpeakers) {
  const Report report(
      "Azerbaijan blamed Armenia. \"Our units shelled the hills,\" Armenia "
      "said.");
  Draft draft = Act(report, Kind::kAttack, "shelled");
  draft.claimant = report.Side("Armenia");
  draft.perpetrator = report.Side("Azerbaijan");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(report.SideName(draft.perpetrator), "Armenia");
}

TEST(SettledSides, GroundLostToOneIsLostByTheOther) {
  const Report report(
      "Armenia denied that any villages had been lost to Azerbaijan.");
  Draft draft = Act(report, Kind::kTerritory, "lost");
  draft.claimant = report.Side("Armenia");
  draft.perpetrator = report.Side("Azerbaijan");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(report.SideName(draft.perpetrator), "Armenia");
}

TEST(SettledSides, GroundFallsToWhoGainsIt) {
  const Report report("The town fell to Turkish forces on Monday.");
  Draft draft = Act(report, Kind::kTerritory, "fell");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(report.SideName(draft.perpetrator), "Turkey");
}

TEST(SettledSides, AnEnemyAttackIsTheOthers) {
  const Report report(
      "Armenia and Azerbaijan fought. Armenia told of an enemy attack.");
  Draft draft = Act(report, Kind::kAttack, "attack");
  draft.claimant = draft.perpetrator = report.Side("Armenia");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(report.SideName(draft.perpetrator), "Azerbaijan");
}

TEST(SettledSides, NoWordFromASideIsThatSides) {
  const Report report(
      "Armenia announced a truce. There was no confirmation from Azerbaijan.");
  Draft draft = Act(report, Kind::kTruce, "confirmation");
  draft.attribution = report.Cue("confirmation");
  ASSERT_GE(draft.attribution, 0);
  draft.claimant = report.Side("Armenia");
  SettleClaimant(report.doc(), SidePointers(), draft);
  EXPECT_EQ(report.SideName(draft.claimant), "Azerbaijan");
}

// The claimant's side of what is said at "said" when another was decided.
std::string SettledSpeaker(const std::string& text, const char* group) {
  const Report report(text);
  Draft draft = Act(report, Kind::kAttack, "shelled");
  draft.attribution = report.Cue("said");
  EXPECT_GE(draft.attribution, 0);
  draft.claimant = report.Side("Armenia");
  SidePointers pointers;
  pointers.source_group = group;
  SettleClaimant(report.doc(), pointers, draft);
  return report.SideName(draft.claimant);
}

TEST(SettledSides, OfficialsAreOfTheStateThatNamesThem) {
  const std::string text =
      "Armenia and Azerbaijan fought. Armenia shelled a village, Azerbaijani "
      "official sources said.";
  EXPECT_EQ(SettledSpeaker(text, "state"), "Azerbaijan");
  // Of a state's residents nobody knows for whom they speak.
  EXPECT_EQ(SettledSpeaker(text, "witness"), "Armenia");
}

TEST(SettledSides, AStatesNewsAgencySpeaksForIt) {
  EXPECT_EQ(SettledSpeaker("Armenia and Syria fought. Armenia shelled a "
                           "village, the state news agency SANA said.",
                           ""),
            "Syria");
}

TEST(SettledSides, AppealsAndTrucesAreLeftAlone) {
  const Report report("Azerbaijan accused Armenia of shelling the town.");
  for (const Kind kind : {Kind::kAppeal, Kind::kTruce}) {
    Draft draft = Act(report, kind, "shelling");
    draft.attribution = report.Cue("accused");
    draft.claimant = report.Side("Azerbaijan");
    SidePointers pointers;
    pointers.accused = report.Side("Armenia");
    SettleSides(report.doc(), pointers, draft);
    EXPECT_EQ(draft.perpetrator, kNoSide);
  }
}

// The attack at `word`, said with `cue`, whose doer is unknown but for grammar.
std::string DoerOf(const Report& report, const std::string& word,
                   const std::string& cue, const std::string& claimant) {
  Draft draft = Act(report, Kind::kAttack, word);
  const auto& triggers = report.doc().triggers;
  for (size_t i = 0; i < triggers.size(); ++i) {
    if (triggers[i].head == draft.head &&
        triggers[i].trigger->kind == Kind::kAttack) {
      draft.trigger = static_cast<int32_t>(i);
    }
  }
  draft.attribution = report.Cue(cue);
  draft.claimant = report.Side(claimant);
  SettleSides(report.doc(), SidePointers(), draft);
  return report.SideName(draft.perpetrator);
}

TEST(SettledSides, WhoSaysThatItDidDidIt) {
  const Report report("The Armenian army said it shelled a depot.");
  EXPECT_EQ(DoerOf(report, "shelled", "said", "Armenia"), "Armenia");
}

// Who carried out the strikes that Armenia tells of, where the weights say
// Azerbaijan.
std::string DoerOfStrikes(const Report& report) {
  Draft draft = Act(report, Kind::kAttack, "strikes");
  draft.trigger = report.TriggerOf(Kind::kAttack);
  draft.attribution = report.Cue("said");
  draft.claimant = report.Side("Armenia");
  draft.perpetrator = report.Side("Azerbaijan");
  SettleSides(report.doc(), SidePointers(), draft);
  return report.SideName(draft.perpetrator);
}

TEST(SettledSides, ThePronounBehindTheCueIsWhoSpeaks) {
  const Report report(
      "Armenia met Azerbaijan. Armenia, which lost ground, said on Sunday it "
      "had carried out strikes.");
  EXPECT_EQ(DoerOfStrikes(report), "Armenia");
}

TEST(SettledSides, ThePronounOfAnotherClauseIsNotWhoSpeaks) {
  const Report report(
      "Azerbaijan lost three jets, Armenia said, when it carried out strikes.");
  EXPECT_EQ(DoerOfStrikes(report), "Azerbaijan");
}

TEST(SettledSides, WhoIsAttackedOrBlamesDidNotDoIt) {
  const Report attacked("Ukraine said it came under attack on Monday.");
  EXPECT_EQ(DoerOf(attacked, "came", "said", "Ukraine"), "");
  const Report blamed("Ukraine blamed saboteurs for the attack on the bridge.");
  EXPECT_EQ(DoerOf(blamed, "attack", "blamed", "Ukraine"), "");
}

TEST(SettledSides, NobodyKillsThoseItCountsAsItsOwnDead) {
  const Report report("Armenia said 105 soldiers were killed.");
  Draft draft = Casualties(report, "killed", "105");
  draft.claimant = draft.victims = draft.perpetrator = report.Side("Armenia");
  SettleSides(report.doc(), SidePointers(), draft);
  EXPECT_EQ(draft.perpetrator, kNoSide);
  EXPECT_EQ(report.SideName(draft.victims), "Armenia");
}

// Whose doing the act at `word` is after it was given to `side`.
std::string DoerOfAct(const std::string& text, const std::string& word,
                      const std::string& side) {
  const Report report(text);
  Draft draft = Act(report, Kind::kAttack, word);
  for (size_t t = 0; t < report.doc().triggers.size(); ++t) {
    if (report.doc().triggers[t].head == draft.head) {
      draft.trigger = static_cast<int32_t>(t);
    }
  }
  EXPECT_GE(draft.trigger, 0) << word;
  draft.perpetrator = report.Side(side);
  SettleSides(report.doc(), SidePointers(), draft);
  return report.SideName(draft.perpetrator);
}

TEST(SettledSides, FightingInWhichNobodyIsNamedIsNobodysDoing) {
  EXPECT_EQ(DoerOfAct("Azerbaijan spoke. There were reports of violence.",
                      "violence", "Azerbaijan"),
            "");
  EXPECT_EQ(DoerOfAct("There were reports of violence by Azerbaijan.",
                      "violence", "Azerbaijan"),
            "Azerbaijan");
  EXPECT_EQ(
      DoerOfAct("Azerbaijan spoke. A raid followed.", "raid", "Azerbaijan"),
      "Azerbaijan");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
