#include "services/ingest/domain/extract/finish_claim.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/kinds/choice.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

// A draft of the number `number` read with the first word for casualties.
Draft CasualtyDraft(const Report& report, const std::string& number) {
  Draft draft;
  draft.kind = Kind::kCasualties;
  draft.trigger = report.TriggerOf(Kind::kCasualties);
  draft.quantity = report.QuantityAt(number);
  draft.rule = "casualties/count";
  if (draft.trigger < 0 || draft.quantity < 0) {
    ADD_FAILURE() << "no casualties of " << number;
    return draft;
  }
  draft.head = report.doc().triggers[draft.trigger].head;
  draft.count = report.doc().quantities[draft.quantity].count;
  draft.object = report.doc().quantities[draft.quantity].noun;
  SetSpan(report.doc(), draft);
  return draft;
}

ExtractedClaim Finish(const Report& report, const Draft& draft) {
  const std::vector<ExtractedClaim> claims =
      FinishClaims(report.doc(), {draft});
  if (claims.size() != 1) {
    ADD_FAILURE() << claims.size() << " claims of one draft";
    return {};
  }
  return claims[0];
}

std::string Text(const Report& report, const ByteRange& range) {
  return report.article().text.substr(range.begin, range.end - range.begin);
}

TEST(FinishClaim, EachPartStandsOnItsOwnWords) {
  const Report report("At least five Armenian soldiers were killed on Monday.");
  const ExtractedClaim claim = Finish(report, CasualtyDraft(report, "five"));
  EXPECT_EQ(Text(report, claim.count_span), "At least five");
  EXPECT_EQ(Text(report, claim.object_span), "five Armenian soldiers");
  EXPECT_EQ(Text(report, claim.act_span), "killed");
  EXPECT_EQ(Text(report, claim.span),
            "At least five Armenian soldiers were killed on Monday");
}

TEST(FinishClaim, TheDoersWordsAreThoseOfItsSide) {
  const Report report("Kyiv accused Russia of shelling a hospital.");
  Draft draft;
  draft.kind = Kind::kAttack;
  draft.trigger = report.TriggerOf(Kind::kAttack);
  draft.head = report.Find("shelling");
  draft.roles = FindRoles(report.doc(), draft.head);
  draft.perpetrator = report.Side("Russia");
  SetSpan(report.doc(), draft);
  EXPECT_EQ(Text(report, Finish(report, draft).perpetrator_span), "Russia");
}

TEST(FinishClaim, AClauseAfterAndBeginsWithItsOwnWords) {
  const Report report(
      "Troops shelled the town, and five soldiers were killed.");
  const ExtractedClaim claim = Finish(report, CasualtyDraft(report, "five"));
  EXPECT_EQ(Text(report, claim.span), "five soldiers were killed");
}

TEST(FinishClaim, OffsetsCountBytesOfMultiByteText) {
  const Report report(
      "“Тяжёлые бои” — Şuşa’da: five soldiers were killed near Kərki.");
  const ExtractedClaim claim = Finish(report, CasualtyDraft(report, "five"));
  EXPECT_EQ(Text(report, claim.count_span), "five");
  EXPECT_EQ(Text(report, claim.object_span), "five soldiers");
  EXPECT_EQ(Text(report, claim.act_span), "killed");
}

TEST(FinishClaim, WithoutAnAttributionTheOutletSpeaks) {
  const Report report("Five soldiers were killed.");
  const ExtractedClaim claim = Finish(report, CasualtyDraft(report, "five"));
  EXPECT_EQ(claim.claimant, "");
  EXPECT_TRUE(claim.claimant_span.empty());
  EXPECT_TRUE(claim.cue_span.empty());
}

TEST(FinishClaim, TheSourceIsNamedWithItsWordsAndCue) {
  const Report report(
      "The Armenian defence ministry said five soldiers had been killed.");
  Draft draft = CasualtyDraft(report, "five");
  draft.attribution = report.Cue("said");
  ASSERT_GE(draft.attribution, 0);
  const ExtractedClaim claim = Finish(report, draft);
  EXPECT_EQ(Text(report, claim.claimant_span), "The Armenian defence ministry");
  EXPECT_EQ(Text(report, claim.cue_span), "said");
  EXPECT_GT(claim.attribution_score, 0.0);
}

struct PartCase {
  const char* text;
  const char* number;
  bool subset;
  bool additional;
};

class Parts : public ::testing::TestWithParam<PartCase> {};

TEST_P(Parts, OfAWholeAreMarked) {
  const Report report(GetParam().text);
  const ExtractedClaim claim =
      Finish(report, CasualtyDraft(report, GetParam().number));
  EXPECT_EQ(claim.subset, GetParam().subset) << GetParam().text;
  EXPECT_EQ(claim.additional, GetParam().additional) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Numbers, Parts,
    ::testing::Values(
        PartCase{"Seven soldiers were killed.", "seven", false, false},
        PartCase{"Seven of the soldiers were killed.", "seven", true, false},
        PartCase{"Seven of its soldiers were killed.", "seven", false, false},
        PartCase{"It killed 20 people, including seven soldiers.", "seven",
                 true, false},
        PartCase{"Seven more soldiers were killed.", "seven", false, true}));

TEST(FinishClaim, AYearBeforeTheReportIsBackground) {
  const Report report("In 2020 about 40 soldiers were killed.");
  Draft draft = CasualtyDraft(report, "40");
  draft.time = report.doc().notes[report.Find("2020")].time;
  ASSERT_GE(draft.time, 0);
  EXPECT_TRUE(Finish(report, draft).background);
  draft.time = -1;
  EXPECT_FALSE(Finish(report, draft).background);
}

TEST(FinishClaim, TheScoreIsAProbability) {
  const Report report("Five soldiers were killed.");
  Draft draft = CasualtyDraft(report, "five");
  EXPECT_DOUBLE_EQ(Finish(report, draft).extraction_score, 0.5);
  draft.score = 3.0f;
  const double likely = Finish(report, draft).extraction_score;
  EXPECT_GT(likely, 0.9);
  EXPECT_LT(likely, 1.0);
}

TEST(FinishClaim, SidesAreNamedAndPartiesListed) {
  const Report report("Azerbaijan killed five Armenian soldiers.");
  Draft draft = CasualtyDraft(report, "five");
  draft.victims = report.Side("Armenia");
  draft.perpetrator = report.Side("Azerbaijan");
  const ExtractedClaim claim = Finish(report, draft);
  EXPECT_EQ(claim.victims_side, "Armenia");
  EXPECT_EQ(claim.perpetrator_side, "Azerbaijan");
  EXPECT_EQ(claim.conflict_sides.size(), 2u);
}

// Whether "two" is taken for a part of the number before it.
bool TwoArePart(const std::string& text, const std::string& whole) {
  const Report report(text);
  const std::vector<ExtractedClaim> claims = FinishClaims(
      report.doc(),
      {CasualtyDraft(report, whole), CasualtyDraft(report, "two")});
  return claims.size() == 2 && claims[1].subset;
}

TEST(FinishClaim, WhoeverIsDescribedAfterANumberIsPartOfIt) {
  EXPECT_TRUE(TwoArePart("34 soldiers were killed; two were officers.", "34"));
  EXPECT_TRUE(
      TwoArePart("Five people were killed. Two were children.", "five"));
  EXPECT_FALSE(TwoArePart("One man was killed. Two were children.", "one"));
  EXPECT_FALSE(
      TwoArePart("Five people were killed. Two were killed later.", "five"));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
