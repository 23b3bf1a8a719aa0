#include "common/rpc/server_runner.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "common/rpc/unary_call.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "parallax/geo/v1/geo_service.grpc.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_server.h"

namespace parallax::rpc {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::parallax::testing::TempDir;
using ::parallax::testing::TestServer;

constexpr char kService[] = "parallax.geo.v1.GeoService";

class SlowService final : public geo::v1::GeoService::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetPlace(
      grpc::CallbackServerContext* context,
      const geo::v1::GetPlaceRequest* request,
      geo::v1::GetPlaceResponse* response) override {
    return ServeUnary(
        *runtime, context, "parallax.geo.v1.GeoService/GetPlace", request,
        response,
        [this](const CallContext&, const auto& request, auto* response) {
          if (request.name() == "slow") {
            started.Notify();
            release.WaitForNotification();
          }
          response->mutable_place()->set_name(request.name());
          return absl::OkStatus();
        });
  }
  CallRuntime* runtime = nullptr;
  absl::Notification started;
  absl::Notification release;
};

// A unary call by method name and raw bytes, so that the test links no stubs
// of services that gRPC registers by itself.
grpc::Status RawCall(const std::shared_ptr<grpc::Channel>& channel,
                     const std::string& method, const std::string& request,
                     std::string* response) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(10)));
  grpc::CompletionQueue queue;
  grpc::Slice slice(request);
  grpc::ByteBuffer sent(&slice, 1);
  auto call = stub.PrepareUnaryCall(&context, method, sent, &queue);
  call->StartCall();
  grpc::ByteBuffer received;
  grpc::Status status;
  call->Finish(&received, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  std::vector<grpc::Slice> slices;
  if (status.ok() && received.Dump(&slices).ok()) {
    for (const grpc::Slice& part : slices) {
      response->append(reinterpret_cast<const char*>(part.begin()),
                       part.size());
    }
  }
  return status;
}

// grpc.health.v1: field 1 of the request is the service, field 1 of the
// response the status: 1 SERVING, 2 NOT_SERVING.
int Health(const std::shared_ptr<grpc::Channel>& channel,
           const std::string& service) {
  std::string request;
  if (!service.empty()) {
    request = absl::StrCat(
        "\x0a", std::string(1, static_cast<char>(service.size())), service);
  }
  std::string response;
  const grpc::Status status =
      RawCall(channel, "/grpc.health.v1.Health/Check", request, &response);
  if (!status.ok() || response.size() != 2) return -1;
  return response[1];
}

class ServerRunnerTest : public ::testing::Test {
 protected:
  std::shared_ptr<grpc::Channel> Connect(int port) {
    return grpc::CreateChannel(absl::StrCat("127.0.0.1:", port),
                               grpc::InsecureChannelCredentials());
  }
};

TEST_F(ServerRunnerTest, HealthFollowsSetServing) {
  SlowService service;
  ServerRunner runner(TestServer::QuickOptions());
  service.runtime = &runner.runtime();
  runner.AddService(&service, kService);
  ASSERT_THAT(runner.Start(), IsOk());
  const auto channel = Connect(runner.port());
  EXPECT_EQ(Health(channel, ""), 2);
  EXPECT_EQ(Health(channel, kService), 2);
  EXPECT_EQ(Health(channel, "no.such.Service"), -1);
  runner.SetServing(true);
  EXPECT_EQ(Health(channel, ""), 1);
  EXPECT_EQ(Health(channel, kService), 1);
  runner.SetServing(false);
  EXPECT_EQ(Health(channel, kService), 2);
}

TEST_F(ServerRunnerTest, ThePortIsReported) {
  const TempDir dir;
  ServerOptions options = TestServer::QuickOptions();
  options.port_file = dir.File("port");
  ServerRunner runner(options);
  ASSERT_THAT(runner.Start(), IsOk());
  EXPECT_GT(runner.port(), 0);
  int port = 0;
  std::ifstream(options.port_file) >> port;
  EXPECT_EQ(port, runner.port());
}

TEST_F(ServerRunnerTest, ATakenPortIsAnError) {
  ServerRunner first(TestServer::QuickOptions());
  ASSERT_THAT(first.Start(), IsOk());
  ServerOptions options = TestServer::QuickOptions();
  options.listen = absl::StrCat("127.0.0.1:", first.port());
  ServerRunner second(options);
  EXPECT_THAT(second.Start(), HasStatus(absl::StatusCode::kUnavailable));
  EXPECT_THAT(ServerRunner(options).WaitForShutdown(),
              HasStatus(absl::StatusCode::kFailedPrecondition));
}

TEST_F(ServerRunnerTest, AnUnwritablePortFileIsAnError) {
  ServerOptions options = TestServer::QuickOptions();
  options.port_file = "/nonexistent/folder/port";
  ServerRunner runner(options);
  EXPECT_FALSE(runner.Start().ok());
}

