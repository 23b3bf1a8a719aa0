// RecordMentions: document revisions in, a ledger told anew out.
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/ledger_store.h"

namespace parallax::claims::domain {

// Callers that arrive together share one transaction and one telling, so that
// many reports of one incident cost little more than one. Thread safe.
class Recorder {
 public:
  // `store` must outlive it.
  explicit Recorder(LedgerStore* store) : store_(*store) {}

  // Records one validated request. Returns once durable. Runs the transaction
  // on the calling thread, or waits for another caller who does.
  absl::StatusOr<pb::RecordMentionsResponse> Record(
      const rpc::CallContext& call, const pb::RecordMentionsRequest& request);

 private:
  struct Submission {
    const pb::RecordMentionsRequest* request;
    pb::RecordMentionsResponse response;
    absl::Status status;
    bool done = false;
  };

  void RunBatch(const rpc::CallContext& call,
                const std::vector<std::shared_ptr<Submission>>& batch);

  LedgerStore& store_;
  absl::Mutex mutex_;
  std::deque<std::shared_ptr<Submission>> waiting_ ABSL_GUARDED_BY(mutex_);
  bool running_ ABSL_GUARDED_BY(mutex_) = false;
};

// Records `requests`, in order, within `transaction`. `now` is the record time
// of new claims.
absl::Status RecordAll(
    const std::vector<const pb::RecordMentionsRequest*>& requests, Micros now,
    LedgerTransaction* transaction,
    std::vector<pb::RecordMentionsResponse>* responses);

}  // namespace parallax::claims::domain
