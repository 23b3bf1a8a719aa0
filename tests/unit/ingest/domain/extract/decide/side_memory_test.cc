#include "services/ingest/domain/extract/decide/side_memory.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

constexpr SideId kA = 0;
constexpr SideId kB = 1;

Draft Casualties(SideId victims, SideId doer) {
  Draft draft;
  draft.kind = Kind::kCasualties;
  draft.victims = victims;
  draft.perpetrator = doer;
  return draft;
}

Draft Attack(SideId claimant, SideId doer) {
  Draft draft;
  draft.kind = Kind::kAttack;
  draft.claimant = claimant;
  draft.perpetrator = doer;
  return draft;
}

class SideMemoryTest : public ::testing::Test {
 protected:
  SideMemory Remember(const std::vector<Draft>& drafts,
                      SideId agent = kNoSide) {
    return RememberSides(report_.doc(), drafts, drafts.size() - 1, agent);
  }

  Report report_{"Troops left."};
};

TEST_F(SideMemoryTest, TheFirstClaimRemembersNothing) {
  const SideMemory memory = Remember({Casualties(kA, kB)});
  EXPECT_FALSE(memory.victims.told);
  EXPECT_FALSE(memory.doer.told);
  EXPECT_FALSE(memory.kind_doer.told);
}

TEST_F(SideMemoryTest, TellsTheLastAndTheMost) {
  const SideMemory memory =
      Remember({Casualties(kA, kB), Casualties(kA, kB), Casualties(kB, kA),
                Casualties(kNoSide, kNoSide)});
  EXPECT_TRUE(memory.victims.told);
  EXPECT_EQ(memory.victims.side, kB);
  EXPECT_EQ(memory.most_victims.side, kA);
  EXPECT_EQ(memory.doer.side, kA);
  EXPECT_EQ(memory.most_doer.side, kB);
}

TEST_F(SideMemoryTest, ATieGoesToTheLast) {
  const SideMemory memory = Remember(
      {Casualties(kA, kB), Casualties(kB, kA), Casualties(kNoSide, kNoSide)});
  EXPECT_EQ(memory.most_victims.side, kB);
}

TEST_F(SideMemoryTest, ThatNobodyIsNamedIsRememberedToo) {
  const SideMemory memory =
      Remember({Casualties(kNoSide, kNoSide), Casualties(kA, kB)});
  EXPECT_TRUE(memory.victims.told);
  EXPECT_EQ(memory.victims.side, kNoSide);
}

TEST_F(SideMemoryTest, KnowsWhomTheDoerHurtBefore) {
  const SideMemory memory = Remember(
      {Casualties(kA, kB), Casualties(kB, kA), Casualties(kNoSide, kNoSide)},
      kB);
  EXPECT_TRUE(memory.sufferers.told);
  EXPECT_EQ(memory.sufferers.side, kA);
}

TEST_F(SideMemoryTest, KnowsWhomThisClaimantNamed) {
  const SideMemory memory =
      Remember({Attack(kA, kB), Attack(kB, kA), Attack(kA, kNoSide)});
  EXPECT_TRUE(memory.claimant_doer.told);
  EXPECT_EQ(memory.claimant_doer.side, kB);
  EXPECT_EQ(memory.kind_doer.side, kA);
}

TEST_F(SideMemoryTest, DoerOfLooksForTheSameVictims) {
  const std::vector<Draft> drafts = {Casualties(kA, kB), Casualties(kB, kA),
                                     Casualties(kA, kNoSide)};
  EXPECT_TRUE(DoerOf(drafts, 2, kA).told);
  EXPECT_EQ(DoerOf(drafts, 2, kA).side, kB);
  EXPECT_FALSE(DoerOf(drafts, 2, kNoSide).told);
  EXPECT_FALSE(DoerOf(drafts, 0, kA).told);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
