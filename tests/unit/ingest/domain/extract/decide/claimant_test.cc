#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/decide/fields.h"
#include "tests/unit/ingest/domain/extract/decide/gold_decider.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

// The act at `word` with its claimant decided by the annotated name.
Draft Claimed(const Report& report, const std::string& word,
              const std::string& claimant) {
  GoldClaim gold;
  gold.claimant = claimant;
  std::vector<Draft> drafts(1);
  drafts[0].head = report.Find(word);
  drafts[0].gold = &gold;
  drafts[0].rule = "attack/act";
  SetSpan(report.doc(), drafts[0]);
  GoldDecider decider;
  DecideClaimant(report.doc(), decider, drafts, 0);
  drafts[0].gold = nullptr;
  return drafts[0];
}

std::string SourceOf(const Report& report, const Draft& draft) {
  return draft.attribution < 0
             ? ""
             : SourceText(report.doc(),
                          report.attributions()[draft.attribution]);
}

TEST(DecideClaimant, ADayBeforeTheSourceIsNoPartOfIt) {
  const Report report(
      "On Thursday Azerbaijan's defence ministry published a list of 71 "
      "servicemen killed in the clashes.");
  const int32_t said = report.Cue("published");
  ASSERT_GE(said, 0);
  EXPECT_EQ(SourceText(report.doc(), report.attributions()[said]),
            "Azerbaijan's defence ministry");
}

TEST(DecideClaimant, ReportsAreNobodys) {
  const Report report(
      "The ministry said troops had left. There were reports of violence in "
      "the town.");
  const Draft draft = Claimed(report, "violence", "ministry");
  EXPECT_EQ(draft.attribution, -1);
  EXPECT_EQ(draft.speaker, -1);
}

TEST(DecideClaimant, TheSourceOfTheClauseMayClaimIt) {
  const Report report("The ministry said troops shelled the town.");
  const Draft draft = Claimed(report, "shelled", "ministry");
  EXPECT_EQ(draft.attribution, report.Cue("said"));
  EXPECT_EQ(draft.speaker, -1);
}

TEST(DecideClaimant, TheOutletMayClaimAnything) {
  const Report report("The ministry said troops shelled the town.");
  const Draft draft = Claimed(report, "shelled", "");
  EXPECT_EQ(draft.attribution, -1);
  EXPECT_EQ(draft.speaker, -1);
}

TEST(DecideClaimant, BothOfTwoWhoReportMayClaim) {
  const Report report(
      "The ministry said the governor had confirmed that troops shelled the "
      "town.");
  EXPECT_EQ(Claimed(report, "shelled", "governor").attribution,
            report.Cue("confirmed"));
  EXPECT_EQ(Claimed(report, "shelled", "ministry").attribution,
            report.Cue("said"));
}

TEST(DecideClaimant, ASpeakerIsCarriedOver) {
  const Report report(
      "The governor said the town was quiet. At noon troops shelled it.");
  const Draft draft = Claimed(report, "shelled", "governor");
  EXPECT_EQ(draft.attribution, report.Cue("said"));
  EXPECT_NE(SourceOf(report, draft).find("governor"), std::string::npos);
}

TEST(DecideClaimant, ButNotOverManySentences) {
  const Report report(
      "The governor said the town was quiet. It rained. It snowed. It froze. "
      "At noon troops shelled it.");
  EXPECT_EQ(Claimed(report, "shelled", "governor").attribution, -1);
}

TEST(DecideClaimant, NobodyIsASourceWhoIsNotNamed) {
  const Report report("The army reportedly shelled the town.");
  EXPECT_EQ(Claimed(report, "shelled", "reportedly").attribution, -1);
}

TEST(DecideClaimant, ASubjectMaySpeakWithoutACue) {
  const Report report("The ministry puts the number of shelled towns at ten.");
  const Draft draft = Claimed(report, "shelled", "ministry");
  if (draft.attribution < 0) {
    EXPECT_EQ(draft.speaker, static_cast<int32_t>(report.Find("ministry")));
    EXPECT_NE(SpeakerText(report.doc(), draft.speaker).find("ministry"),
              std::string::npos);
  } else {
    EXPECT_NE(SourceOf(report, draft).find("ministry"), std::string::npos);
  }
}

TEST(DecideClaimant, ASourceSpeaksForItsSide) {
  const Report report("Armenia's ministry said troops shelled the town.");
  const int32_t said = report.Cue("said");
  ASSERT_GE(said, 0);
  EXPECT_EQ(
      report.SideName(SourceSide(report.doc(), report.attributions()[said])),
      "Armenia");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
