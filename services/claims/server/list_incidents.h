// ClaimsService.ListIncidents.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "services/claims/server/list_handler.h"

namespace parallax::claims::server {

class ListIncidents : public ListHandler {
 public:
  using ListHandler::ListHandler;

  absl::Status Handle(const rpc::CallContext& call,
                      const domain::pb::ListIncidentsRequest& request,
                      domain::pb::ListIncidentsResponse* response);
};

}  // namespace parallax::claims::server
