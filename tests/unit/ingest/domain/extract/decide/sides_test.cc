#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/decide/fields.h"
#include "tests/unit/ingest/domain/extract/decide/gold_decider.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

// The claimant's side of the attack at `word`, said at `cue`, when the
// annotation names `side`.
std::string ClaimantOf(const Report& report, const std::string& word,
                       const std::string& cue, const std::string& side,
                       int32_t agent = -1) {
  GoldClaim gold;
  gold.claimant_side = side;
  Draft draft;
  draft.kind = Kind::kAttack;
  draft.head = report.Find(word);
  draft.roles.agent = agent;
  draft.attribution = report.Cue(cue);
  EXPECT_GE(draft.attribution, 0);
  draft.gold = &gold;
  SetSpan(report.doc(), draft);
  std::vector<Draft> drafts = {draft};
  GoldDecider decider;
  DecideSides(report.doc(), decider, drafts, 0);
  return report.SideName(drafts[0].claimant);
}

TEST(DecideSides, PoliceWithoutANameSpeakForNoArmedGroup) {
  const Report report("The Northern Front shelled a market, police said.");
  EXPECT_EQ(ClaimantOf(report, "shelled", "said", "Northern Front"), "");
}

TEST(DecideSides, PoliceOfAnArmedGroupSpeakForIt) {
  const Report report(
      "Syria shelled a market, the Northern Front police said.");
  EXPECT_EQ(ClaimantOf(report, "shelled", "said", "Northern Front"),
            "Northern Front");
}

TEST(DecideSides, AMinistryIsOfNoGroupThatDoesNotRule) {
  const Report report(
      "The Northern Front shelled a market, the interior ministry said.");
  EXPECT_EQ(ClaimantOf(report, "shelled", "said", "Northern Front"), "");
}

TEST(DecideSides, ACommanderIsOfNoAidGroup) {
  const Report report(
      "Relief Watch left Syria. Planes shelled a market, a commander said.");
  EXPECT_EQ(ClaimantOf(report, "shelled", "said", "Relief Watch"), "");
}

TEST(DecideSides, AnAgencySpeaksForNobodyAndAStatesForTheState) {
  const Report agency("Turkey shelled a market in Syria, Reuters reported.");
  EXPECT_EQ(ClaimantOf(agency, "shelled", "reported", "Turkey"), "");
  const Report state("Turkey shelled a market in Syria, SANA reported.");
  EXPECT_EQ(ClaimantOf(state, "shelled", "reported", "Turkey"), "Syria");
}

// The sides of the casualties at `word` when the annotation names both.
Draft SidesOf(const Report& report, const std::string& word,
              const std::string& number, const std::string& victims,
              const std::string& perpetrator,
              Measure measure = Measure::kKilled, int32_t agent = -1) {
  GoldClaim gold;
  gold.victims_side = victims;
  gold.perpetrator_side = perpetrator;
  gold.has_perpetrator = true;
  Draft draft;
  draft.kind = Kind::kCasualties;
  draft.measure = measure;
  draft.head = report.Find(word);
  draft.roles.agent = agent;
  draft.quantity = report.QuantityAt(number);
  draft.object = report.doc().quantities[draft.quantity].noun;
  draft.gold = &gold;
  SetSpan(report.doc(), draft);
  std::vector<Draft> drafts = {draft};
  GoldDecider decider;
  DecideSides(report.doc(), decider, drafts, 0);
  drafts[0].gold = nullptr;
  return drafts[0];
}

TEST(DecideSides, SoldiersAreNotKilledByTheirOwnSide) {
  const Report report("Syria and Turkey fought. Five soldiers were killed.");
  const Draft own = SidesOf(report, "killed", "five", "Syria", "Syria");
  EXPECT_EQ(report.SideName(own.victims), "Syria");
  EXPECT_EQ(report.SideName(own.perpetrator), "");
  const Draft other = SidesOf(report, "killed", "five", "Syria", "Turkey");
  EXPECT_EQ(report.SideName(other.perpetrator), "Turkey");
}

TEST(DecideSides, RebelsAreOfNoCountryUnlessCalledSo) {
  const Report report("Syria and Turkey fought. Five insurgents were killed.");
  EXPECT_EQ(
      report.SideName(SidesOf(report, "killed", "five", "Syria", "").victims),
      "");
}

TEST(DecideSides, SoldiersAreOfNoAidGroup) {
  const Report report("Relief Watch counted. Five soldiers were killed.");
  EXPECT_EQ(report.SideName(
                SidesOf(report, "killed", "five", "Relief Watch", "").victims),
            "");
}

TEST(DecideSides, SoldiersDetainedAtHomeAreHeldByTheirOwn) {
  const Report report("Syria and Turkey fought. Five soldiers were detained.");
  const Draft held = SidesOf(report, "detained", "five", "Turkey", "Turkey",
                             Measure::kDetained);
  EXPECT_EQ(report.SideName(held.perpetrator), "Turkey");
}

TEST(DecideSides, WhoeverIsNamedAsTheKillerLostNobody) {
  const Report report(
      "Syria fought the Northern Front. The Northern Front group on Friday "
      "killed five commanders.");
  const auto victims = [&](int32_t agent) {
    return report.SideName(SidesOf(report, "killed", "five", "Northern Front",
                                   "", Measure::kKilled, agent)
                               .victims);
  };
  EXPECT_EQ(victims(static_cast<int32_t>(report.Find("group"))), "");
  EXPECT_EQ(victims(-1), "Northern Front");
}

TEST(DecideSides, TheGovernmentIsNotTheGroupSpokenOf) {
  const Report report(
      "Syria fought the Northern Front. The army shelled a market, the "
      "government said.");
  EXPECT_EQ(ClaimantOf(report, "shelled", "said", "Northern Front"), "");
}

TEST(DecideSides, ASpokesmanSpeaksForTheArmyThatHeSpeaksOf) {
  const Report report(
      "The Northern Front attacked. The army repelled the assault, a spokesman "
      "said.");
  EXPECT_EQ(ClaimantOf(report, "repelled", "said", "Northern Front",
                       static_cast<int32_t>(report.Find("army"))),
            "");
  EXPECT_EQ(ClaimantOf(report, "repelled", "said", "Northern Front"),
            "Northern Front");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
