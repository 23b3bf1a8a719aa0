// ClaimsService.GetClaim.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/server/answer_cache.h"
#include "services/claims/server/request.h"

namespace parallax::claims::server {

// Answers with an encoded GetClaimResponse. Thread safe. What it is made of
// must outlive it.
class GetClaim {
 public:
  GetClaim(domain::LedgerViews* views, const domain::LedgerStore* store,
           RevisionGate* gate, AnswerCache* cache)
      : views_(*views), store_(*store), gate_(*gate), cache_(*cache) {}

  // The answer when it is at hand in memory; otherwise Handle() finds it, or
  // what is wrong.
  std::optional<grpc::ByteBuffer> Peek(
      const domain::pb::GetClaimRequest& request);

  absl::StatusOr<grpc::ByteBuffer> Handle(
      const rpc::CallContext& call, const domain::pb::GetClaimRequest& request);

 private:
  domain::LedgerViews& views_;
  const domain::LedgerStore& store_;
  RevisionGate& gate_;
  AnswerCache& cache_;
};

}  // namespace parallax::claims::server
