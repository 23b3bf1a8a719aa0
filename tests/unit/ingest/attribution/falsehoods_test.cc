#include <gtest/gtest.h>

#include "tests/unit/ingest/attribution/attribution_fixture.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

class FalsehoodsTest : public AttributionFixture {
 protected:
  Stance StanceOf(const std::string& text, const std::string& cue) {
    Read(text);
    const Attribution* found = Cue(cue);
    if (found == nullptr) {
      ADD_FAILURE() << "no attribution at " << cue;
      return Stance::kAsks;
    }
    return found->stance;
  }
};

TEST_F(FalsehoodsTest, WhatIsSaidToBeALieIsDenied) {
  EXPECT_EQ(StanceOf("\"That is a lie,\" the governor told reporters.", "told"),
            Stance::kDenies);
  EXPECT_EQ(StanceOf("The army said that reports of the loss of the town were "
                     "untrue.",
                     "said"),
            Stance::kDenies);
  EXPECT_EQ(StanceOf("The claims of civilian deaths were baseless, the "
                     "ministry said.",
                     "said"),
            Stance::kDenies);
  EXPECT_EQ(StanceOf("The mayor said it was not true.", "said"),
            Stance::kDenies);
}

TEST_F(FalsehoodsTest, WhatIsNotTrueIsDenied) {
  EXPECT_EQ(StanceOf("The army said it was not true that 12 soldiers had been "
                     "killed.",
                     "said"),
            Stance::kDenies);
}

TEST_F(FalsehoodsTest, WhatIsSaidBesideIsNotDenied) {
  EXPECT_EQ(StanceOf("\"This was a drone attack. Moscow's version is false,\" "
                     "the governor said.",
                     "said"),
            Stance::kAsserts);
}

TEST_F(FalsehoodsTest, NeitherConfirmedNorDeniedIsOpen) {
  EXPECT_EQ(StanceOf("The group has neither confirmed nor denied that it holds "
                     "the soldier.",
                     "denied"),
            Stance::kUnconfirmed);
}

TEST_F(FalsehoodsTest, WhatIsTrueIsAsserted) {
  EXPECT_EQ(StanceOf("The mayor said the report was true.", "said"),
            Stance::kAsserts);
}

TEST_F(FalsehoodsTest, AFalseAlarmIsNoDenial) {
  EXPECT_EQ(StanceOf("The army said the passports were fake.", "said"),
            Stance::kAsserts);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
