// ClaimsService.ReviewClaim.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/domain/reviewer.h"

namespace parallax::claims::server {

// Every violation of the request's form at once.
absl::Status CheckReviewClaim(const domain::pb::ReviewClaimRequest& request);

// Thread safe. What it is made of must outlive it.
class ReviewClaim {
 public:
  ReviewClaim(domain::Reviewer* reviewer, domain::LedgerViews* views)
      : reviewer_(*reviewer), views_(*views) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const domain::pb::ReviewClaimRequest& request,
                      domain::pb::ReviewClaimResponse* response);

 private:
  // The claim with the correction must be one that could have been recorded.
  absl::Status CheckCorrected(const rpc::CallContext& call,
                              const domain::pb::ReviewClaimRequest& request);

  domain::Reviewer& reviewer_;
  domain::LedgerViews& views_;
};

}  // namespace parallax::claims::server
