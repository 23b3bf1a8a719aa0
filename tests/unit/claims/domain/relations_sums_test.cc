#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Report Post(const char* document, const char* published) {
  return Report(document, published, document);
}
Report Parts() {
  return Post("parts", "2022-09-14 12:00")
      .Killed("Armenia", "Armenia", 105)
      .OfMilitary("Armenia")
      .Killed("Azerbaijan", "Azerbaijan", 50)
      .OfMilitary("Azerbaijan");
}
Report Sum(std::int64_t number) {
  return Post("sum", "2022-09-14 20:00")
      .Killed("", "", number)
      .SumOf({"Armenia", "Azerbaijan"});
}

TEST(RelationsSumsTest, ASumIsDerivedFromItsParts) {
  const Reconciled ledger({Parts(), Sum(155)});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("DERIVED_FROM outlet:155 -> Armenia:105",
                          "DERIVED_FROM outlet:155 -> Azerbaijan:50"));
  const pb::Relation relation = ledger.Relation(pb::RELATION_TYPE_DERIVED_FROM);
  EXPECT_EQ(relation.reason(), "155 = 105 (Armenia) + 50 (Azerbaijan)");
  EXPECT_FALSE(relation.stale());
  const pb::Tally tally = ledger.TallyOf("Armenia:105");
  ASSERT_EQ(tally.derived_totals_size(), 1);
  EXPECT_EQ(tally.derived_totals(0).component_claims_size(), 2);
  EXPECT_FALSE(tally.derived_totals(0).stale());
  ASSERT_EQ(tally.positions_size(), 1) << "a sum is no answer of a side";
}

TEST(RelationsSumsTest, ASumGoesStaleWhenAPartMoves) {
  const Reconciled ledger({Parts(), Sum(155),
                           Post("later", "2022-09-16 12:00")
                               .Killed("Armenia", "Armenia", 135)
                               .OfMilitary("Armenia")});
  for (const pb::Relation& relation : ledger.ledger().relations) {
    if (relation.type() != pb::RELATION_TYPE_DERIVED_FROM) continue;
    EXPECT_TRUE(relation.stale());
    EXPECT_EQ(relation.reason(),
              "155 = 105 (Armenia) + 50 (Azerbaijan); a part has moved since");
  }
  EXPECT_TRUE(ledger.TallyOf("Azerbaijan:50").derived_totals(0).stale())
      << "also where the other part stands";
}

TEST(RelationsSumsTest, WhatDoesNotAddUpIsNotDerived) {
  EXPECT_THAT(Reconciled({Parts(), Sum(156)}).Relations(), IsEmpty());
}

TEST(RelationsSumsTest, ATotalOfNoSideIsASumWhereBothHaveCounted) {
  const Reconciled ledger({Parts(), Post("sum", "2022-09-14 20:00")
                                        .Killed("", "", 155)
                                        .Of("", pb::VICTIM_CLASS_MILITARY)});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("DERIVED_FROM outlet:155 -> Armenia:105",
                          "DERIVED_FROM outlet:155 -> Azerbaijan:50"));
}

TEST(RelationsSumsTest, PartsMayBeOlderThanTheLatest) {
  const Reconciled ledger({Parts(),
                           Post("later", "2022-09-14 19:00")
                               .Killed("Armenia", "Armenia", 110)
                               .OfMilitary("Armenia"),
                           Sum(155)});
  EXPECT_TRUE(ledger.Relation(pb::RELATION_TYPE_DERIVED_FROM).stale());
}

}  // namespace
}  // namespace parallax::claims::testing
