// RecordMentions: document revisions in, a ledger told anew out.
#pragma once

#include <deque>
#include <functional>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/ledger_store.h"
#include "services/claims/domain/record_all.h"

namespace parallax::claims::domain {

// Callers that arrive together share one transaction and one telling, so that
// many reports of one incident cost little more than one. Thread safe.
class Recorder {
 public:
  using Done = std::function<void(absl::StatusOr<pb::RecordMentionsResponse>)>;

  // `store` must outlive it.
  explicit Recorder(LedgerStore* store) : store_(*store) {}

  // Records one validated request; `done` is called exactly once, when it is
  // durable or has failed. The calling thread runs the transactions of all who
  // wait, or leaves its own to a thread that does so already: many callers wait
  // without holding a thread each. RESOURCE_EXHAUSTED when too many wait.
  void RecordAsync(const rpc::CallContext& call,
                   const pb::RecordMentionsRequest& request, Done done);

  // The same, waiting for the end.
  absl::StatusOr<pb::RecordMentionsResponse> Record(
      const rpc::CallContext& call, const pb::RecordMentionsRequest& request);

 private:
  struct Submission {
    PreparedRevision revision;
    Done done;
  };

  void RunBatch(const rpc::CallContext& call, std::vector<Submission> batch);

  LedgerStore& store_;
  absl::Mutex mutex_;
  std::deque<Submission> waiting_ ABSL_GUARDED_BY(mutex_);
  bool running_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace parallax::claims::domain
