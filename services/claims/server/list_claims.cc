#include "services/claims/server/list_claims.h"

#include <utility>

#include "common/status/macros.h"
#include "services/claims/domain/claim_fields.h"

namespace parallax::claims::server {

absl::Status ListClaims::Handle(const rpc::CallContext& call,
                                const domain::pb::ListClaimsRequest& request,
                                domain::pb::ListClaimsResponse* response) {
  status::Violations bad;
  CheckViewpoint(request, &bad);
  PARALLAX_ASSIGN_OR_RETURN(
      ListPlan plan,
      PlanList(request.page_size(), request.page_token(), request.filter(),
               request.order_by(), domain::ClaimFilterSchema(),
               {"publish_time", "event_time", "record_time", "mention_count",
                "tally_impact"},
               storage::PageQuery(request), codec_, std::move(bad)));
  PARALLAX_RETURN_IF_ERROR(domain::BindAreas(call, &areas_, &plan.filter));
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  PARALLAX_ASSIGN_OR_RETURN(
      auto page, views_.ListClaims(call, plan.Ready(), ViewpointOf(request)));
  for (auto& row : page.rows) *response->add_claims() = std::move(row.value);
  if (page.more) {
    response->set_next_page_token(
        codec_.Encode(plan.page_query,
                      {page.rows.back().order,
                       response->claims(response->claims_size() - 1).name()}));
  }
  response->set_revision(page.revision);
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
