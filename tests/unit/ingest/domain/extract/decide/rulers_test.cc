#include "services/ingest/domain/extract/decide/rulers.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

constexpr absl::CivilDay kToday(2025, 10, 15);

// Whom a claim is of that weights gave to `country`, said by the attribution
// with the cue.
std::string ClaimantIn(const std::string& text, const std::string& country,
                       const std::string& cue, absl::CivilDay published,
                       const std::string& group = "state") {
  const Report report(text, BlockRole::kBody, published);
  Draft draft;
  draft.attribution = report.Cue(cue);
  EXPECT_GE(draft.attribution, 0) << cue;
  draft.claimant = report.Side(country);
  SidePointers pointers;
  pointers.source_group = group;
  SettleRulingClaimant(report.doc(), pointers, draft);
  return report.SideName(draft.claimant);
}

TEST(Rulers, OfficialsSpeakForThoseWhoRule) {
  const std::string text = "Afghan officials said that ten soldiers died.";
  EXPECT_EQ(ClaimantIn(text, "Afghanistan", "said", kToday), "Taliban");
  EXPECT_EQ(ClaimantIn(text, "Afghanistan", "said", absl::CivilDay(2015, 1, 5)),
            "Afghanistan");
  EXPECT_EQ(ClaimantIn(text, "Afghanistan", "said", absl::CivilDay(1999, 1, 5)),
            "Taliban");
}

TEST(Rulers, PeopleSpeakForNobodyWhoRules) {
  EXPECT_EQ(ClaimantIn("Afghan refugees said that ten soldiers died.",
                       "Afghanistan", "said", kToday, "witness"),
            "Afghanistan");
}

TEST(Rulers, WhoFoughtThemBeforeIsNotTheirs) {
  const Report report("Afghan troops killed five Taliban fighters.",
                      BlockRole::kBody, kToday);
  Draft draft;
  draft.kind = Kind::kCasualties;
  draft.perpetrator = report.Side("Afghanistan");
  draft.victims = report.Side("Taliban");
  ASSERT_NE(draft.victims, kNoSide);
  SettleRulingSides(report.doc(), draft);
  EXPECT_EQ(report.SideName(draft.perpetrator), "Afghanistan");
}

constexpr char kGaza[] =
    "Gaza was bombed. Gaza has no power. The health ministry in Gaza said that "
    "ten people died. Palestinian officials agreed that it was so.";

TEST(Rulers, OfAPartOnlyItsOfficialsDo) {
  EXPECT_EQ(ClaimantIn(kGaza, "Palestine", "said", kToday), "Hamas");
  EXPECT_EQ(ClaimantIn(kGaza, "Palestine", "said", kToday, "witness"),
            "Palestine");
  EXPECT_EQ(ClaimantIn(kGaza, "Palestine", "said", absl::CivilDay(2005, 1, 5)),
            "Palestine");
}

TEST(Rulers, OfficialsOfAnotherPartAreNot) {
  EXPECT_EQ(ClaimantIn("Gaza, Gaza, Gaza. The health ministry in Ramallah said "
                       "that Palestinian farmers died.",
                       "Palestine", "said", kToday),
            "Palestine");
}

TEST(Rulers, ATerritoryNamedTwiceIsNotWhatTheReportIsAbout) {
  EXPECT_EQ(ClaimantIn("The health ministry in Gaza said that Palestinian "
                       "farmers died in Gaza.",
                       "Palestine", "said", kToday),
            "Palestine");
}

TEST(Rulers, SoldiersAreTheirsAndCiviliansAreTheCountrys) {
  const Report report("Afghan soldiers and farmers died.", BlockRole::kBody,
                      kToday);
  const auto settle = [&](const std::string& object) {
    Draft draft;
    draft.kind = Kind::kCasualties;
    draft.object = static_cast<int32_t>(report.Find(object));
    draft.victims = report.Side("Afghanistan");
    SettleRulingSides(report.doc(), draft);
    return report.SideName(draft.victims);
  };
  EXPECT_EQ(settle("soldiers"), "Taliban");
  EXPECT_EQ(settle("farmers"), "Afghanistan");
}

TEST(Rulers, WhatTheForcesDoTheyDo) {
  const Report report("Afghan forces fired. An Afghan man threw a stone.",
                      BlockRole::kBody, kToday);
  const auto settle = [&](const std::string& agent) {
    Draft draft;
    draft.roles.agent = static_cast<int32_t>(report.Find(agent));
    draft.perpetrator = report.Side("Afghanistan");
    SettleRulingSides(report.doc(), draft);
    return report.SideName(draft.perpetrator);
  };
  EXPECT_EQ(settle("forces"), "Taliban");
  EXPECT_EQ(settle("man"), "Afghanistan");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
