#include "tests/bench/watch_latency.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/proto_buffer_reader.h"
#include "services/claims/domain/values.h"
#include "tests/bench/archive.h"
#include "tests/bench/commit_clock.h"

namespace parallax::bench {
namespace {

namespace pb = claims::v1;
using ::google::protobuf::internal::WireFormatLite;

constexpr absl::Duration kLimit = absl::Seconds(60);
// Between two commits, so that each is measured by itself.
constexpr absl::Duration kPause = absl::Milliseconds(20);

// What all watchers write to.
class Arrivals {
 public:
  void Add(absl::Time begun) {
    absl::MutexLock lock(&mutex_);
    begun_ = begun;
    arrived_.push_back(absl::Now());
  }
  // Until a commit has arrived so often.
  bool Await(int times) {
    absl::MutexLock lock(&mutex_);
    const auto all = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return arrived_.size() >= static_cast<std::size_t>(times);
    };
    return mutex_.AwaitWithTimeout(absl::Condition(&all), kLimit);
  }
  // All of that commit has arrived.
  void Close(absl::Time committed, absl::Time answered, bool counts) {
    absl::MutexLock lock(&mutex_);
    for (const absl::Time arrived : std::exchange(arrived_, {})) {
      if (!counts) continue;
      since_commit_.push_back(arrived - committed);
      since_begin_.push_back(arrived - begun_);
      since_answer_.push_back(
          std::max(arrived - answered, absl::ZeroDuration()));
    }
  }
  HearingTimes Times() {
    absl::MutexLock lock(&mutex_);
    return {QuantilesOf(since_commit_), QuantilesOf(since_begin_),
            QuantilesOf(since_answer_)};
  }

 private:
  absl::Mutex mutex_;
  absl::Time begun_ ABSL_GUARDED_BY(mutex_);
  std::vector<absl::Time> arrived_ ABSL_GUARDED_BY(mutex_);
  std::vector<absl::Duration> since_commit_ ABSL_GUARDED_BY(mutex_);
  std::vector<absl::Duration> since_begin_ ABSL_GUARDED_BY(mutex_);
  std::vector<absl::Duration> since_answer_ ABSL_GUARDED_BY(mutex_);
};

// What a watcher needs of a message to know that it has heard of a commit.
struct Heard {
  std::int64_t revision = 0;
  std::int64_t begun_us = 0;  // 0 in a progress mark
  bool end_of_revision = false;
};

// Passes over the changes. False for what is no message.
bool ReadHeard(grpc::ByteBuffer* message, Heard* heard) {
  grpc::ProtoBufferReader bytes(message);
  google::protobuf::io::CodedInputStream input(&bytes);
  while (const std::uint32_t tag = input.ReadTag()) {
    std::uint64_t number = 0;
    switch (WireFormatLite::GetTagFieldNumber(tag)) {
      case pb::WatchResponse::kRevisionFieldNumber:
        if (!input.ReadVarint64(&number)) return false;
        heard->revision = static_cast<std::int64_t>(number);
        break;
      case pb::WatchResponse::kEndOfRevisionFieldNumber:
        if (!input.ReadVarint64(&number)) return false;
        heard->end_of_revision = number != 0;
        break;
      case pb::WatchResponse::kCommitTimeFieldNumber: {
        google::protobuf::Timestamp time;
        std::uint32_t size = 0;
        std::string text;
        if (!input.ReadVarint32(&size) ||
            !input.ReadString(&text, static_cast<int>(size)) ||
            !time.ParseFromString(text)) {
          return false;
        }
        heard->begun_us = claims::domain::ToMicros(time);
        break;
      }
      default:
        if (!WireFormatLite::SkipField(&input, tag)) return false;
    }
  }
  return true;
}

class Watcher final
    : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  Watcher(std::shared_ptr<grpc::Channel> channel, std::int64_t after,
          Arrivals* arrivals)
      : stub_(std::move(channel)), after_(after), arrivals_(*arrivals) {
    pb::WatchRequest request;
    request.set_after_revision(after);
    const grpc::Slice bytes(request.SerializeAsString());
    request_ = grpc::ByteBuffer(&bytes, 1);
    stub_.PrepareBidiStreamingCall(
        &context_, "/parallax.claims.v1.ClaimsService/Watch", {}, this);
    StartWriteLast(&request_, {});
    StartRead(&message_);
    StartCall();
  }
  void Cancel() { context_.TryCancel(); }
  void AwaitEnd() {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&ended_));
  }

 private:
  void OnReadDone(bool ok) override {
    if (!ok) return;
    Heard heard;
    if (ReadHeard(&message_, &heard) && heard.end_of_revision &&
        heard.begun_us != 0 && heard.revision > after_) {
      arrivals_.Add(absl::FromUnixMicros(heard.begun_us));
    }
    StartRead(&message_);
  }
  void OnDone(const grpc::Status& /*status*/) override {
    absl::MutexLock lock(&mutex_);
    ended_ = true;
  }

  grpc::GenericStub stub_;
  const std::int64_t after_;
  Arrivals& arrivals_;
  grpc::ClientContext context_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer message_;
  absl::Mutex mutex_;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
};

absl::StatusOr<std::int64_t> Record(pb::ClaimsService::Stub& stub,
                                    std::int64_t report) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kLimit));
  pb::RecordMentionsResponse response;
  PARALLAX_RETURN_IF_ERROR(status::FromGrpc(
      stub.RecordMentions(&context, ArchivedReport(report), &response)));
  return response.revision();
}

}  // namespace

absl::StatusOr<HearingTimes> WatchLatency(ClaimsProcess& process,
                                          std::int64_t first_report,
                                          int commits, int watchers) {
  pb::ClaimsService::Stub& stub = process.stub();
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t before,
                            Record(stub, first_report));
  PARALLAX_ASSIGN_OR_RETURN(const std::unique_ptr<CommitClock> clock,
                            CommitClock::Start(process.StorePath()));
  Arrivals arrivals;
  std::vector<std::unique_ptr<Watcher>> all;
  all.reserve(watchers);
  for (int i = 0; i < watchers; ++i) {
    all.push_back(
        std::make_unique<Watcher>(process.Connect(), before, &arrivals));
  }
  absl::Status status;
  // The first tells that all have begun to watch, and wakes the pollers of
  // gRPC, which rest for a tenth of a second after one without any events.
  for (int i = 0; i <= commits && status.ok(); ++i) {
    clock->Arm();
    status = Record(stub, first_report + 1 + i).status();
    const absl::Time answered = absl::Now();
    if (status.ok() && !arrivals.Await(watchers)) {
      status =
          absl::DeadlineExceededError("a watcher did not hear of a commit");
    }
    const absl::Time committed = clock->Committed();
    if (status.ok() && committed == absl::InfinitePast()) {
      status = absl::InternalError("the store did not show a commit");
    }
    arrivals.Close(committed, answered, /*counts=*/i > 0);
    absl::SleepFor(kPause);
  }
  for (const auto& watcher : all) watcher->Cancel();
  for (const auto& watcher : all) watcher->AwaitEnd();
  PARALLAX_RETURN_IF_ERROR(status);
  return arrivals.Times();
}

}  // namespace parallax::bench
