// SIGTERM: health turns NOT_SERVING while calls in flight go on to their end.

#include <grpc/health/v1/health.grpc.pb.h>

#include <atomic>
#include <string>
#include <thread>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/e2e/suite/reports.h"
#include "tests/e2e/suite/suite.h"
#include "tests/support/status_matchers.h"

namespace parallax::testing {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

TEST(DrainTest, HealthTurnsBeforeCallsInFlightEnd) {
  Suite suite;
  ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();

  auto health =
      grpc::health::v1::Health::NewStub(suite.ChannelOf(Service::kIngest));
  grpc::ClientContext watch_context;
  Limit(&watch_context);
  HealthCheckRequest request;
  request.set_service("parallax.ingest.v1.IngestService");
  auto watch = health->Watch(&watch_context, request);
  HealthCheckResponse state;
  ASSERT_TRUE(watch->Read(&state));
  ASSERT_EQ(state.status(), HealthCheckResponse::SERVING);

  // A stream of reports is under way when the signal comes.
  grpc::ClientContext stream_context;
  Limit(&stream_context);
  auto stream = suite.ingest().IngestDocuments(&stream_context);
  const auto reports = SampleReports();
  ingest::v1::IngestDocumentsRequest first;
  first.set_client_tag("first");
  *first.mutable_document() = reports[0];
  ASSERT_TRUE(stream->Write(first));
  ingest::v1::IngestDocumentsResponse answer;
  ASSERT_TRUE(stream->Read(&answer));
  ASSERT_TRUE(answer.has_result()) << answer.DebugString();

  std::atomic<int> exit_code = -2;
  std::thread stop([&] { exit_code = suite.Terminate(Service::kIngest); });
  ASSERT_TRUE(watch->Read(&state));
  EXPECT_EQ(state.status(), HealthCheckResponse::NOT_SERVING);
  const absl::Time turned = absl::Now();

  first.set_client_tag("second");
  *first.mutable_document() = reports[1];
  ASSERT_TRUE(stream->Write(first));
  stream->WritesDone();
  ASSERT_TRUE(stream->Read(&answer)) << suite.Logs();
  EXPECT_EQ(answer.client_tag(), "second");
  EXPECT_TRUE(answer.has_result()) << answer.DebugString();
  EXPECT_FALSE(stream->Read(&answer));
  EXPECT_TRUE(stream->Finish().ok());
  stop.join();
  EXPECT_EQ(exit_code, 0);
  EXPECT_LT(absl::Now() - turned, absl::Seconds(30));
  watch_context.TryCancel();
}

}  // namespace
}  // namespace parallax::testing