TEST_F(ServerRunnerTest, ReflectionAndChannelzAnswer) {
  SlowService service;
  ServerRunner runner(TestServer::QuickOptions());
  service.runtime = &runner.runtime();
  runner.AddService(&service, kService);
  ASSERT_THAT(runner.Start(), IsOk());
  std::string response;
  EXPECT_TRUE(RawCall(Connect(runner.port()),
                      "/grpc.channelz.v1.Channelz/GetServers", "", &response)
                  .ok());
  EXPECT_FALSE(response.empty());
  // Reflection streams; one message and an answer with our service in it.
  // Field 7 of the request is list_services.
  grpc::GenericStub stub(Connect(runner.port()));
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  auto call = stub.PrepareCall(
      &context,
      "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  void* tag = nullptr;
  bool ok = false;
  call->StartCall(nullptr);
  queue.Next(&tag, &ok);
  grpc::Slice slice(std::string("\x3a\x01*"));
  call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
  queue.Next(&tag, &ok);
  grpc::ByteBuffer answer;
  call->Read(&answer, nullptr);
  queue.Next(&tag, &ok);
  ASSERT_TRUE(ok);
  grpc::Slice whole;
  ASSERT_TRUE(answer.DumpToSingleSlice(&whole).ok());
  EXPECT_NE(
      std::string(reinterpret_cast<const char*>(whole.begin()), whole.size())
          .find(kService),
      std::string::npos);
  grpc::Status status;
  call->Finish(&status, nullptr);
  queue.Next(&tag, &ok);
}

TEST_F(ServerRunnerTest, OverlargeRequestsAreRefused) {
  SlowService service;
  ServerOptions options = TestServer::QuickOptions();
  options.max_receive_bytes = 100 * 1024;
  TestServer server(options);
  service.runtime = &server.runtime();
  ASSERT_TRUE(server.Start({{&service, kService}}));
  auto stub = geo::v1::GeoService::NewStub(server.channel());
  geo::v1::GetPlaceRequest request;
  geo::v1::GetPlaceResponse response;
  request.set_name(std::string(200 * 1024, 'x'));
  grpc::ClientContext context;
  EXPECT_EQ(stub->GetPlace(&context, request, &response).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(ServerRunnerTest, TheDrainLetsCallsFinishInOrder) {
  SlowService service;
  ServerOptions options = TestServer::QuickOptions();
  options.drain_notice = absl::Milliseconds(150);
  ServerRunner runner(options);
  service.runtime = &runner.runtime();
  runner.AddService(&service, kService);
  std::string order;
  runner.OnStopped([&order] { order += "store"; });
  runner.OnStopped([&order] { order += "cache "; });
  ASSERT_THAT(runner.Start(), IsOk());
  runner.SetServing(true);
  const auto channel = Connect(runner.port());
  auto stub = geo::v1::GeoService::NewStub(channel);
  grpc::Status slow_status;
  std::thread slow([&] {
    geo::v1::GetPlaceRequest request;
    geo::v1::GetPlaceResponse response;
    request.set_name("slow");
    grpc::ClientContext context;
    slow_status = stub->GetPlace(&context, request, &response);
  });
  service.started.WaitForNotification();
  std::thread waiter([&] { EXPECT_THAT(runner.WaitForShutdown(), IsOk()); });
  runner.Stop();
  runner.Stop();
  // During the notice health says no, but calls are still answered.
  while (Health(channel, kService) == 1) {
    absl::SleepFor(absl::Milliseconds(1));
  }
  EXPECT_FALSE(runner.runtime().draining());
  while (!runner.runtime().draining()) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_TRUE(order.empty());
  service.release.Notify();
  slow.join();
  waiter.join();
  EXPECT_TRUE(slow_status.ok()) << slow_status.error_message();
  EXPECT_EQ(order, "cache store");
}

TEST_F(ServerRunnerTest, RestartsLeaveNothingBehind) {
  for (int round = 0; round < 10; ++round) {
    SlowService service;
    TestServer server;
    service.runtime = &server.runtime();
    ASSERT_TRUE(server.Start({{&service, kService}}));
    auto stub = geo::v1::GeoService::NewStub(server.channel());
    geo::v1::GetPlaceRequest request;
    geo::v1::GetPlaceResponse response;
    grpc::ClientContext context;
    EXPECT_TRUE(stub->GetPlace(&context, request, &response).ok());
  }
}

// The exit code of a program that serves until it is told to stop.
int ServeUntilSigterm() {
  ServerRunner::BlockSignals();
  ServerRunner runner(TestServer::QuickOptions());
  if (!runner.Start().ok()) return 1;
  std::thread teller([] { kill(getpid(), SIGTERM); });
  const absl::Status stopped = runner.WaitForShutdown();
  teller.join();
  return stopped.ok() ? 0 : 2;
}

// In a process of its own, as the services are: threads that gRPC kept from
// earlier tests have the signal unblocked, and would die of it.
TEST(ServerRunnerDeathTest, SigtermStopsTheServer) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(exit(ServeUntilSigterm()), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace parallax::rpc
