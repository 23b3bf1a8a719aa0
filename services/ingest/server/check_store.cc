#include "services/ingest/server/check_store.h"

#include "common/status/macros.h"

namespace parallax::ingest::server {

absl::Status CheckStore::Handle(const rpc::CallContext& call,
                                const v1::CheckStoreRequest&,
                                v1::CheckStoreResponse* response) {
  PARALLAX_ASSIGN_OR_RETURN(*response, checker_.CheckStore(call));
  return absl::OkStatus();
}

}  // namespace parallax::ingest::server
