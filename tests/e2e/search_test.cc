// Claims found by words and by area, through the real claims and geo services.

#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/e2e/suite/suite.h"
#include "tests/support/status_matchers.h"

namespace parallax::testing {
namespace {

namespace type = parallax::type::v1;

// Two attacks, at places as geo resolves them, and a layer around one of them.
class SearchTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(suite_.Start(), IsOk()) << suite_.Logs();
    claims::v1::RecordMentionsRequest request;
    request.mutable_source()->set_document_revision("documents/d1/revisions/1");
    request.mutable_source()->set_outlet("Test Desk");
    request.mutable_source()->mutable_publish_time()->set_seconds(1663156800);
    Add("Goris", "The town of Goris was shelled at night.", &request);
    Add("Gyumri", "Nothing was heard in Gyumri, the border guards said.",
        &request);
    grpc::ClientContext context;
    Limit(&context);
    claims::v1::RecordMentionsResponse response;
    ASSERT_THAT(status::FromGrpc(suite_.claims().RecordMentions(
                    &context, request, &response)),
                IsOk());
    WriteLayer();
  }

  void Add(const std::string& place, const std::string& quote,
           claims::v1::RecordMentionsRequest* request) {
    grpc::ClientContext context;
    Limit(&context);
    geo::v1::ResolvePlacesRequest resolve;
    resolve.add_toponyms()->set_phrase(place);
    resolve.add_country_codes("AM");
    geo::v1::ResolvePlacesResponse resolved;
    ASSERT_TRUE(suite_.geo().ResolvePlaces(&context, resolve, &resolved).ok());
    ASSERT_FALSE(resolved.references(0).place().empty()) << place;

    claims::v1::Mention& mention = *request->add_mentions();
    mention.set_name("documents/d1/revisions/1/mentions/" +
                     std::string(1, 'a' + request->mentions_size()));
    mention.mutable_span()->set_start_byte(request->mentions_size() * 100);
    mention.mutable_span()->set_end_byte(request->mentions_size() * 100 + 50);
    mention.mutable_span()->set_text(quote);
    claims::v1::Assertion& assertion = *mention.mutable_assertion();
    assertion.set_kind(claims::v1::CLAIM_KIND_ATTACK);
    assertion.set_stance(claims::v1::STANCE_ASSERTS);
    assertion.mutable_claimant()->set_display_name("Speaker of " + place);
    assertion.mutable_claimant()->set_side("Armenia");
    assertion.mutable_attack()->set_act("shelling");
    assertion.mutable_attack()->set_target(place);
    assertion.add_conflict_sides("Armenia");
    assertion.add_conflict_sides("Azerbaijan");
    *assertion.add_places() = resolved.references(0);
  }

  // A box around Goris.
  void WriteLayer() {
    geo::v1::CreateLayerRequest create;
    geo::v1::Layer& layer = *create.mutable_layer();
    layer.set_name("layers/test");
    layer.set_display_name("Test");
    layer.mutable_attribution()->set_according_to("Test Desk");
    layer.mutable_attribution()->set_basis(geo::v1::FEATURE_BASIS_CLAIMED);
    layer.mutable_attribution()
        ->mutable_validity()
        ->mutable_start_time()
        ->set_seconds(1663200000);
    geo::v1::CreateLayerResponse created;
    grpc::ClientContext context;
    Limit(&context);
    ASSERT_TRUE(suite_.geo().CreateLayer(&context, create, &created).ok());

    geo::v1::WriteFeaturesRequest write;
    write.set_parent("layers/test");
    geo::v1::Feature& feature = *write.add_features();
    feature.set_name("layers/test/features/south");
    geo::v1::LineString& ring =
        *feature.mutable_geometry()->mutable_polygon()->add_rings();
    for (const auto& [latitude, longitude] :
         {std::pair{39.0, 45.9}, std::pair{39.0, 46.6}, std::pair{39.9, 46.6},
          std::pair{39.9, 45.9}, std::pair{39.0, 45.9}}) {
      google::type::LatLng& point = *ring.add_points();
      point.set_latitude(latitude);
      point.set_longitude(longitude);
    }
    geo::v1::WriteFeaturesResponse written;
    grpc::ClientContext write_context;
    Limit(&write_context);
    ASSERT_TRUE(
        suite_.geo().WriteFeatures(&write_context, write, &written).ok());
  }

  absl::StatusOr<std::vector<std::string>> Find(const std::string& filter) {
    grpc::ClientContext context;
    Limit(&context);
    claims::v1::ListClaimsRequest request;
    request.set_filter(filter);
    claims::v1::ListClaimsResponse response;
    const absl::Status status = status::FromGrpc(
        suite_.claims().ListClaims(&context, request, &response));
    if (!status.ok()) return status;
    std::vector<std::string> targets;
    for (const claims::v1::Claim& claim : response.claims()) {
      targets.push_back(claim.assertion().attack().target());
    }
    return targets;
  }

  void ExpectFound(const std::string& filter,
                   const std::vector<std::string>& targets) {
    const auto found = Find(filter);
    ASSERT_THAT(found, IsOk()) << filter;
    EXPECT_THAT(*found, ::testing::UnorderedElementsAreArray(targets))
        << filter;
  }

  void ExpectBadFilter(const std::string& filter) {
    const absl::Status status = Find(filter).status();
    EXPECT_THAT(status, HasReason(type::ERROR_REASON_INVALID_FILTER));
    const auto violations = status::ViolationsOf(status);
    ASSERT_EQ(violations.size(), 1u) << status;
    EXPECT_EQ(violations[0].field, "filter");
  }

  Suite suite_;
};

TEST_F(SearchTest, FindsClaimsByWordsAndByArea) {
  ExpectFound("shell*", {"Goris"});
  ExpectFound("\"BORDER guards\"", {"Gyumri"});
  ExpectFound("claimant:goris OR quote:gyumri", {"Goris", "Gyumri"});
  ExpectFound("within(39.5, 46.3, 30)", {"Goris"});
  ExpectFound("within(39.5, 46.3, 400)", {"Goris", "Gyumri"});
  ExpectFound("inside(\"layers/test/features/south\")", {"Goris"});
  ExpectFound("-inside(\"layers/test/features/south\")", {"Gyumri"});
  ExpectFound("inside(Syunik)", {"Goris"});
  ExpectFound("country:AM party:Azerbaijan", {"Goris", "Gyumri"});

  ExpectBadFilter("within(91, 46.3, 30)");
  ExpectBadFilter("within(39.5, 46.3, -30)");
  ExpectBadFilter("quote:\"no end");
  ExpectBadFilter("inside(\"layers/test/features/none\")");
  ExpectBadFilter("inside(\"No such place anywhere\")");

  // What needs no geo goes on without it.
  suite_.Kill(Service::kGeo);
  ExpectFound("within(39.5, 46.3, 30) shelled", {"Goris"});
  EXPECT_THAT(Find("inside(\"layers/test/features/south\")").status(),
              HasReason(type::ERROR_REASON_NEIGHBOUR_UNAVAILABLE));
  ASSERT_THAT(suite_.Start(), IsOk()) << suite_.Logs();
  // The channel comes back in its own time.
  const absl::Time end = absl::Now() + Suite::Deadline();
  while (!Find("inside(Syunik)").ok() && absl::Now() < end) {
    absl::SleepFor(absl::Milliseconds(50));
  }
  ExpectFound("inside(\"layers/test/features/south\")", {"Goris"});
}

}  // namespace
}  // namespace parallax::testing
