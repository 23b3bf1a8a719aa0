// ClaimsService.ListClaims.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/area_filter.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/server/request.h"

namespace parallax::claims::server {

// Thread safe. What it is made of must outlive it.
class ListClaims {
 public:
  ListClaims(domain::LedgerViews* views, domain::AreaSource* areas,
             RevisionGate* gate, const storage::PageTokenCodec* codec)
      : views_(*views), areas_(*areas), gate_(*gate), codec_(*codec) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const domain::pb::ListClaimsRequest& request,
                      domain::pb::ListClaimsResponse* response);

 private:
  domain::LedgerViews& views_;
  domain::AreaSource& areas_;
  RevisionGate& gate_;
  const storage::PageTokenCodec& codec_;
};

}  // namespace parallax::claims::server
