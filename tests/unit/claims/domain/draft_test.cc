#include "services/claims/domain/draft.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::domain {
namespace {

using ::testing::ElementsAre;
using testing::Report;
using testing::Sourced;

Report Post(const char* document, const char* published) {
  return Report(document, published, document);
}

// Two claims, each carried by the mentions of some reports.
class DraftTest : public ::testing::Test {
 protected:
  ClaimDraft Claim(const char* name, const std::vector<int>& mentions) {
    ClaimDraft claim;
    claim.claim.set_name(name);
    for (int index : mentions) claim.mentions.push_back(&mentions_[index]);
    claim.published = claim.mentions.front()->published;
    return claim;
  }

  const std::vector<SourcedMention> mentions_ =
      Sourced({Post("a", "2022-09-13 12:00").Truce("A", "Armenia"),
               Post("b", "2022-09-14 12:00").Truce("A", "Armenia"),
               Post("c", "2022-09-15 12:00")
                   .Truce("A", "Armenia")
                   .Truce("B", "Azerbaijan")});
};

TEST_F(DraftTest, WordsOfOneReportShowARelationBest) {
  Draft draft;
  draft.claims = {Claim("claims/x", {0, 1, 2}), Claim("claims/y", {3})};
  const pb::Relation* relation =
      AddRelation(pb::RELATION_TYPE_CONTRADICTS, 1, 0, "because", &draft);
  ASSERT_NE(relation, nullptr);
  EXPECT_EQ(relation->from_claim(), "claims/y");
  EXPECT_EQ(relation->to_claim(), "claims/x");
  EXPECT_THAT(relation->mentions(),
              ElementsAre("documents/c/revisions/1/mentions/m2",
                          "documents/c/revisions/1/mentions/m1",
                          "documents/a/revisions/1/mentions/m1"));
  EXPECT_EQ(ToMicros(relation->publish_time()),
            testing::At("2022-09-15 12:00"));
}

TEST_F(DraftTest, ARelationIsStatedOnce) {
  Draft draft;
  draft.claims = {Claim("claims/x", {0}), Claim("claims/y", {3})};
  EXPECT_NE(AddRelation(pb::RELATION_TYPE_DENIES, 0, 1, "a", &draft), nullptr);
  EXPECT_EQ(AddRelation(pb::RELATION_TYPE_DENIES, 0, 1, "b", &draft), nullptr);
  EXPECT_NE(AddRelation(pb::RELATION_TYPE_DENIES, 1, 0, "c", &draft), nullptr);
  EXPECT_EQ(draft.relations.size(), 2u);
  EXPECT_EQ(draft.links.size(), 2u);
}

TEST_F(DraftTest, ClaimsShareAReport) {
  EXPECT_TRUE(ShareDocument(Claim("x", {0, 2}), Claim("y", {3})));
  EXPECT_FALSE(ShareDocument(Claim("x", {0, 1}), Claim("y", {3})));
}

TEST_F(DraftTest, MentionsCountByPublicationThenPosition) {
  EXPECT_TRUE(CanonicalLess(mentions_[0], mentions_[1]));
  EXPECT_FALSE(CanonicalLess(mentions_[1], mentions_[0]));
  EXPECT_TRUE(CanonicalLess(mentions_[2], mentions_[3]));
}

}  // namespace
}  // namespace parallax::claims::domain
