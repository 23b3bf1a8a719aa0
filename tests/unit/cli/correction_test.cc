#include "services/cli/correction.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"

namespace parallax::cli {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::testing::ElementsAre;

TEST(CorrectionTest, TakesNumbersTextsAndShortEnums) {
  claims::v1::CorrectClaim correction;
  for (const char* assignment :
       {"casualties.count.best=105", "casualties.victims_side=12",
        "casualties.victims_class=military", "stance=STANCE_DENIES",
        "casualties.subset=true", "claimant.via=[\"Telegram\"]"}) {
    EXPECT_THAT(AddAssignment(assignment, &correction), IsOk()) << assignment;
  }
  const auto& assertion = correction.assertion();
  EXPECT_EQ(assertion.casualties().count().best(), 105);
  EXPECT_EQ(assertion.casualties().victims_side(), "12");
  EXPECT_EQ(assertion.casualties().victims_class(),
            claims::v1::VICTIM_CLASS_MILITARY);
  EXPECT_TRUE(assertion.casualties().subset());
  EXPECT_EQ(assertion.stance(), claims::v1::STANCE_DENIES);
  EXPECT_THAT(assertion.claimant().via(), ElementsAre("Telegram"));
  EXPECT_EQ(correction.update_mask().paths_size(), 6);
}

TEST(CorrectionTest, UnsetNamesTheFieldOnly) {
  claims::v1::CorrectClaim correction;
  EXPECT_THAT(AddUnset("event_time", &correction), IsOk());
  EXPECT_FALSE(correction.assertion().has_event_time());
  EXPECT_THAT(correction.update_mask().paths(), ElementsAre("event_time"));
}

TEST(CorrectionTest, SaysWhatDoesNotFit) {
  claims::v1::CorrectClaim correction;
  for (const char* assignment :
       {"casualties.colour=red", "casualties.count.best", "stance=loudly",
        "casualties.count.best=many"}) {
    EXPECT_THAT(AddAssignment(assignment, &correction),
                HasStatus(absl::StatusCode::kInvalidArgument))
        << assignment;
  }
  EXPECT_EQ(correction.update_mask().paths_size(), 0);
}

}  // namespace
}  // namespace parallax::cli
