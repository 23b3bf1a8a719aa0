#include "services/claims/domain/exports/claim_json.h"

#include <nlohmann/json.hpp>

#include "gtest/gtest.h"

namespace parallax::claims::domain {
namespace {

using Json = nlohmann::json;

pb::Claim PremiersClaim() {
  pb::Claim claim;
  claim.set_name("claims/a");
  claim.set_quote("105 \"heroes\" fell");
  claim.set_incident("incidents/i");
  *claim.mutable_first_published_time() = ToTimestamp(1'663'142'400'000'000);
  pb::Assertion& assertion = *claim.mutable_assertion();
  assertion.set_kind(pb::CLAIM_KIND_CASUALTIES);
  assertion.set_stance(pb::STANCE_ASSERTS);
  assertion.mutable_claimant()->set_display_name("Nikol Pashinyan");
  assertion.mutable_claimant()->set_side("Armenia");
  assertion.mutable_claimant()->set_role("Prime Minister");
  assertion.mutable_casualties()->set_measure(pb::CASUALTY_MEASURE_KILLED);
  assertion.mutable_casualties()->mutable_count()->set_min(105);
  assertion.mutable_casualties()->mutable_count()->set_max(105);
  assertion.mutable_casualties()->mutable_count()->set_best(105);
  auto& place = *assertion.add_places();
  place.set_phrase("Sotk");
  place.mutable_point()->set_latitude(40.2);
  place.mutable_point()->set_longitude(45.9);
  place.set_uncertainty_m(2000);
  return claim;
}

TEST(GeoJsonTest, AFeatureSaysAccordingToWhom) {
  const Json feature = Json::parse(GeoJsonFeature(PremiersClaim()));
  EXPECT_EQ(feature["type"], "Feature");
  EXPECT_EQ(feature["geometry"]["type"], "Point");
  // Longitude first.
  EXPECT_EQ(feature["geometry"]["coordinates"][0], 45.9);
  EXPECT_EQ(feature["geometry"]["coordinates"][1], 40.2);
  const Json& properties = feature["properties"];
  EXPECT_EQ(properties["according_to"], "Nikol Pashinyan (Armenia)");
  EXPECT_EQ(properties["measure"], "KILLED");
  EXPECT_EQ(properties["count"], "105");
  EXPECT_EQ(properties["quote"], "105 \"heroes\" fell");
  EXPECT_EQ(properties["uncertainty_m"], 2000);
}

TEST(GeoJsonTest, WithoutAResolvedPlaceThereIsNoGeometry) {
  pb::Claim claim = PremiersClaim();
  claim.mutable_assertion()->mutable_places(0)->clear_point();
  EXPECT_TRUE(Json::parse(GeoJsonFeature(claim))["geometry"].is_null());
}

TEST(GeoJsonTest, TheFrameStampsThePointOfView) {
  Viewpoint from(1'663'142'400'000'000);
  from.reviewed = true;
  const Frame frame = GeoJsonFrame(from, 12);
  const Json file =
      Json::parse(frame.begin + GeoJsonFeature(PremiersClaim()) + frame.end);
  EXPECT_EQ(file["type"], "FeatureCollection");
  EXPECT_EQ(file["view"], "REVIEWED");
  EXPECT_EQ(file["as_of"], "2022-09-14T08:00:00Z");
  EXPECT_EQ(file["ledger_revision"], 12);
  EXPECT_EQ(file["features"].size(), 1u);
}

TEST(SchemaOrgTest, AClaimHasAuthorAndAppearances) {
  pb::DocumentSource first;
  first.set_uri("https://example.org/1");
  first.set_title("Armenia says 105");
  first.set_outlet("Daily");
  *first.mutable_publish_time() = ToTimestamp(1'663'142'400'000'000);
  pb::DocumentSource second = first;
  second.set_uri("https://example.org/2");
  const Frame frame = SchemaOrgFrame();
  const Json file =
      Json::parse(frame.begin +
                  SchemaOrgClaim(PremiersClaim(), {first, second}) + frame.end);
  EXPECT_EQ(file["@context"], "https://schema.org");
  const Json& claim = file["@graph"][0];
  EXPECT_EQ(claim["@type"], "Claim");
  EXPECT_EQ(claim["author"]["@type"], "Person");
  EXPECT_EQ(claim["author"]["name"], "Nikol Pashinyan");
  EXPECT_EQ(claim["firstAppearance"]["url"], "https://example.org/1");
  EXPECT_EQ(claim["appearance"].size(), 2u);
  EXPECT_EQ(claim["appearance"][1]["publisher"]["name"], "Daily");
}

TEST(SchemaOrgTest, BytesThatAreNoUtf8DoNotBreakTheFile) {
  pb::Claim claim = PremiersClaim();
  claim.set_quote("caf\xe9");
  EXPECT_FALSE(
      Json::parse(SchemaOrgClaim(claim, {}), nullptr, false).is_discarded());
}

}  // namespace
}  // namespace parallax::claims::domain
