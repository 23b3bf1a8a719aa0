#include "services/claims/server/list_incidents.h"

#include <utility>

#include "common/status/macros.h"
#include "services/claims/domain/claim_fields.h"

namespace parallax::claims::server {

absl::Status ListIncidents::Handle(
    const rpc::CallContext& call,
    const domain::pb::ListIncidentsRequest& request,
    domain::pb::ListIncidentsResponse* response) {
  status::Violations bad;
  CheckViewpoint(request, &bad);
  PARALLAX_ASSIGN_OR_RETURN(
      ListPlan plan,
      PlanList(request.page_size(), request.page_token(), request.filter(),
               request.order_by(), domain::IncidentFilterSchema(),
               {"start_time", "publish_time", "claim_count"},
               storage::PageQuery(request), codec_, std::move(bad)));
  PARALLAX_RETURN_IF_ERROR(domain::BindAreas(call, &areas_, &plan.filter));
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  PARALLAX_ASSIGN_OR_RETURN(
      auto page,
      views_.ListIncidents(call, plan.Ready(), ViewpointOf(request)));
  for (auto& row : page.rows) *response->add_incidents() = std::move(row.value);
  if (page.more) {
    response->set_next_page_token(codec_.Encode(
        plan.page_query,
        {page.rows.back().order,
         response->incidents(response->incidents_size() - 1).name()}));
  }
  response->set_revision(page.revision);
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
