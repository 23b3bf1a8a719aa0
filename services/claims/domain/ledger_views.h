// Answers to reads of the ledger, at present and as of a moment.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/as_of.h"
#include "services/claims/domain/ledger_reader.h"

namespace parallax::claims::domain {

// A page with what the next one continues after.
template <typename Message>
struct Page {
  std::vector<Listed<Message>> rows;
  bool more = false;
  std::int64_t revision = 0;
};

// Thread safe. `as_of` is kForever for the present. Names must be well formed;
// NOT_FOUND when there is nothing of that name, or was not by `as_of`.
class LedgerViews {
 public:
  // `reader` must outlive it.
  explicit LedgerViews(LedgerReader* reader) : reader_(*reader) {}

  absl::StatusOr<pb::Claim> GetClaim(const rpc::CallContext& call,
                                     const std::string& name, Micros as_of);
  absl::StatusOr<pb::Question> GetQuestion(const rpc::CallContext& call,
                                           const std::string& name,
                                           Micros as_of);
  // A tally without a question when no number answers the question.
  absl::StatusOr<pb::Tally> GetTally(const rpc::CallContext& call,
                                     const std::string& question, Micros as_of);
  absl::StatusOr<pb::Incident> GetIncident(const rpc::CallContext& call,
                                           const std::string& name,
                                           Micros as_of);
  absl::StatusOr<pb::GetMentionResponse> GetMention(
      const rpc::CallContext& call, const std::string& name);

  // `query.limit` rows at most.
  absl::StatusOr<Page<pb::Claim>> ListClaims(const rpc::CallContext& call,
                                             ListQuery query, Micros as_of);
  absl::StatusOr<Page<pb::Question>> ListQuestions(const rpc::CallContext& call,
                                                   ListQuery query,
                                                   Micros as_of);
  absl::StatusOr<Page<pb::Incident>> ListIncidents(const rpc::CallContext& call,
                                                   ListQuery query,
                                                   Micros as_of);
  // `query.parent` may be any name that answers.
  absl::StatusOr<Page<pb::Relation>> ListRelations(const rpc::CallContext& call,
                                                   ListQuery query,
                                                   Micros as_of);

 private:
  absl::StatusOr<std::shared_ptr<const PastLedger>> Past(
      LedgerSnapshot* snapshot, Micros as_of);
  struct PastQuestion {
    pb::Question question;
    pb::Tally tally;
  };
  absl::StatusOr<PastQuestion> FindQuestionAsOf(LedgerSnapshot* snapshot,
                                                const std::string& name,
                                                Micros as_of);

  LedgerReader& reader_;
  absl::Mutex mutex_;
  // The last few, the latest first.
  std::deque<std::shared_ptr<const PastLedger>> past_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace parallax::claims::domain
