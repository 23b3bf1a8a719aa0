#include "services/geo/server/check_store.h"

#include "common/status/macros.h"

namespace parallax::geo::server {

absl::Status CheckStoreHandler::Handle(const rpc::CallContext& call,
                                       const v1::CheckStoreRequest&,
                                       v1::CheckStoreResponse* response) const {
  PARALLAX_ASSIGN_OR_RETURN(*response, checker_.CheckStore(call));
  return absl::OkStatus();
}

}  // namespace parallax::geo::server
