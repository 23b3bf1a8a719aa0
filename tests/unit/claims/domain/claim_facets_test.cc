#include "services/claims/domain/claim_facets.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace parallax::claims::domain {
namespace {

using ::testing::ElementsAre;

TEST(ClaimFacetsTest, PartiesAreThoseWhoSpeakActSufferAndFight) {
  pb::Assertion assertion;
  EXPECT_THAT(PartiesOf(assertion), ElementsAre());
  assertion.mutable_claimant()->set_side("Russia");
  assertion.mutable_casualties()->set_victims_side("Armenia");
  assertion.mutable_casualties()->set_perpetrator_side("Azerbaijan");
  assertion.add_conflict_sides("Armenia");
  assertion.add_conflict_sides("Turkey");
  EXPECT_THAT(PartiesOf(assertion),
              ElementsAre("Armenia", "Azerbaijan", "Russia", "Turkey"));
  assertion.mutable_appeal()->add_addressee_sides("Georgia");
  EXPECT_THAT(PartiesOf(assertion),
              ElementsAre("Armenia", "Georgia", "Russia", "Turkey"));
}

TEST(ClaimFacetsTest, PlacesAreNamesAndTheAreasThatHoldThem) {
  pb::Assertion assertion;
  auto& place = *assertion.add_places();
  place.set_phrase("the town of SOTK");
  place.set_place("places/sotk");
  place.add_ancestors("places/syunik");
  place.set_country_code("AM");
  *assertion.add_places() = place;
  EXPECT_THAT(PlacesOf(assertion),
              ElementsAre("places/sotk", "places/syunik", "town of sotk"));
  EXPECT_THAT(CountriesOf(assertion), ElementsAre("AM"));
}

}  // namespace
}  // namespace parallax::claims::domain
