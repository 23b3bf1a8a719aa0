#include "common/rpc/unary_call.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "parallax/geo/v1/geo_service.grpc.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_server.h"

namespace parallax::rpc {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::parallax::testing::TestServer;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kMethod[] = "parallax.geo.v1.GeoService/GetPlace";

using Handler = std::function<absl::Status(const CallContext&,
                                           const geo::v1::GetPlaceRequest&,
                                           geo::v1::GetPlaceResponse*)>;

class PlaceService final : public geo::v1::GeoService::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetPlace(
      grpc::CallbackServerContext* context,
      const geo::v1::GetPlaceRequest* request,
      geo::v1::GetPlaceResponse* response) override {
    return ServeUnary(*runtime, context, kMethod, request, response, handler,
                      run_on);
  }
  CallRuntime* runtime = nullptr;
  Handler handler;
  RunOn run_on = RunOn::kExecutor;
};

// Records what middleware sees.
class Recorder final : public Middleware {
 public:
  Recorder(MiddlewareStage stage, std::string name,
           std::vector<std::string>* log, absl::Mutex* mutex)
      : stage_(stage), name_(std::move(name)), log_(log), mutex_(mutex) {}
  MiddlewareStage stage() const override { return stage_; }
  absl::Status Admit(const CallInfo& call) override {
    absl::MutexLock lock(mutex_);
    log_->push_back(name_ + " in " + call.method);
    return absl::OkStatus();
  }
  void Complete(const CallInfo& call, const CallOutcome& outcome) override {
    absl::MutexLock lock(mutex_);
    log_->push_back(name_ + " out " +
                    absl::StatusCodeToString(outcome.status.code()));
  }

 private:
  const MiddlewareStage stage_;
  const std::string name_;
  std::vector<std::string>* const log_;
  absl::Mutex* const mutex_;
};

class UnaryCallTest : public ::testing::Test {
 protected:
  void Start(ServerOptions options, Handler handler) {
    server_ = std::make_unique<TestServer>(std::move(options));
    service_.runtime = &server_->runtime();
    service_.handler = std::move(handler);
    ASSERT_TRUE(server_->Start({{&service_, "parallax.geo.v1.GeoService"}}));
    stub_ = geo::v1::GeoService::NewStub(server_->channel());
  }
  void Start(Handler handler) {
    Start(TestServer::QuickOptions(), std::move(handler));
  }

  absl::Status Call(grpc::ClientContext& context,
                    const std::string& name = "places/1") {
    geo::v1::GetPlaceRequest request;
    request.set_name(name);
    return status::FromGrpc(stub_->GetPlace(&context, request, &response_));
  }
  absl::Status Call(absl::Duration timeout = absl::Seconds(10)) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
    return Call(context);
  }

  PlaceService service_;
  std::unique_ptr<TestServer> server_;
  std::unique_ptr<geo::v1::GeoService::Stub> stub_;
  geo::v1::GetPlaceResponse response_;
};

Handler Echo() {
  return [](const CallContext&, const geo::v1::GetPlaceRequest& request,
            geo::v1::GetPlaceResponse* response) {
    response->mutable_place()->set_name(request.name());
    return absl::OkStatus();
  };
}

TEST_F(UnaryCallTest, AnswersOnBothPaths) {
  Start(Echo());
  EXPECT_THAT(Call(), IsOk());
  EXPECT_EQ(response_.place().name(), "places/1");
  service_.run_on = RunOn::kInline;
  response_.Clear();
  EXPECT_THAT(Call(), IsOk());
  EXPECT_EQ(response_.place().name(), "places/1");
}

TEST_F(UnaryCallTest, ErrorsKeepTheirDetails) {
  Start([](const CallContext&, const geo::v1::GetPlaceRequest& request,
           geo::v1::GetPlaceResponse*) {
    return status::NotFound("place", request.name());
  });
  const absl::Status status = Call();
  EXPECT_THAT(status, HasReason(type::v1::ERROR_REASON_NOT_FOUND));
  EXPECT_EQ(status::ResourceOf(status)->name, "places/1");
}

TEST_F(UnaryCallTest, InternalsStayInside) {
  Start([](const CallContext&, const geo::v1::GetPlaceRequest&,
           geo::v1::GetPlaceResponse*) {
    return absl::InternalError("secret table");
  });
  const absl::Status status = Call();
  EXPECT_THAT(status, HasStatus(absl::StatusCode::kInternal));
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("secret")));
}

TEST_F(UnaryCallTest, TheRequestIdTravels) {
  absl::Mutex mutex;
  std::string seen;
  Start([&](const CallContext& call, const geo::v1::GetPlaceRequest&,
            geo::v1::GetPlaceResponse*) {
    absl::MutexLock lock(&mutex);
    seen = call.request_id();
    return absl::OkStatus();
  });
  grpc::ClientContext context;
  context.AddMetadata("x-request-id", "desk-17");
  ASSERT_THAT(Call(context), IsOk());
  {
    absl::MutexLock lock(&mutex);
    EXPECT_EQ(seen, "desk-17");
  }
  const auto& back = context.GetServerTrailingMetadata();
  ASSERT_EQ(back.count("x-request-id"), 1u);
  EXPECT_EQ(back.find("x-request-id")->second, "desk-17");
  grpc::ClientContext odd;
  odd.AddMetadata("x-request-id", "not a good id");
  ASSERT_THAT(Call(odd), IsOk());
  absl::MutexLock lock(&mutex);
  EXPECT_EQ(seen.size(), 32u);
}

