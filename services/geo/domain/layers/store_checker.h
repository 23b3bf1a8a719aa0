// What looking after the layers asks of their store.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "parallax/geo/v1/admin_service.pb.h"

namespace parallax::geo::domain {

// Thread safe.
class StoreChecker {
 public:
  virtual ~StoreChecker() = default;

  // Has the engine check its files, then reads every layer and feature, in one
  // snapshot. Damage is an answer; an error means that the store could not be
  // checked.
  virtual absl::StatusOr<v1::CheckStoreResponse> CheckStore(
      const rpc::CallContext& call) = 0;
};

}  // namespace parallax::geo::domain
