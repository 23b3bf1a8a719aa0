#include "services/claims/server/list_incidents.h"

#include <utility>

#include "services/claims/domain/claim_fields.h"

namespace parallax::claims::server {

absl::Status ListIncidents::Handle(
    const rpc::CallContext& call,
    const domain::pb::ListIncidentsRequest& request,
    domain::pb::ListIncidentsResponse* response) {
  status::Violations bad;
  CheckViewpoint(request, &bad);
  return AnswerPage(
      call, request, domain::IncidentFilterSchema(),
      {"start_time", "publish_time", "claim_count"}, std::move(bad),
      [&](const domain::ListQuery& query) {
        return views().ListIncidents(call, query, ViewpointOf(request));
      },
      response->mutable_incidents(), response);
}

}  // namespace parallax::claims::server
