#include "services/claims/server/get_claim.h"

#include "common/rpc/encoded_call.h"
#include "common/status/macros.h"

namespace parallax::claims::server {

std::optional<grpc::ByteBuffer> GetClaim::Peek(
    const domain::pb::GetClaimRequest& request) {
  if (!IsOfPresent(request, store_.CommittedRevision())) return std::nullopt;
  const std::optional<Answer> answer = cache_.Find(request.name());
  if (!answer) return std::nullopt;
  return grpc::ByteBuffer(&answer->bytes, 1);
}

absl::StatusOr<grpc::ByteBuffer> GetClaim::Handle(
    const rpc::CallContext& call, const domain::pb::GetClaimRequest& request) {
  status::Violations bad;
  CheckName("claims", request.name(), "name", &bad);
  CheckViewpoint(request, &bad);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  const std::uint64_t epoch = cache_.epoch();
  domain::pb::GetClaimResponse response;
  PARALLAX_ASSIGN_OR_RETURN(
      *response.mutable_claim(),
      views_.GetClaim(call, request.name(), ViewpointOf(request)));
  const Answer answer = {rpc::EncodeMessage(response),
                         response.claim().revision()};
  // Under another name it answers too rarely to be kept.
  if (ViewpointOf(request).present() &&
      response.claim().name() == request.name()) {
    cache_.Put(request.name(), answer, epoch);
  }
  return grpc::ByteBuffer(&answer.bytes, 1);
}

}  // namespace parallax::claims::server
