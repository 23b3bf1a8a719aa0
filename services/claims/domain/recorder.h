// RecordMentions: document revisions in, a ledger told anew out.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/ledger_store.h"

namespace parallax::claims::domain {

// One request, made ready for its transaction.
struct PreparedRevision {
  RecordedSource source;
  std::vector<SourcedMention> mentions;
  // The name of each mention of the request, in order.
  std::vector<std::string> names;
  // Set once it is known that the ledger holds the same already.
  bool unchanged = false;
};

PreparedRevision PrepareRevision(const pb::RecordMentionsRequest& request);

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

// Records `revisions`, in order, within `transaction`. `now` is the record time
// of new claims.
absl::Status RecordAll(const std::vector<PreparedRevision*>& revisions,
                       Micros now, LedgerTransaction* transaction,
                       std::vector<pb::RecordMentionsResponse>* responses);

// The same for requests that are not made ready yet.
absl::Status RecordAll(
    const std::vector<const pb::RecordMentionsRequest*>& requests, Micros now,
    LedgerTransaction* transaction,
    std::vector<pb::RecordMentionsResponse>* responses);

}  // namespace parallax::claims::domain
