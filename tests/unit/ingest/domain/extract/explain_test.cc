#include "services/ingest/domain/extract/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kText[] =
    "Armenia said 105 of its soldiers\nwere killed near Sotk on Monday.";

ByteRange At(const std::string& words) {
  const size_t at = std::string(kText).find(words);
  return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
}

ExtractedClaim FullClaim() {
  ExtractedClaim claim;
  claim.kind = Kind::kCasualties;
  claim.rule = "casualties/count";
  claim.extraction_score = 0.875;
  claim.span = {0, static_cast<uint32_t>(std::string(kText).size() - 1)};
  claim.count = Count{105, 105, CountBound::kExact};
  claim.victims_side = claim.claimant_side = claim.claimant = "Armenia";
  claim.victims_type = VictimsType::kMilitary;
  claim.perpetrator_side = "Azerbaijan";
  claim.place = "Sotk";
  claim.event_day = absl::CivilDay(2022, 9, 12);
  claim.claimant_span = At("Armenia");
  claim.cue_span = At("said");
  claim.count_span = At("105");
  claim.object_span = At("soldiers");
  claim.act_span = At("killed");
  claim.place_span = At("Sotk");
  claim.time_span = At("Monday");
  return claim;
}

TEST(Explain, ShowsTheReadingAndTheWordsItStandsOn) {
  EXPECT_EQ(
      Explain(MakeReport(kText), {FullClaim()}),
      "“Armenia said 105 of its soldiers were killed near Sotk on Monday”\n"
      "  casualties asserts killed of Armenia (military) 105..105 exact\n"
      "  by Azerbaijan; claimant Armenia (Armenia); at Sotk; on 2022-09-12\n"
      "    rule         casualties/count (0.88)\n"
      "    act          [38,44) killed\n"
      "    count        [13,16) 105\n"
      "    object       [24,32) soldiers\n"
      "    claimant     [0,7) Armenia\n"
      "    cue          [8,12) said\n"
      "    place        [50,54) Sotk\n"
      "    time         [58,64) Monday\n"
      "\n");
}

TEST(Explain, LeavesOutWhatIsNotKnown) {
  ExtractedClaim claim;
  claim.kind = Kind::kAttack;
  claim.stance = Stance::kDenies;
  claim.rule = "attack/act";
  claim.span = At("killed");
  const std::string shown = Explain(MakeReport(kText), {claim});
  EXPECT_THAT(shown, HasSubstr("attack denies\n"));
  EXPECT_THAT(shown, HasSubstr("by ?; claimant the outlet\n"));
  EXPECT_THAT(shown, Not(HasSubstr("at ")));
  EXPECT_THAT(shown, Not(HasSubstr("count")));
}

TEST(Explain, OpenBoundsAreLeftEmpty) {
  ExtractedClaim claim = FullClaim();
  claim.count = Count{std::nullopt, 40, CountBound::kAtMost};
  EXPECT_THAT(Explain(MakeReport(kText), {claim}), HasSubstr(" ..40 at_most"));
}

TEST(Explain, ShowsEachClaimOnce) {
  const std::string one = Explain(MakeReport(kText), {FullClaim()});
  EXPECT_EQ(Explain(MakeReport(kText), {FullClaim(), FullClaim()}), one + one);
  EXPECT_EQ(Explain(MakeReport(kText), {}), "");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
