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
                       const std::string& cue, const std::string& side) {
  GoldClaim gold;
  gold.claimant_side = side;
  Draft draft;
  draft.kind = Kind::kAttack;
  draft.head = report.Find(word);
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

}  // namespace
}  // namespace parallax::ingest::domain::extract
