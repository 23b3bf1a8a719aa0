#include "common/rpc/server_stream.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "parallax/claims/v1/claims_service.grpc.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_server.h"

namespace parallax::rpc {
namespace {

using claims::v1::WatchRequest;
using claims::v1::WatchResponse;
using ::parallax::testing::HasReason;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::parallax::testing::TestServer;

constexpr char kMethod[] = "parallax.claims.v1.ClaimsService/Watch";
using Stream = std::shared_ptr<ServerStream<WatchResponse>>;

class WatchService final : public claims::v1::ClaimsService::CallbackService {
 public:
  grpc::ServerWriteReactor<WatchResponse>* Watch(
      grpc::CallbackServerContext* context,
      const WatchRequest* request) override {
    if (endless) {
      return ServeWatch<WatchResponse>(*runtime, context, kMethod,
                                       {.capacity = 4}, producer);
    }
    return ServeStream<WatchResponse>(*runtime, context, kMethod,
                                      {.capacity = 4}, producer);
  }
  CallRuntime* runtime = nullptr;
  bool endless = false;
  std::function<absl::Status(Stream)> producer;
};

WatchResponse Mark(std::int64_t revision) {
  WatchResponse response;
  response.set_revision(revision);
  return response;
}

class ServerStreamTest : public ::testing::Test {
 protected:
  void Start(bool endless, std::function<absl::Status(Stream)> producer) {
    server_ = std::make_unique<TestServer>();
    service_.runtime = &server_->runtime();
    service_.endless = endless;
    service_.producer = std::move(producer);
    ASSERT_TRUE(
        server_->Start({{&service_, "parallax.claims.v1.ClaimsService"}}));
    stub_ = claims::v1::ClaimsService::NewStub(server_->channel());
  }

  // Reads to the end; returns the stream's status.
  absl::Status ReadAll(std::vector<std::int64_t>* revisions) {
    grpc::ClientContext context;
    auto reader = stub_->Watch(&context, WatchRequest());
    WatchResponse response;
    while (reader->Read(&response)) revisions->push_back(response.revision());
    return status::FromGrpc(reader->Finish());
  }

