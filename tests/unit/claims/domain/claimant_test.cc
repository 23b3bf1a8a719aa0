#include "services/claims/domain/claimant.h"

#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::domain {
namespace {

using testing::Report;

class ClaimantTest : public ::testing::Test {
 protected:
  // The claimants of one report's mentions.
  const std::vector<Item>& Read(const Report& report) {
    mentions_ = testing::Sourced({report});
    items_.clear();
    for (const SourcedMention& mention : mentions_) {
      items_.emplace_back().source = &mention;
      ReadClaimant(&items_.back());
    }
    return items_;
  }
  const std::vector<Item>& Unified() {
    UnifyClaimants(&items_);
    return items_;
  }

  std::vector<SourcedMention> mentions_;
  std::vector<Item> items_;
};

Report Post() { return Report("d", "2022-09-14 12:00", "The Post"); }

TEST_F(ClaimantTest, TheOutletSpeaksWhereNobodyIsNamed) {
  const auto& items = Read(Post().Killed("", "", 5));
  EXPECT_TRUE(items[0].own_voice);
  EXPECT_EQ(items[0].claimant, "outlet:post");
  EXPECT_EQ(items[0].side, "");
  EXPECT_EQ(Read(Post().Origin("Wire").Killed("", "", 5))[0].claimant,
            "outlet:wire")
      << "a reprint speaks with the voice of its origin";
}

TEST_F(ClaimantTest, ASideWithoutASpeakersNameIsGeneric) {
  const auto& items = Read(Post()
                               .Killed("Armenia", "Armenia", 5)
                               .Killed("", "Armenia", 5)
                               .Killed("officials", "Armenia", 5)
                               .Authority(pb::AUTHORITY_UNNAMED_OFFICIAL)
                               .Killed("Nikol Pashinyan", "Armenia", 5));
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(items[i].generic) << i;
    EXPECT_EQ(items[i].claimant, "side:armenia") << i;
    EXPECT_FALSE(items[i].own_voice) << i;
  }
  EXPECT_FALSE(items[3].generic);
  EXPECT_EQ(items[3].side, "Armenia");
}

TEST_F(ClaimantTest, ASurnameTakesTheOnlyFullNameOfItsSide) {
  Read(Post()
           .Killed("Nikol Pashinyan", "Armenia", 5)
           .Killed("Pashinyan", "Armenia", 5)
           .Killed("Pashinyan", "Azerbaijan", 5));
  const auto& items = Unified();
  EXPECT_EQ(items[0].claimant, items[1].claimant);
  EXPECT_NE(items[0].claimant, items[2].claimant);
}

TEST_F(ClaimantTest, ASurnameOfTwoStaysItsOwn) {
  Read(Post()
           .Killed("Ilham Aliyev", "Azerbaijan", 5)
           .Killed("Heydar Aliyev", "Azerbaijan", 5)
           .Killed("Aliyev", "Azerbaijan", 5));
  const auto& items = Unified();
  EXPECT_NE(items[2].claimant, items[0].claimant);
  EXPECT_NE(items[2].claimant, items[1].claimant);
}

TEST_F(ClaimantTest, ANameTakesTheActorWhoBearsIt) {
  Read(Post()
           .Killed("Nikol Pashinyan", "Armenia", 5)
           .Killed("Nikol Pashinyan", "Armenia", 5)
           .Actor("actors/nikol-pashinyan")
           .Killed("Pashinyan", "Armenia", 5));
  for (const Item& item : Unified()) {
    EXPECT_EQ(item.claimant, "actors/nikol-pashinyan");
  }
}

TEST_F(ClaimantTest, ReasonsNameTheSpeakerAndHisSide) {
  ClaimDraft claim;
  auto& claimant = *claim.claim.mutable_assertion()->mutable_claimant();
  claimant.set_side("Armenia");
  EXPECT_EQ(ClaimantText(claim), "Armenia");
  claimant.set_display_name("Nikol Pashinyan");
  EXPECT_EQ(ClaimantText(claim), "Nikol Pashinyan (Armenia)");
  claimant.set_display_name("Armenia");
  EXPECT_EQ(ClaimantText(claim), "Armenia");
  mentions_ = testing::Sourced({Post().Killed("", "", 5)});
  claim.mentions = {&mentions_[0]};
  claim.own_voice = true;
  EXPECT_EQ(ClaimantText(claim), "The Post in its own voice");
}

}  // namespace
}  // namespace parallax::claims::domain
