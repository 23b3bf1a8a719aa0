#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/decide/fields.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

VictimsType TypeOf(const Report& report, Kind kind, const std::string& victim) {
  std::vector<Draft> drafts(1);
  drafts[0].kind = kind;
  drafts[0].head = report.Find("killed");
  drafts[0].object = static_cast<int32_t>(report.Find(victim));
  SetSpan(report.doc(), drafts[0]);
  ModelDecider decider(TestResources().model);
  DecideVictimsType(report.doc(), decider, drafts, 0);
  return drafts[0].victims_type;
}

TEST(DecideVictimsType, FollowsTheNoun) {
  EXPECT_EQ(TypeOf(Report("Five soldiers were killed."), Kind::kCasualties,
                   "soldiers"),
            VictimsType::kMilitary);
  EXPECT_EQ(TypeOf(Report("Five civilians were killed."), Kind::kCasualties,
                   "civilians"),
            VictimsType::kCivilian);
}

TEST(DecideVictimsType, OnlyCasualtiesHaveVictims) {
  EXPECT_EQ(
      TypeOf(Report("Five soldiers were killed."), Kind::kAttack, "soldiers"),
      VictimsType::kUnspecified);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
