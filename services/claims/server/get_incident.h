// ClaimsService.GetIncident.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/server/request.h"

namespace parallax::claims::server {

// Thread safe. `views` and `gate` must outlive it.
class GetIncident {
 public:
  GetIncident(domain::LedgerViews* views, RevisionGate* gate)
      : views_(*views), gate_(*gate) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const domain::pb::GetIncidentRequest& request,
                      domain::pb::GetIncidentResponse* response);

 private:
  domain::LedgerViews& views_;
  RevisionGate& gate_;
};

}  // namespace parallax::claims::server
