#include "common/client/channel.h"

#include <gtest/gtest.h>

#include <atomic>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/rpc/unary_call.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "parallax/geo/v1/geo_service.grpc.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_server.h"

namespace parallax::client {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::parallax::testing::TestServer;

// Fails the first calls of each method, then answers.
class FlakyService final : public geo::v1::GeoService::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetPlace(
      grpc::CallbackServerContext* context,
      const geo::v1::GetPlaceRequest* request,
      geo::v1::GetPlaceResponse* response) override {
    return rpc::ServeUnary(
        *runtime, context, "parallax.geo.v1.GeoService/GetPlace", request,
        response, [this](const rpc::CallContext& call, const auto&, auto*) {
          request_id = call.request_id();
          remaining = call.Remaining();
          return Answer();
        });
  }
  grpc::ServerUnaryReactor* DeleteLayer(
      grpc::CallbackServerContext* context,
      const geo::v1::DeleteLayerRequest* request,
      geo::v1::DeleteLayerResponse* response) override {
    return rpc::ServeUnary(
        *runtime, context, "parallax.geo.v1.GeoService/DeleteLayer", request,
        response, [this](const rpc::CallContext&, const auto&, auto*) {
          return Answer();
        });
  }
  absl::Status Answer() {
    if (++calls > failures) return absl::OkStatus();
    return status::Unavailable(type::v1::ERROR_REASON_NEIGHBOUR_UNAVAILABLE,
                               "not yet", absl::Milliseconds(1));
  }
  rpc::CallRuntime* runtime = nullptr;
  std::atomic<int> calls = 0;
  int failures = 0;
  std::string request_id;
  absl::Duration remaining;
};

class ChannelTest : public ::testing::Test {
 protected:
  void Start(int failures) {
    service_.runtime = &server_.runtime();
    service_.failures = failures;
    ASSERT_TRUE(server_.Start({{&service_, "parallax.geo.v1.GeoService"}}));
    auto channel = CreateChannel(
        {.target = server_.address(),
         .service_config_json = std::string(ServiceConfig("geo"))});
    ASSERT_THAT(channel, IsOk());
    stub_ = geo::v1::GeoService::NewStub(*channel);
  }

  FlakyService service_;
  TestServer server_;
  std::unique_ptr<geo::v1::GeoService::Stub> stub_;
};

TEST_F(ChannelTest, IdempotentCallsAreRetried) {
  Start(2);
  grpc::ClientContext context;
  geo::v1::GetPlaceResponse response;
  const absl::Status status = status::FromGrpc(
      stub_->GetPlace(&context, geo::v1::GetPlaceRequest(), &response));
  EXPECT_THAT(status, IsOk());
  EXPECT_EQ(service_.calls, 3);
}

TEST_F(ChannelTest, OthersAreNot) {
  Start(2);
  grpc::ClientContext context;
  geo::v1::DeleteLayerResponse response;
  const absl::Status status = status::FromGrpc(
      stub_->DeleteLayer(&context, geo::v1::DeleteLayerRequest(), &response));
  EXPECT_THAT(status, HasStatus(absl::StatusCode::kUnavailable));
  EXPECT_EQ(service_.calls, 1);
}

TEST_F(ChannelTest, DeadlineAndRequestIdArePropagated) {
  Start(0);
  const rpc::CallContext call(absl::Now() + absl::Seconds(9), "desk-9");
  geo::v1::GetPlaceResponse response;
  {
    grpc::ClientContext context;
    Propagate(call, &context);
    ASSERT_TRUE(
        stub_->GetPlace(&context, geo::v1::GetPlaceRequest(), &response).ok());
    EXPECT_EQ(service_.request_id, "desk-9");
    EXPECT_LE(service_.remaining, absl::Seconds(10));
    EXPECT_GT(service_.remaining, absl::Seconds(6));
  }
  grpc::ClientContext context;
  Propagate(call, &context, absl::Seconds(2));
  ASSERT_TRUE(
      stub_->GetPlace(&context, geo::v1::GetPlaceRequest(), &response).ok());
  // The wire rounds up.
  EXPECT_LE(service_.remaining, absl::Seconds(2) + absl::Milliseconds(200));
}

TEST_F(ChannelTest, AServerThatIsNotServingGetsNoCalls) {
  Start(0);
  server_.runner().SetServing(false);
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(5)));
  geo::v1::GetPlaceResponse response;
  EXPECT_FALSE(
      stub_->GetPlace(&context, geo::v1::GetPlaceRequest(), &response).ok());
  EXPECT_EQ(service_.calls, 0);
}

TEST(CreateChannelTest, RefusesWhatIsWrong) {
  EXPECT_THAT(CreateChannel({}), HasStatus(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(CreateChannel({.target = "x:1", .service_config_json = "{"}),
              HasStatus(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace parallax::client
