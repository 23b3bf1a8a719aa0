#include "services/claims/server/list_claims.h"

#include <utility>

#include "services/claims/domain/claim_fields.h"

namespace parallax::claims::server {

absl::Status ListClaims::Handle(const rpc::CallContext& call,
                                const domain::pb::ListClaimsRequest& request,
                                domain::pb::ListClaimsResponse* response) {
  status::Violations bad;
  CheckViewpoint(request, &bad);
  return AnswerPage(
      call, request, domain::ClaimFilterSchema(),
      {"publish_time", "event_time", "record_time", "mention_count",
       "tally_impact"},
      std::move(bad),
      [&](const domain::ListQuery& query) {
        return views().ListClaims(call, query, ViewpointOf(request));
      },
      response->mutable_claims(), response);
}

}  // namespace parallax::claims::server
