// CheckStore.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "parallax/geo/v1/admin_service.pb.h"
#include "services/geo/domain/layers/store_checker.h"

namespace parallax::geo::server {

// Thread safe. What it is given must outlive it.
class CheckStoreHandler {
 public:
  explicit CheckStoreHandler(domain::StoreChecker& checker)
      : checker_(checker) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const v1::CheckStoreRequest& request,
                      v1::CheckStoreResponse* response) const;

 private:
  domain::StoreChecker& checker_;
};

}  // namespace parallax::geo::server
