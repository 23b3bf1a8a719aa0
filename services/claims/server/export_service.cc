#include "services/claims/server/export_service.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"

namespace parallax::claims::server {

grpc::ServerWriteReactor<domain::pb::ExportClaimsResponse>*
ExportServiceImpl::ExportClaims(
    grpc::CallbackServerContext* context,
    const domain::pb::ExportClaimsRequest* request) {
  static const std::string& method =
      *new std::string(absl::StrCat(kName, "/ExportClaims"));
  return rpc::ServeStream<domain::pb::ExportClaimsResponse>(
      runtime_, context, method, {},
      [this, asked = *request](std::shared_ptr<ExportStream> stream) {
        return export_claims_.Handle(asked, stream.get());
      });
}

}  // namespace parallax::claims::server
