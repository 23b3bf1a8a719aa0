#include "services/geo/server/admin_service.h"

#include "common/rpc/unary_call.h"

namespace parallax::geo::server {

grpc::ServerUnaryReactor* AdminService::CheckStore(
    grpc::CallbackServerContext* context, const v1::CheckStoreRequest* request,
    v1::CheckStoreResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.AdminService/CheckStore", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return check_store_.Handle(call, in, out);
      });
}

}  // namespace parallax::geo::server
