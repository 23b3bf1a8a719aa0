#include "services/ingest/domain/mention_places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"

namespace parallax::ingest::domain {
namespace {

TEST(MentionPlaces, AsksForEachNameOnceInItsContext) {
  Article article;
  article.text = "“Shelling” hit Sotk, the ministry said. Sotk burnt.";
  claims::v1::Mention mention;
  const std::size_t at = article.text.find("Sotk");
  mention.mutable_span()->set_start_byte(3);
  mention.mutable_assertion()->add_places()->set_phrase("Sotk");
  mention.mutable_assertion()->add_conflict_sides("Armenia");
  mention.mutable_assertion()->add_conflict_sides("Azerbaijan");
  claims::v1::Evidence& evidence = *mention.add_evidence();
  evidence.set_role(claims::v1::EVIDENCE_ROLE_PLACE);
  evidence.mutable_span()->set_start_byte(static_cast<int64_t>(at));
  evidence.mutable_span()->set_text("Sotk");
  std::vector<claims::v1::Mention> mentions = {mention, mention};
  ActorCountries countries;
  claims::v1::ActorList actors;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "actors { kind: ACTOR_KIND_STATE side: 'Armenia' country_code: 'AM' }"
      "actors { kind: ACTOR_KIND_STATE side: 'Azerbaijan' country_code: 'AZ' }",
      &actors));
  countries.Set(actors);

  const geo::v1::ResolvePlacesRequest request =
      PlacesToResolve(article, mentions, countries);
  ASSERT_EQ(request.toponyms_size(), 1);
  EXPECT_EQ(request.toponyms(0).start_byte(), static_cast<int64_t>(at));
  EXPECT_EQ(request.toponyms(0).context(), article.text);
  EXPECT_THAT(request.country_codes(), ::testing::ElementsAre("AM", "AZ"));

  geo::v1::ResolvePlacesResponse response;
  response.add_references()->set_place("places/sotk");
  response.mutable_references(0)->set_score(0.5);
  FillPlaces(request, response, &mentions);
  for (const claims::v1::Mention& filled : mentions) {
    EXPECT_EQ(filled.assertion().places(0).place(), "places/sotk");
    EXPECT_EQ(filled.assertion().places(0).phrase(), "Sotk");
    EXPECT_EQ(filled.assertion().scores().geocoding(), 0.5);
  }
}

}  // namespace
}  // namespace parallax::ingest::domain
