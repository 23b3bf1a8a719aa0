#include "services/claims/domain/assertion_merge.h"

#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::testing {
namespace {

Report Post(const char* document) {
  return Report(document, "2022-09-14 12:00", document);
}

TEST(AssertionMergeTest, TheFullestMentionIsFilledInFromTheOthers) {
  const Reconciled ledger({Post("a")
                               .Killed("Nikol Pashinyan", "Armenia", 105)
                               .OfMilitary("Armenia")
                               .Since("2022-09-12"),
                           Post("b")
                               .Killed("Nikol Pashinyan", "Armenia", 105)
                               .OfMilitary("Armenia")
                               .Role("Prime Minister")
                               .NotFinal(),
                           Post("c")
                               .Killed("Armenia", "Armenia", 105)
                               .OfMilitary("Armenia")
                               .NamedList()});
  ASSERT_EQ(ledger.ledger().claims.size(), 1u);
  const pb::Assertion& merged = ledger.ledger().claims[0].assertion();
  EXPECT_EQ(merged.claimant().display_name(), "Nikol Pashinyan");
  EXPECT_EQ(merged.claimant().role(), "Prime Minister");
  EXPECT_EQ(merged.finality(), pb::FINALITY_NOT_FINAL);
  EXPECT_EQ(merged.casualties().identification(),
            pb::IDENTIFICATION_NAMED_LIST);
  EXPECT_EQ(domain::ToMicros(merged.event_time().start_time()),
            At("2022-09-12"));
}

TEST(AssertionMergeTest, AFigureInItsOwnRightIsNotOutdated) {
  const Reconciled ledger({Post("a")
                               .Killed("Nikol Pashinyan", "Armenia", 49)
                               .OfMilitary("Armenia")
                               .Superseded(),
                           Post("b")
                               .Killed("Nikol Pashinyan", "Armenia", 49)
                               .OfMilitary("Armenia")});
  EXPECT_FALSE(ledger.ledger().claims[0].assertion().casualties().superseded());
}

TEST(AssertionMergeTest, WhoseLossItIs) {
  const std::vector<std::string> sides = {"Armenia", "Azerbaijan"};
  EXPECT_EQ(domain::LossOf("Armenia", "Armenia", sides),
            pb::LOSS_RELATION_OWN_LOSS);
  EXPECT_EQ(domain::LossOf("Armenia", "Azerbaijan", sides),
            pb::LOSS_RELATION_ENEMY_LOSS);
  EXPECT_EQ(domain::LossOf("UN", "Azerbaijan", sides),
            pb::LOSS_RELATION_THIRD_PARTY);
  EXPECT_EQ(domain::LossOf("Armenia", "", sides),
            pb::LOSS_RELATION_UNSPECIFIED);
}

}  // namespace
}  // namespace parallax::claims::testing
