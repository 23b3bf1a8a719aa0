#include <gtest/gtest.h>

#include "tests/unit/ingest/attribution/attribution_fixture.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

// Reports whose clause the tree may lose.
class LostClausesTest : public AttributionFixture {};

TEST_F(LostClausesTest, AParticipleInTheClause) {
  Read(
      "Cameron's spokesman said the prime minister stood by his original "
      "comments.");
  EXPECT_EQ(SourceOf(Cue("said")), "Cameron's spokesman");
  EXPECT_EQ(ContentOf(Cue("said")),
            "the prime minister stood by his original comments");
}

TEST_F(LostClausesTest, AnAsideBeforeTheVerb) {
  Read(
      "Proponents of the bill, however, say it would keep enough safeguards in "
      "place.");
  EXPECT_EQ(SourceOf(Cue("say")), "Proponents of the bill");
  EXPECT_EQ(ContentOf(Cue("say")), "it would keep enough safeguards in place");
}

TEST_F(LostClausesTest, TimeAndPlaceBeforeTheClause) {
  Read(
      "Cruz said Thursday during a visit to Buffalo, New York, that states can "
      "pass such laws.");
  EXPECT_EQ(SourceOf(Cue("said")), "Cruz");
  EXPECT_EQ(ContentOf(Cue("said")), "that states can pass such laws");
}

TEST_F(LostClausesTest, AnObjectIsNoClause) {
  Read("Both sides observed a truce brokered by Turkey.");
  EXPECT_EQ(Cue("observed"), nullptr);
  Read("Lawmakers observed a silence for soldiers killed in Donetsk.");
  EXPECT_EQ(Cue("observed"), nullptr);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::attribution
