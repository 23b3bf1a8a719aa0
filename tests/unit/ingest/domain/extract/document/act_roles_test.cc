#include <gtest/gtest.h>

#include <string>

#include "services/ingest/domain/extract/document/roles.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

std::string Word(const Report& report, int32_t token) {
  return token < 0 ? "" : report.doc().token(token).lower;
}

// Roles of the first word for casualties.
Roles CasualtyRoles(const Report& report) {
  const int32_t trigger = report.TriggerOf(Kind::kCasualties);
  if (trigger < 0) {
    ADD_FAILURE() << "no word for casualties";
    return {};
  }
  return RolesOf(report.doc(), report.doc().triggers[trigger]);
}

TEST(Roles, WhoDiesSuffers) {
  const Report report("Five soldiers died.");
  const Roles roles = CasualtyRoles(report);
  EXPECT_EQ(Word(report, roles.patient), "soldiers");
  EXPECT_EQ(roles.agent, -1);
  EXPECT_EQ(roles.agent_form, "-");
}

TEST(Roles, WhoLosesPeopleOwnsThem) {
  const Report report("Armenia lost five soldiers.");
  const Roles roles = CasualtyRoles(report);
  EXPECT_EQ(Word(report, roles.owner), "armenia");
  EXPECT_EQ(Word(report, roles.patient), "soldiers");
  EXPECT_EQ(roles.agent, -1);
}

TEST(Roles, AnActBringsTheDeathsAbout) {
  const Report report("Five soldiers were killed in a Russian strike.");
  const Roles roles = CasualtyRoles(report);
  EXPECT_EQ(Word(report, roles.cause), "strike");
  EXPECT_EQ(Word(report, roles.cause_agent), "russian");
}

struct BlameCase {
  const char* text;
  const char* agent;
  const char* form;
};

class Blame : public ::testing::TestWithParam<BlameCase> {};

TEST_P(Blame, FallsOnTheDoer) {
  const Report report(GetParam().text);
  for (const TriggerMention& mention : report.doc().triggers) {
    if (mention.trigger->cls != "blame") continue;
    const Roles roles = RolesOf(report.doc(), mention);
    EXPECT_EQ(Word(report, roles.agent), GetParam().agent) << GetParam().text;
    EXPECT_EQ(roles.agent_form, GetParam().form) << GetParam().text;
    EXPECT_NE(roles.patient, roles.agent);
    return;
  }
  FAIL() << "no word of blame in: " << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Verbs, Blame,
    ::testing::Values(
        BlameCase{"Police blamed the attack on rebels.", "rebels", "after"},
        BlameCase{"The attack was blamed on rebels.", "rebels", "after"},
        BlameCase{"The rebels are blamed for a string of attacks.", "rebels",
                  "blamed"},
        BlameCase{"The rebels were accused of shelling the town.", "rebels",
                  "blamed"}));

TEST(ActRoles, WhoIsBehindADeedDidIt) {
  const Report report("Armenia was behind the attack.");
  const int32_t t = report.TriggerOf(Kind::kAttack);
  ASSERT_GE(t, 0);
  const Roles roles = RolesOf(report.doc(), report.doc().triggers[t]);
  EXPECT_EQ(roles.agent, static_cast<int32_t>(report.Find("armenia")));
  EXPECT_FALSE(roles.negated);
  const Report denied("Armenia was not behind the attack.");
  const int32_t d = denied.TriggerOf(Kind::kAttack);
  ASSERT_GE(d, 0);
  EXPECT_TRUE(RolesOf(denied.doc(), denied.doc().triggers[d]).negated);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
