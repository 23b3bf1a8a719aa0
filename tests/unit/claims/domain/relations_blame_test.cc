#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Report Post(const char* document) {
  return Report(document, "2022-09-14 12:00", document);
}

TEST(RelationsBlameTest, EachBlamesTheOther) {
  const Reconciled ledger({Post("a")
                               .Attack("Armenia", "Armenia", "Azerbaijan")
                               .Attack("Azerbaijan", "Azerbaijan", "Armenia")});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("BLAMES_BACK Azerbaijan:ATTACK -> Armenia:ATTACK"));
  EXPECT_EQ(ledger.StatusOf("Armenia:ATTACK"), pb::QUESTION_STATUS_ONE_SIDED)
      << "both may have fired";
}

TEST(RelationsBlameTest, OnlyOneCanHaveBegun) {
  const Reconciled ledger({Post("a")
                               .Attack("Armenia", "Armenia", "Azerbaijan")
                               .Initiation()
                               .Attack("Azerbaijan", "Azerbaijan", "Armenia")
                               .Initiation()});
  EXPECT_EQ(ledger.StatusOf("Armenia:ATTACK"), pb::QUESTION_STATUS_CONTESTED);
  EXPECT_EQ(ledger.StatusOf("Azerbaijan:ATTACK"),
            pb::QUESTION_STATUS_CONTESTED);
}

TEST(RelationsBlameTest, EachSaysTheOtherBrokeTheTruce) {
  const Reconciled ledger({Post("a")
                               .Truce("Armenia", "Armenia")
                               .Violation("Azerbaijan")
                               .Truce("Azerbaijan", "Azerbaijan")
                               .Violation("Armenia")});
  EXPECT_THAT(ledger.Relations(),
              ElementsAre("BLAMES_BACK Azerbaijan:TRUCE -> Armenia:TRUCE"));
}

TEST(RelationsBlameTest, AThirdPartyIsNotBlamedBack) {
  const Reconciled ledger({Post("a")
                               .Attack("Armenia", "Armenia", "Azerbaijan")
                               .Attack("Turkey", "Turkey", "Armenia")});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
}

TEST(RelationsBlameTest, BlameForTwoPlacesInTwoReportsIsUnrelated) {
  const Reconciled ledger({Post("a")
                               .Attack("Armenia", "Armenia", "Azerbaijan")
                               .Place("Sotk", "places/sotk", "AM"),
                           Post("b")
                               .Attack("Azerbaijan", "Azerbaijan", "Armenia")
                               .Place("Kalbajar", "places/kalbajar", "AZ")});
  EXPECT_THAT(ledger.Relations(), IsEmpty());
}

}  // namespace
}  // namespace parallax::claims::testing
