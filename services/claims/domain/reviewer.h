// ReviewClaim: what an analyst says of a claim, appended.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/ledger_store.h"
#include "services/claims/domain/ledger_views.h"

namespace parallax::claims::domain {

// Thread safe.
class Reviewer {
 public:
  // All must outlive it. `views` read through `reader`.
  Reviewer(LedgerStore* store, LedgerReader* reader, LedgerViews* views)
      : store_(*store), reader_(*reader), views_(*views) {}

  // Keeps one review of a request whose form has been checked. Returns once
  // durable. Nothing is written when the request id is known.
  absl::StatusOr<pb::ReviewClaimResponse> Review(
      const rpc::CallContext& call, const pb::ReviewClaimRequest& request);

  // Whether a review is kept under the request's id: it was answered before,
  // also when its claim is there no more.
  absl::StatusOr<bool> IsKept(const rpc::CallContext& call,
                              const pb::ReviewClaimRequest& request);

 private:
  // The review with what the ledger adds to it, and the incident of its claim.
  struct Prepared {
    KeptReview kept;
    std::string incident;
  };
  absl::StatusOr<Prepared> Prepare(const rpc::CallContext& call,
                                   const pb::ReviewClaimRequest& request);
  absl::StatusOr<Prepared> PrepareUndo(const rpc::CallContext& call,
                                       const pb::ReviewClaimRequest& request);
  absl::Status CheckFits(const rpc::CallContext& call, const pb::Claim& claim,
                         const pb::Review& review);
  absl::StatusOr<std::optional<KeptReview>> Find(const rpc::CallContext& call,
                                                 const std::string& id);

  LedgerStore& store_;
  LedgerReader& reader_;
  LedgerViews& views_;
};

}  // namespace parallax::claims::domain
