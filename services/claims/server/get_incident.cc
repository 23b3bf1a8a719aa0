#include "services/claims/server/get_incident.h"

#include <utility>

#include "common/status/macros.h"

namespace parallax::claims::server {

absl::Status GetIncident::Handle(const rpc::CallContext& call,
                                 const domain::pb::GetIncidentRequest& request,
                                 domain::pb::GetIncidentResponse* response) {
  status::Violations bad;
  CheckName("incidents", request.name(), "name", &bad);
  CheckViewpoint(request, &bad);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
  PARALLAX_ASSIGN_OR_RETURN(
      *response->mutable_incident(),
      views_.GetIncident(call, request.name(), ViewpointOf(request)));
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
