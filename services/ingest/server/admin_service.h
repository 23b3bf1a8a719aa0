// parallax.ingest.v1.AdminService: each RPC handed to its handler.
#ifndef PARALLAX_SERVICES_INGEST_SERVER_ADMIN_SERVICE_H_
#define PARALLAX_SERVICES_INGEST_SERVER_ADMIN_SERVICE_H_

#include "common/rpc/call_runtime.h"
#include "parallax/ingest/v1/admin_service.grpc.pb.h"
#include "services/ingest/server/check_store.h"

namespace parallax::ingest::server {

// Thread safe.
class AdminService final : public v1::AdminService::CallbackService {
 public:
  static constexpr char kName[] = "parallax.ingest.v1.AdminService";

  // Both must outlive it.
  AdminService(rpc::CallRuntime& runtime, domain::StoreChecker* checker)
      : runtime_(runtime), check_store_(checker) {}

  grpc::ServerUnaryReactor* CheckStore(
      grpc::CallbackServerContext* context,
      const v1::CheckStoreRequest* request,
      v1::CheckStoreResponse* response) override;

 private:
  rpc::CallRuntime& runtime_;
  server::CheckStore check_store_;
};

}  // namespace parallax::ingest::server

#endif  // PARALLAX_SERVICES_INGEST_SERVER_ADMIN_SERVICE_H_
