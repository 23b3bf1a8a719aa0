// Answers to reads of the ledger, at present and as of a moment.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
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

// Thread safe. Names must be well formed; NOT_FOUND when nothing of that name
// is seen from the viewpoint, OUT_OF_RANGE (REVISION_TOO_OLD) when what the
// ledger held then is no longer kept.
class LedgerViews {
 public:
  // `reader` must outlive it.
  explicit LedgerViews(LedgerReader* reader) : reader_(*reader) {}

  absl::StatusOr<pb::Claim> GetClaim(const rpc::CallContext& call,
                                     const std::string& name,
                                     const Viewpoint& from);
  absl::StatusOr<pb::Question> GetQuestion(const rpc::CallContext& call,
                                           const std::string& name,
                                           const Viewpoint& from);
  // A tally without a question when no number answers the question.
  absl::StatusOr<pb::Tally> GetTally(const rpc::CallContext& call,
                                     const std::string& question,
                                     const Viewpoint& from);
  absl::StatusOr<pb::Incident> GetIncident(const rpc::CallContext& call,
                                           const std::string& name,
                                           const Viewpoint& from);
  absl::StatusOr<pb::GetMentionResponse> GetMention(
      const rpc::CallContext& call, const std::string& name);

  // `query.limit` rows at most.
  absl::StatusOr<Page<pb::Claim>> ListClaims(const rpc::CallContext& call,
                                             ListQuery query,
                                             const Viewpoint& from);
  absl::StatusOr<Page<pb::Question>> ListQuestions(const rpc::CallContext& call,
                                                   ListQuery query,
                                                   const Viewpoint& from);
  absl::StatusOr<Page<pb::Incident>> ListIncidents(const rpc::CallContext& call,
                                                   ListQuery query,
                                                   const Viewpoint& from);
  // `query.parent` may be any name that answers.
  absl::StatusOr<Page<pb::Relation>> ListRelations(const rpc::CallContext& call,
                                                   ListQuery query,
                                                   const Viewpoint& from);

  // Reviews, the latest first, of the claim (by any of its names) or of all.
  // `query.recorded_by` is set from `recorded_as_of`.
  absl::StatusOr<Page<pb::Review>> ListReviews(const rpc::CallContext& call,
                                               ListQuery query,
                                               Micros recorded_as_of);
  // Claims of the machine's view that no review in effect speaks of, those
  // first that move tallies most.
  absl::StatusOr<Page<pb::Claim>> ListReviewQueue(const rpc::CallContext& call,
                                                  ListQuery query);
  // Steps are ordered by revision and named after what they touch.
  // `query.after` holds the revision and name of the last step before the page.
  struct History {
    std::vector<std::pair<std::string, pb::ClaimVersion>> steps;
    bool more = false;
    std::int64_t revision = 0;
    std::int64_t compacted_to = 0;
  };
  absl::StatusOr<History> ListClaimHistory(const rpc::CallContext& call,
                                           const std::string& name,
                                           const ListQuery& query);

 private:
  absl::StatusOr<std::shared_ptr<const PastLedger>> Past(
      LedgerSnapshot* snapshot, const Viewpoint& from);
  // What `read` makes of a snapshot and of the past ledger that `from` sees,
  // null for the present one.
  template <typename Message, typename Read>
  absl::StatusOr<Page<Message>> ReadPage(const rpc::CallContext& call,
                                         const Viewpoint& from,
                                         const Read& read);
  struct PastQuestion {
    pb::Question question;
    pb::Tally tally;
  };
  // The claim from a viewpoint other than the present one. `present` is its
  // present row, if it has one.
  absl::StatusOr<pb::Claim> FindClaimAsOf(
      LedgerSnapshot* snapshot, const std::string& name,
      const std::optional<pb::Claim>& present, const Viewpoint& from);
  // Every name that the claim answers to, of mentions that count and that do
  // not, its present one first.
  absl::StatusOr<std::vector<std::string>> NamesOf(LedgerSnapshot* snapshot,
                                                   const std::string& name);
  absl::StatusOr<PastQuestion> FindQuestionAsOf(LedgerSnapshot* snapshot,
                                                const std::string& name,
                                                const Viewpoint& from);

  LedgerReader& reader_;
  absl::Mutex mutex_;
  // The last few, the latest first.
  std::deque<std::shared_ptr<const PastLedger>> past_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace parallax::claims::domain
