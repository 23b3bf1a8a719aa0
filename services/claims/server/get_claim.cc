#include "services/claims/server/get_claim.h"

#include <utility>

#include "common/status/macros.h"

namespace parallax::claims::server {

std::shared_ptr<const domain::pb::Claim> GetClaim::Peek(
    const domain::pb::GetClaimRequest& request) {
  if (request.has_as_of() || request.min_revision() < 0 ||
      request.min_revision() > store_.CommittedRevision()) {
    return nullptr;
  }
  return cache_.Find(request.name());
}

absl::Status GetClaim::Handle(const rpc::CallContext& call,
                              const domain::pb::GetClaimRequest& request,
                              domain::pb::GetClaimResponse* response) {
  status::Violations bad;
  CheckName("claims", request.name(), "name", &bad);
  CheckTime(request.as_of(), "as_of", &bad);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  const std::uint64_t epoch = cache_.epoch();
  PARALLAX_ASSIGN_OR_RETURN(
      *response->mutable_claim(),
      views_.GetClaim(call, request.name(), AsOf(request)));
  // Under another name it answers too rarely to be kept.
  if (!request.has_as_of() && response->claim().name() == request.name()) {
    cache_.Put(response->claim(), epoch);
  }
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
