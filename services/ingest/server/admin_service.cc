#include "services/ingest/server/admin_service.h"

#include "absl/strings/str_cat.h"
#include "common/rpc/unary_call.h"

namespace parallax::ingest::server {

grpc::ServerUnaryReactor* AdminService::CheckStore(
    grpc::CallbackServerContext* context, const v1::CheckStoreRequest* request,
    v1::CheckStoreResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, absl::StrCat(kName, "/CheckStore"), request, response,
      [this](const rpc::CallContext& call, const auto& asked, auto* answer) {
        return check_store_.Handle(call, asked, answer);
      });
}

}  // namespace parallax::ingest::server
