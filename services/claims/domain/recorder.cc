#include "services/claims/domain/recorder.h"

#include <utility>

#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "common/status/errors.h"

namespace parallax::claims::domain {
namespace {

// Documents that share one transaction.
constexpr std::size_t kLargestBatch = 64;
// Documents that wait for the next ones.
constexpr std::size_t kMostWaiting = 1024;

}  // namespace

void Recorder::RecordAsync(const rpc::CallContext& call,
                           const pb::RecordMentionsRequest& request,
                           Done done) {
  // Made ready here, where callers work beside each other.
  PreparedRevision revision = PrepareRevision(request);
  {
    absl::MutexLock lock(&mutex_);
    if (waiting_.size() < kMostWaiting) {
      waiting_.push_back({std::move(revision), std::move(done)});
      done = nullptr;
    }
    if (done == nullptr) {
      if (running_) return;
      running_ = true;
    }
  }
  if (done != nullptr) {
    done(status::Overloaded("too many documents wait to be recorded",
                            absl::Milliseconds(200)));
    return;
  }
  // Not the caller's own context: others share the transactions, and the call
  // is over once its own is.
  const rpc::CallContext shared(absl::InfiniteFuture(), call.request_id(),
                                call.clock());
  while (true) {
    std::vector<Submission> batch;
    {
      absl::MutexLock lock(&mutex_);
      if (waiting_.empty()) {
        running_ = false;
        return;
      }
      while (!waiting_.empty() && batch.size() < kLargestBatch) {
        batch.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
      }
    }
    RunBatch(shared, std::move(batch));
  }
}

absl::StatusOr<pb::RecordMentionsResponse> Recorder::Record(
    const rpc::CallContext& call, const pb::RecordMentionsRequest& request) {
  absl::StatusOr<pb::RecordMentionsResponse> result;
  absl::Notification recorded;
  RecordAsync(call, request,
              [&](absl::StatusOr<pb::RecordMentionsResponse> response) {
                result = std::move(response);
                recorded.Notify();
              });
  recorded.WaitForNotification();
  return result;
}

void Recorder::RunBatch(const rpc::CallContext& call,
                        std::vector<Submission> batch) {
  std::vector<PreparedRevision*> revisions;
  revisions.reserve(batch.size());
  for (Submission& submission : batch) {
    revisions.push_back(&submission.revision);
  }
  std::vector<pb::RecordMentionsResponse> responses;
  const Micros now = absl::ToUnixMicros(call.Now());
  const absl::Status status =
      store_.Write(call, [&](LedgerTransaction& transaction) {
        return RecordAll(revisions, now, &transaction, &responses);
      });
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (status.ok()) {
      batch[i].done(std::move(responses[i]));
    } else {
      batch[i].done(status);
    }
  }
}

}  // namespace parallax::claims::domain