TEST_F(UnaryCallTest, CallsWithoutDeadlineGetOne) {
  ServerOptions options = TestServer::QuickOptions();
  options.runtime.default_deadline = absl::Seconds(7);
  absl::Duration left;
  Start(options,
        [&left](const CallContext& call, const geo::v1::GetPlaceRequest&,
                geo::v1::GetPlaceResponse*) {
          left = call.Remaining();
          return absl::OkStatus();
        });
  grpc::ClientContext context;
  ASSERT_THAT(Call(context), IsOk());
  EXPECT_LE(left, absl::Seconds(7));
  EXPECT_GT(left, absl::Seconds(5));
}

TEST_F(UnaryCallTest, TooShortDeadlinesAreRefused) {
  ServerOptions options = TestServer::QuickOptions();
  options.runtime.minimum_deadline = absl::Seconds(5);
  bool ran = false;
  Start(options, [&ran](const CallContext&, const geo::v1::GetPlaceRequest&,
                        geo::v1::GetPlaceResponse*) {
    ran = true;
    return absl::OkStatus();
  });
  const absl::Status status = Call(absl::Seconds(3));
  EXPECT_THAT(status, HasReason(type::v1::ERROR_REASON_DEADLINE_TOO_SHORT));
  EXPECT_FALSE(ran);
}

TEST_F(UnaryCallTest, AFullQueueAnswersAtOnceWithRetryInfo) {
  ServerOptions options = TestServer::QuickOptions();
  options.runtime.executor = {.threads = 1, .queue_capacity = 1};
  absl::Notification release;
  std::atomic<int> running = 0;
  Start(options, [&](const CallContext&, const geo::v1::GetPlaceRequest&,
                     geo::v1::GetPlaceResponse*) {
    ++running;
    release.WaitForNotification();
    return absl::OkStatus();
  });
  std::vector<std::thread> callers;
  std::atomic<int> answered = 0;
  const auto call = [this, &answered] {
    geo::v1::GetPlaceRequest request;
    geo::v1::GetPlaceResponse response;
    grpc::ClientContext context;
    EXPECT_TRUE(stub_->GetPlace(&context, request, &response).ok());
    ++answered;
  };
  callers.emplace_back(call);
  while (running == 0) absl::SleepFor(absl::Milliseconds(1));
  callers.emplace_back(call);
  while (server_->runtime().executor().queued() == 0) {
    absl::SleepFor(absl::Milliseconds(1));
  }
  const absl::Time began = absl::Now();
  const absl::Status refused = Call();
  EXPECT_THAT(refused, HasReason(type::v1::ERROR_REASON_OVERLOADED));
  EXPECT_TRUE(status::RetryDelayOf(refused).has_value());
  EXPECT_LT(absl::Now() - began, absl::Seconds(2));
  release.Notify();
  for (std::thread& thread : callers) thread.join();
  EXPECT_EQ(answered, 2);
}

TEST_F(UnaryCallTest, CancellationReachesTheWork) {
  absl::Notification started;
  absl::Notification stopped;
  Start([&](const CallContext& call, const geo::v1::GetPlaceRequest&,
            geo::v1::GetPlaceResponse*) {
    started.Notify();
    while (call.Check().ok()) absl::SleepFor(absl::Milliseconds(1));
    stopped.Notify();
    return call.Check();
  });
  grpc::ClientContext context;
  std::thread canceller([&] {
    started.WaitForNotification();
    context.TryCancel();
  });
  EXPECT_THAT(Call(context), HasStatus(absl::StatusCode::kCancelled));
  canceller.join();
  EXPECT_TRUE(stopped.WaitForNotificationWithTimeout(absl::Seconds(10)));
  server_.reset();
}

TEST_F(UnaryCallTest, MiddlewareRunsInOrderAndBack) {
  absl::Mutex mutex;
  std::vector<std::string> log;
  server_ = std::make_unique<TestServer>();
  server_->runtime().AddMiddleware(std::make_unique<Recorder>(
      MiddlewareStage::kAuthorization, "authz", &log, &mutex));
  server_->runtime().AddMiddleware(std::make_unique<Recorder>(
      MiddlewareStage::kTrace, "trace", &log, &mutex));
  service_.runtime = &server_->runtime();
  service_.handler = Echo();
  ASSERT_TRUE(server_->Start({{&service_, "parallax.geo.v1.GeoService"}}));
  stub_ = geo::v1::GeoService::NewStub(server_->channel());
  ASSERT_THAT(Call(), IsOk());
  server_.reset();
  absl::MutexLock lock(&mutex);
  EXPECT_THAT(log, ::testing::ElementsAre(
                       "trace in parallax.geo.v1.GeoService/GetPlace",
                       "authz in parallax.geo.v1.GeoService/GetPlace",
                       "authz out OK", "trace out OK"));
}

TEST_F(UnaryCallTest, ManyCallsAtOnce) {
  Start(Echo());
  std::vector<std::thread> threads;
  std::atomic<int> good = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 100; ++i) {
        geo::v1::GetPlaceRequest request;
        geo::v1::GetPlaceResponse response;
        request.set_name("places/" + std::to_string(i));
        grpc::ClientContext context;
        if (stub_->GetPlace(&context, request, &response).ok() &&
            response.place().name() == request.name()) {
          ++good;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, 800);
}

}  // namespace
}  // namespace parallax::rpc
