#include "common/rpc/encoded_call.h"

#include <gtest/gtest.h>

#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "grpcpp/generic/generic_stub.h"
#include "parallax/geo/v1/geo_service.grpc.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_server.h"

namespace parallax::rpc {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::parallax::testing::TestServer;
using Place = geo::v1::GetPlaceResponse;

constexpr char kMethod[] = "parallax.geo.v1.GeoService/GetPlace";

grpc::ByteBuffer Named(const std::string& name) {
  Place place;
  place.mutable_place()->set_name(name);
  const grpc::Slice bytes = EncodeMessage(place);
  return grpc::ByteBuffer(&bytes, 1);
}

// Has the answer for "places/1" at hand, finds others, and knows no
// "places/none".
class PlaceService final
    : public geo::v1::GeoService::WithRawCallbackMethod_GetPlace<
          geo::v1::GeoService::CallbackService> {
 public:
  grpc::ServerUnaryReactor* GetPlace(grpc::CallbackServerContext* context,
                                     const grpc::ByteBuffer* request,
                                     grpc::ByteBuffer* response) override {
    return ServeEncoded<geo::v1::GetPlaceRequest>(
        *runtime, context, kMethod, request, response,
        [](const geo::v1::GetPlaceRequest& asked)
            -> std::optional<grpc::ByteBuffer> {
          if (asked.name() != "places/1") return std::nullopt;
          return Named("at hand");
        },
        [](const CallContext&, const geo::v1::GetPlaceRequest& asked)
            -> absl::StatusOr<grpc::ByteBuffer> {
          if (asked.name() == "places/none") {
            return status::NotFound("place", asked.name());
          }
          return Named("found");
        });
  }
  CallRuntime* runtime = nullptr;
};

class EncodedCallTest : public ::testing::Test {
 protected:
  EncodedCallTest() {
    service_.runtime = &server_.runtime();
    EXPECT_TRUE(server_.Start({{&service_, "parallax.geo.v1.GeoService"}}));
  }

  absl::StatusOr<std::string> Get(const std::string& name) {
    const auto stub = geo::v1::GeoService::NewStub(server_.channel());
    grpc::ClientContext context;
    geo::v1::GetPlaceRequest request;
    request.set_name(name);
    Place response;
    const absl::Status status =
        status::FromGrpc(stub->GetPlace(&context, request, &response));
    if (!status.ok()) return status;
    return response.place().name();
  }

  PlaceService service_;
  TestServer server_;
};

TEST_F(EncodedCallTest, AnswersWithWhatIsAtHand) {
  const auto name = Get("places/1");
  ASSERT_THAT(name, IsOk());
  EXPECT_EQ(*name, "at hand");
}

TEST_F(EncodedCallTest, FindsWhatIsNot) {
  const auto name = Get("places/2");
  ASSERT_THAT(name, IsOk());
  EXPECT_EQ(*name, "found");
  EXPECT_THAT(Get("places/none"), HasStatus(absl::StatusCode::kNotFound));
}

TEST_F(EncodedCallTest, BytesThatAreNoRequestAreRefused) {
  grpc::Slice nonsense(std::string("\xff\xff\xff", 3));
  grpc::ByteBuffer request(&nonsense, 1);
  grpc::ByteBuffer response;
  grpc::ClientContext context;
  grpc::GenericStub stub(server_.channel());
  absl::Mutex mutex;
  bool done = false;
  grpc::Status end;
  stub.UnaryCall(&context, absl::StrCat("/", kMethod), {}, &request, &response,
                 [&](grpc::Status status) {
                   absl::MutexLock lock(&mutex);
                   end = status;
                   done = true;
                 });
  absl::MutexLock lock(&mutex);
  mutex.Await(absl::Condition(&done));
  EXPECT_THAT(status::FromGrpc(end),
              HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
}

}  // namespace
}  // namespace parallax::rpc
