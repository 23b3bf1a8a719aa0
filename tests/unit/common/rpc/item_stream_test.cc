#include "common/rpc/item_stream.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "parallax/ingest/v1/ingest_service.grpc.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_server.h"

namespace parallax::rpc {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::parallax::testing::TestServer;
using Request = ingest::v1::IngestDocumentsRequest;
using Response = ingest::v1::IngestDocumentsResponse;
using Handler =
    std::function<absl::StatusOr<Response>(const CallContext&, Request)>;

class ItemService final : public ingest::v1::IngestService::CallbackService {
 public:
  grpc::ServerBidiReactor<Request, Response>* IngestDocuments(
      grpc::CallbackServerContext* context) override {
    return ServeItems<Request, Response>(
        *runtime, context, "parallax.ingest.v1.IngestService/IngestDocuments",
        options, handler);
  }
  CallRuntime* runtime = nullptr;
  ItemStreamOptions options;
  Handler handler;
};

class ItemStreamTest : public ::testing::Test {
 protected:
  void Start(ItemStreamOptions options, Handler handler) {
    server_ = std::make_unique<TestServer>();
    service_.runtime = &server_->runtime();
    service_.options = options;
    service_.handler = std::move(handler);
    ASSERT_TRUE(
        server_->Start({{&service_, "parallax.ingest.v1.IngestService"}}));
    stub_ = ingest::v1::IngestService::NewStub(server_->channel());
  }

  // Sends `count` items from a thread of its own and reads the answers' tags.
  absl::Status Exchange(int count, std::vector<std::string>* tags) {
    grpc::ClientContext context;
    auto stream = stub_->IngestDocuments(&context);
    std::thread sender([&] {
      for (int i = 0; i < count; ++i) {
        Request request;
        request.set_client_tag(std::to_string(i));
        if (!stream->Write(request)) break;
      }
      stream->WritesDone();
    });
    Response response;
    while (stream->Read(&response)) tags->push_back(response.client_tag());
    sender.join();
    return status::FromGrpc(stream->Finish());
  }

  ItemService service_;
  std::unique_ptr<TestServer> server_;
  std::unique_ptr<ingest::v1::IngestService::Stub> stub_;
};

absl::StatusOr<Response> Echo(const CallContext&, Request request) {
  Response response;
  response.set_client_tag(request.client_tag());
  return response;
}

TEST_F(ItemStreamTest, EveryItemIsAnswered) {
  Start({.window = 8}, Echo);
  std::vector<std::string> tags;
  EXPECT_THAT(Exchange(300, &tags), IsOk());
  EXPECT_EQ(tags.size(), 300u);
  EXPECT_EQ(std::set<std::string>(tags.begin(), tags.end()).size(), 300u);
}

TEST_F(ItemStreamTest, AnEmptyStreamEndsWell) {
  Start({}, Echo);
  std::vector<std::string> tags;
  EXPECT_THAT(Exchange(0, &tags), IsOk());
  EXPECT_TRUE(tags.empty());
}

TEST_F(ItemStreamTest, OrderIsKeptWhenAskedFor) {
  Start({.window = 8, .in_order = true},
        [](const CallContext& call, Request request) {
          // Later items finish first.
          const int i = std::stoi(request.client_tag());
          absl::SleepFor(absl::Microseconds(300 * (7 - i % 8)));
          return Echo(call, std::move(request));
        });
  std::vector<std::string> tags;
  EXPECT_THAT(Exchange(100, &tags), IsOk());
  ASSERT_EQ(tags.size(), 100u);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(tags[i], std::to_string(i));
}

TEST_F(ItemStreamTest, NoMoreThanTheWindowIsInWork) {
  std::atomic<int> in_work = 0;
  std::atomic<int> most = 0;
  Start({.window = 2}, [&](const CallContext& call, Request request) {
    const int now = ++in_work;
    int seen = most;
    while (now > seen && !most.compare_exchange_weak(seen, now)) {
    }
    absl::SleepFor(absl::Milliseconds(1));
    --in_work;
    return Echo(call, std::move(request));
  });
  std::vector<std::string> tags;
  EXPECT_THAT(Exchange(60, &tags), IsOk());
  EXPECT_EQ(tags.size(), 60u);
  EXPECT_LE(most, 2);
}

TEST_F(ItemStreamTest, AnErrorEndsTheStreamAfterEarlierAnswers) {
  for (const bool in_order : {false, true}) {
    Start({.window = 1, .in_order = in_order},
          [](const CallContext& call,
             Request request) -> absl::StatusOr<Response> {
            if (request.client_tag() == "5") {
              return status::NotFound("document", "documents/5");
            }
            return Echo(call, std::move(request));
          });
    std::vector<std::string> tags;
    EXPECT_THAT(Exchange(20, &tags), HasStatus(absl::StatusCode::kNotFound));
    EXPECT_EQ(tags.size(), 5u);
    server_.reset();
  }
}

TEST_F(ItemStreamTest, ACallerThatGoesDoesNoHarm) {
  std::atomic<int> worked = 0;
  Start({.window = 4}, [&worked](const CallContext& call, Request request) {
    absl::SleepFor(absl::Milliseconds(2));
    ++worked;
    return Echo(call, std::move(request));
  });
  for (int round = 0; round < 20; ++round) {
    grpc::ClientContext context;
    auto stream = stub_->IngestDocuments(&context);
    for (int i = 0; i < 6; ++i) {
      if (!stream->Write(Request())) break;
    }
    if (round % 2 == 0) absl::SleepFor(absl::Milliseconds(3));
    context.TryCancel();
    stream->Finish();
  }
  server_.reset();
  EXPECT_GE(worked, 0);
}

TEST_F(ItemStreamTest, TheDrainAnswersWhatWasRead) {
  absl::Notification in_work;
  absl::Notification release;
  Start({.window = 1}, [&](const CallContext& call, Request request) {
    in_work.Notify();
    release.WaitForNotification();
    return Echo(call, std::move(request));
  });
  grpc::ClientContext context;
  auto stream = stub_->IngestDocuments(&context);
  Request request;
  request.set_client_tag("first");
  ASSERT_TRUE(stream->Write(request));
  in_work.WaitForNotification();
  std::thread stopper([this] { server_.reset(); });
  while (!service_.runtime->draining()) absl::SleepFor(absl::Milliseconds(1));
  absl::SleepFor(absl::Milliseconds(20));
  release.Notify();
  Response response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.client_tag(), "first");
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(status::FromGrpc(stream->Finish()),
              HasReason(type::v1::ERROR_REASON_SHUTTING_DOWN));
  stopper.join();
}

}  // namespace
}  // namespace parallax::rpc
