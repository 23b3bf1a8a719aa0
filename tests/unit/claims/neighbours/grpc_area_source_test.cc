#include "services/claims/neighbours/grpc_area_source.h"

#include <string>

#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_server.h"

namespace parallax::claims::neighbours {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::parallax::testing::TestServer;

// Knows one feature and one name.
class OnePlaceGeo final : public geo::v1::GeoService::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetFeature(
      grpc::CallbackServerContext* context,
      const geo::v1::GetFeatureRequest* request,
      geo::v1::GetFeatureResponse* response) override {
    auto* reactor = context->DefaultReactor();
    if (request->name() == "layers/a/features/b") {
      response->mutable_feature()->mutable_geometry()->mutable_polygon();
      reactor->Finish(grpc::Status::OK);
    } else if (request->name() == "layers/a") {
      reactor->Finish({grpc::StatusCode::INVALID_ARGUMENT, "no feature's"});
    } else {
      reactor->Finish({grpc::StatusCode::NOT_FOUND, ""});
    }
    return reactor;
  }

  grpc::ServerUnaryReactor* ResolvePlaces(
      grpc::CallbackServerContext* context,
      const geo::v1::ResolvePlacesRequest* request,
      geo::v1::ResolvePlacesResponse* response) override {
    for (const geo::v1::Toponym& toponym : request->toponyms()) {
      auto* reference = response->add_references();
      if (toponym.phrase() == "Syunik") reference->set_place("places/syunik");
    }
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

class GrpcAreaSourceTest : public ::testing::Test {
 protected:
  GrpcAreaSourceTest() {
    EXPECT_TRUE(server_.Start({{&geo_, "parallax.geo.v1.GeoService"}}));
  }

  const rpc::CallContext call_ = rpc::CallContext::Background();
  OnePlaceGeo geo_;
  TestServer server_;
};

TEST_F(GrpcAreaSourceTest, AsksForShapesAndNames) {
  GrpcAreaSource source(server_.channel(), absl::Seconds(10));
  const auto shape = source.FeatureShape(call_, "layers/a/features/b");
  ASSERT_THAT(shape, IsOk());
  EXPECT_TRUE(shape->has_polygon());
  const auto place = source.PlaceNamed(call_, "Syunik");
  ASSERT_THAT(place, IsOk());
  EXPECT_EQ(*place, "places/syunik");
}

TEST_F(GrpcAreaSourceTest, WhatGeoDoesNotKnowIsNotFound) {
  GrpcAreaSource source(server_.channel(), absl::Seconds(10));
  for (const char* name : {"layers/a/features/c", "layers/a"}) {
    EXPECT_THAT(source.FeatureShape(call_, name).status(),
                HasStatus(absl::StatusCode::kNotFound));
  }
  EXPECT_THAT(source.PlaceNamed(call_, "Atlantis").status(),
              HasStatus(absl::StatusCode::kNotFound));
}

TEST(GrpcAreaSourceAwayTest, SaysThatGeoDoesNotAnswer) {
  // Nobody listens on the port of no service.
  GrpcAreaSource source(
      grpc::CreateChannel("127.0.0.1:1", grpc::InsecureChannelCredentials()),
      absl::Seconds(10));
  const rpc::CallContext call = rpc::CallContext::Background();
  EXPECT_THAT(source.FeatureShape(call, "layers/a/features/b").status(),
              HasReason(type::v1::ERROR_REASON_NEIGHBOUR_UNAVAILABLE));
  EXPECT_THAT(source.PlaceNamed(call, "Syunik").status(),
              HasReason(type::v1::ERROR_REASON_NEIGHBOUR_UNAVAILABLE));
}

}  // namespace
}  // namespace parallax::claims::neighbours
