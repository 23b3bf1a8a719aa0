// parallax.geo.v1.AdminService: one handler for each RPC.
#pragma once

#include "common/rpc/call_runtime.h"
#include "parallax/geo/v1/admin_service.grpc.pb.h"
#include "services/geo/server/check_store.h"

namespace parallax::geo::server {

// Thread safe. Both that it is given must outlive it.
class AdminService final : public v1::AdminService::CallbackService {
 public:
  static constexpr char kName[] = "parallax.geo.v1.AdminService";

  AdminService(rpc::CallRuntime& runtime, domain::StoreChecker& checker)
      : runtime_(runtime), check_store_(checker) {}

  grpc::ServerUnaryReactor* CheckStore(
      grpc::CallbackServerContext* context,
      const v1::CheckStoreRequest* request,
      v1::CheckStoreResponse* response) override;

 private:
  rpc::CallRuntime& runtime_;
  const CheckStoreHandler check_store_;
};

}  // namespace parallax::geo::server
