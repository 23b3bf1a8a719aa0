#include "tests/bench/watch_latency.h"

#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "services/claims/domain/values.h"
#include "tests/bench/archive.h"

namespace parallax::bench {
namespace {

namespace pb = claims::v1;

constexpr absl::Duration kLimit = absl::Seconds(60);
// Between two commits, so that each is measured by itself.
constexpr absl::Duration kPause = absl::Milliseconds(20);

// What all watchers write to.
class Arrivals {
 public:
  void Add(absl::Duration latency) {
    absl::MutexLock lock(&mutex_);
    latencies_.push_back(latency);
  }
  bool Await(std::size_t arrivals) {
    absl::MutexLock lock(&mutex_);
    const auto all = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return latencies_.size() >= arrivals;
    };
    return mutex_.AwaitWithTimeout(absl::Condition(&all), kLimit);
  }
  std::vector<absl::Duration> Take() {
    absl::MutexLock lock(&mutex_);
    return std::move(latencies_);
  }

 private:
  absl::Mutex mutex_;
  std::vector<absl::Duration> latencies_ ABSL_GUARDED_BY(mutex_);
};

class Watcher final : public grpc::ClientReadReactor<pb::WatchResponse> {
 public:
  Watcher(pb::ClaimsService::Stub& stub, std::int64_t after, Arrivals* arrivals)
      : after_(after), arrivals_(*arrivals) {
    request_.set_after_revision(after);
    stub.async()->Watch(&context_, &request_, this);
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
    if (message_.end_of_revision() && message_.has_commit_time() &&
        message_.revision() > after_) {
      arrivals_.Add(absl::Now() - absl::FromUnixMicros(claims::domain::ToMicros(
                                      message_.commit_time())));
    }
    StartRead(&message_);
  }
  void OnDone(const grpc::Status& /*status*/) override {
    absl::MutexLock lock(&mutex_);
    ended_ = true;
  }

  const std::int64_t after_;
  Arrivals& arrivals_;
  grpc::ClientContext context_;
  pb::WatchRequest request_;
  pb::WatchResponse message_;
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

absl::StatusOr<Quantiles> WatchLatency(pb::ClaimsService::Stub& stub,
                                       std::int64_t first_report, int commits,
                                       int watchers) {
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t before,
                            Record(stub, first_report));
  Arrivals arrivals;
  std::vector<std::unique_ptr<Watcher>> all;
  for (int i = 0; i < watchers; ++i) {
    all.push_back(std::make_unique<Watcher>(stub, before, &arrivals));
  }
  absl::Status status;
  for (int i = 1; i <= commits && status.ok(); ++i) {
    status = Record(stub, first_report + i).status();
    if (status.ok() &&
        !arrivals.Await(static_cast<std::size_t>(i) * watchers)) {
      status =
          absl::DeadlineExceededError("a watcher did not hear of a commit");
    }
    absl::SleepFor(kPause);
  }
  for (const auto& watcher : all) watcher->Cancel();
  for (const auto& watcher : all) watcher->AwaitEnd();
  PARALLAX_RETURN_IF_ERROR(status);
  return QuantilesOf(arrivals.Take());
}

}  // namespace parallax::bench
