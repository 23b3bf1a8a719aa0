#include <gtest/gtest.h>

#include "tests/unit/ingest/attribution/attribution_fixture.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

class ExtentsTest : public AttributionFixture {};

TEST_F(ExtentsTest, ClosingRelativeClauseIsTheOutlets) {
  Read(
      "The minister said the convoy was hit, which drew protests from the "
      "relief groups.");
  EXPECT_EQ(ContentOf(Cue("said")), "the convoy was hit");
}

TEST_F(ExtentsTest, RelativeClauseInTheMiddleStays) {
  Read(
      "The minister said the convoy, which left at dawn, was hit by two "
      "rockets.");
  EXPECT_EQ(ContentOf(Cue("said")),
            "the convoy, which left at dawn, was hit by two rockets");
}

TEST_F(ExtentsTest, NextReportingVerbEndsTheClause) {
  Read(
      "The governor acknowledged that the bridge was damaged but insisted "
      "that it was still open.");
  EXPECT_EQ(ContentOf(Cue("acknowledged")), "that the bridge was damaged");
  EXPECT_EQ(SourceOf(Cue("insisted")), "The governor");
}

TEST_F(ExtentsTest, ClosingReportHoldsTheReportBefore) {
  Read(
      "The colonel admitted that the shell had missed, the Morning Star "
      "reported in May.");
  EXPECT_EQ(ContentOf(Cue("admitted")), "that the shell had missed");
  ASSERT_NE(Cue("reported"), nullptr);
  EXPECT_EQ(Cue("reported")->parent, -1);
  ASSERT_NE(Cue("admitted"), nullptr);
  EXPECT_GE(Cue("admitted")->parent, 0);
}

TEST_F(ExtentsTest, PredicateInQuotationMarks) {
  Read("She calls the offer \"the most open display of contempt since May.\"");
  EXPECT_EQ(ContentOf(Cue("calls")),
            "the offer \"the most open display of contempt since May.\"");
}

TEST_F(ExtentsTest, ObjectIsNotWhatStandsAroundIt) {
  Read(
      "On Wednesday night, he acknowledged the losses of the brigade, then "
      "left for the front.");
  EXPECT_EQ(ContentOf(Cue("acknowledged")), "the losses of the brigade");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