  WatchService service_;
  std::unique_ptr<TestServer> server_;
  std::unique_ptr<claims::v1::ClaimsService::Stub> stub_;
};

TEST_F(ServerStreamTest, SendsAllInOrderThenTheStatus) {
  Start(false, [](Stream stream) -> absl::Status {
    for (int i = 0; i < 200; ++i) {
      PARALLAX_RETURN_IF_ERROR(stream->Write(Mark(i)));
    }
    return status::NotFound("claim", "claims/end");
  });
  std::vector<std::int64_t> revisions;
  EXPECT_THAT(ReadAll(&revisions), HasStatus(absl::StatusCode::kNotFound));
  ASSERT_EQ(revisions.size(), 200u);
  for (int i = 0; i < 200; ++i) EXPECT_EQ(revisions[i], i);
}

TEST_F(ServerStreamTest, ASlowReaderHoldsTheWriterBack) {
  std::atomic<int> written = 0;
  Start(false, [&written](Stream stream) -> absl::Status {
    WatchResponse big;
    // Beyond what HTTP/2 buffers.
    big.add_changes()->set_name(std::string(256 * 1024, 'x'));
    for (int i = 0; i < 60; ++i) {
      PARALLAX_RETURN_IF_ERROR(stream->Write(big));
      ++written;
    }
    return absl::OkStatus();
  });
  grpc::ClientContext context;
  auto reader = stub_->Watch(&context, WatchRequest());
  WatchResponse response;
  ASSERT_TRUE(reader->Read(&response));
  absl::SleepFor(absl::Milliseconds(300));
  EXPECT_LT(written, 60);
  int got = 1;
  while (reader->Read(&response)) ++got;
  EXPECT_EQ(got, 60);
  EXPECT_TRUE(reader->Finish().ok());
  server_.reset();
}

TEST_F(ServerStreamTest, AWriterLearnsThatTheCallerHasGone) {
  absl::Notification ended;
  absl::Status seen;
  Start(false, [&](Stream stream) -> absl::Status {
    absl::Status status;
    while (status.ok()) {
      status = stream->Write(Mark(1));
      absl::SleepFor(absl::Microseconds(100));
    }
    seen = status;
    ended.Notify();
    return status;
  });
  {
    grpc::ClientContext context;
    auto reader = stub_->Watch(&context, WatchRequest());
    WatchResponse response;
    ASSERT_TRUE(reader->Read(&response));
    context.TryCancel();
    while (reader->Read(&response)) {
    }
    EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  ASSERT_TRUE(ended.WaitForNotificationWithTimeout(absl::Seconds(10)));
  EXPECT_THAT(seen, HasStatus(absl::StatusCode::kCancelled));
  server_.reset();
}

TEST_F(ServerStreamTest, AWatchIsWrittenFromElsewhereAndEnds) {
  absl::Mutex mutex;
  Stream kept;
  Start(true, [&](Stream stream) {
    absl::MutexLock lock(&mutex);
    kept = std::move(stream);
    return absl::OkStatus();
  });
  std::thread writer([&] {
    mutex.LockWhen(absl::Condition(
        +[](Stream* s) { return *s != nullptr; }, &kept));
    Stream stream = kept;
    mutex.Unlock();
    for (int i = 0; i < 50;) {
      if (stream->TryWrite(Mark(i))) {
        ++i;
      } else {
        absl::SleepFor(absl::Milliseconds(1));
      }
    }
    stream->Finish(absl::OkStatus());
    stream->Finish(absl::InternalError("too late"));
    EXPECT_FALSE(stream->TryWrite(Mark(99)));
  });
  std::vector<std::int64_t> revisions;
  EXPECT_THAT(ReadAll(&revisions), IsOk());
  EXPECT_EQ(revisions.size(), 50u);
  writer.join();
  // Held longer than the call: refuses, does no harm.
  server_.reset();
  EXPECT_FALSE(kept->TryWrite(Mark(1)));
}

TEST_F(ServerStreamTest, RoomIsAnnounced) {
  std::atomic<int> next = 0;
  std::function<void(Stream)> pump;
  std::atomic<int> announced = 0;
  Start(true, [&](Stream stream) {
    std::weak_ptr<ServerStream<WatchResponse>> weak = stream;
    const auto write = [&next, weak] {
      const Stream target = weak.lock();
      if (target == nullptr) return;
      while (next < 100 && target->TryWrite(Mark(next))) ++next;
      if (next == 100) target->Finish(absl::OkStatus());
    };
    stream->SetOnRoom([&announced, write] {
      ++announced;
      write();
    });
    write();
    return absl::OkStatus();
  });
  std::vector<std::int64_t> revisions;
  EXPECT_THAT(ReadAll(&revisions), IsOk());
  EXPECT_EQ(revisions.size(), 100u);
  EXPECT_GT(announced, 0);
  server_.reset();
}

TEST_F(ServerStreamTest, AWatchEndsWhenItsCallerGoes) {
  absl::Notification done;
  Start(true, [&done](Stream stream) {
    stream->SetOnDone([&done] { done.Notify(); });
    EXPECT_TRUE(stream->TryWrite(Mark(1)));
    return absl::OkStatus();
  });
  grpc::ClientContext context;
  auto reader = stub_->Watch(&context, WatchRequest());
  WatchResponse response;
  ASSERT_TRUE(reader->Read(&response));
  context.TryCancel();
  reader->Finish();
  EXPECT_TRUE(done.WaitForNotificationWithTimeout(absl::Seconds(10)));
  server_.reset();
}

TEST_F(ServerStreamTest, AnErrorAtTheStartEndsAWatch) {
  Start(true, [](Stream) {
    return status::Error(absl::StatusCode::kOutOfRange,
                         type::v1::ERROR_REASON_REVISION_TOO_OLD, "gone");
  });
  std::vector<std::int64_t> revisions;
  EXPECT_THAT(ReadAll(&revisions),
              HasReason(type::v1::ERROR_REASON_REVISION_TOO_OLD));
}

TEST_F(ServerStreamTest, TheDrainEndsWatches) {
  Start(true, [](Stream stream) {
    stream->SetOnDrain([weak = std::weak_ptr(stream)] {
      if (const Stream target = weak.lock()) {
        EXPECT_TRUE(target->TryWrite(Mark(42)));
        target->Finish(ShuttingDown());
      }
    });
    EXPECT_TRUE(stream->TryWrite(Mark(1)));
    return absl::OkStatus();
  });
  grpc::ClientContext context;
  auto reader = stub_->Watch(&context, WatchRequest());
  WatchResponse response;
  ASSERT_TRUE(reader->Read(&response));
  const absl::Time began = absl::Now();
  std::thread stopper([this] { server_.reset(); });
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.revision(), 42);
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_THAT(status::FromGrpc(reader->Finish()),
              HasReason(type::v1::ERROR_REASON_SHUTTING_DOWN));
  stopper.join();
  // Well within the grace period of five seconds.
  EXPECT_LT(absl::Now() - began, absl::Seconds(3));
}

}  // namespace
}  // namespace parallax::rpc
