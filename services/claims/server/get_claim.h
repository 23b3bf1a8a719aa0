// ClaimsService.GetClaim.
#pragma once

#include <memory>

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/server/claim_cache.h"
#include "services/claims/server/request.h"

namespace parallax::claims::server {

// Thread safe. What it is made of must outlive it.
class GetClaim {
 public:
  GetClaim(domain::LedgerViews* views, const domain::LedgerStore* store,
           RevisionGate* gate, ClaimCache* cache)
      : views_(*views), store_(*store), gate_(*gate), cache_(*cache) {}

  // The answer when it is at hand in memory, else null: then Handle() finds it,
  // or what is wrong.
  std::shared_ptr<const domain::pb::Claim> Peek(
      const domain::pb::GetClaimRequest& request);

  absl::Status Handle(const rpc::CallContext& call,
                      const domain::pb::GetClaimRequest& request,
                      domain::pb::GetClaimResponse* response);

 private:
  domain::LedgerViews& views_;
  const domain::LedgerStore& store_;
  RevisionGate& gate_;
  ClaimCache& cache_;
};

}  // namespace parallax::claims::server
