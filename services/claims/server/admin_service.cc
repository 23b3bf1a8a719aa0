#include "services/claims/server/admin_service.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/rpc/unary_call.h"

namespace parallax::claims::server {
namespace {

std::string Method(absl::string_view rpc) {
  return absl::StrCat(AdminServiceImpl::kName, "/", rpc);
}

}  // namespace

grpc::ServerUnaryReactor* AdminServiceImpl::GetServerInfo(
    grpc::CallbackServerContext* context,
    const domain::pb::GetServerInfoRequest* request,
    domain::pb::GetServerInfoResponse* response) {
  static const std::string& method = *new std::string(Method("GetServerInfo"));
  return rpc::ServeUnary(
      runtime_, context, method, request, response,
      [this](const rpc::CallContext& call, const auto& asked, auto* answer) {
        return get_server_info_.Handle(call, asked, answer);
      });
}

grpc::ServerUnaryReactor* AdminServiceImpl::CheckLedger(
    grpc::CallbackServerContext* context,
    const domain::pb::CheckLedgerRequest* request,
    domain::pb::CheckLedgerResponse* response) {
  static const std::string& method = *new std::string(Method("CheckLedger"));
  return rpc::ServeUnary(
      runtime_, context, method, request, response,
      [this](const rpc::CallContext& call, const auto& asked, auto* answer) {
        return check_ledger_.Handle(call, asked, answer);
      });
}

grpc::ServerWriteReactor<domain::pb::BackUpLedgerResponse>*
AdminServiceImpl::BackUpLedger(grpc::CallbackServerContext* context,
                               const domain::pb::BackUpLedgerRequest*) {
  static const std::string& method = *new std::string(Method("BackUpLedger"));
  return rpc::ServeStream<domain::pb::BackUpLedgerResponse>(
      runtime_, context, method, {},
      [this](std::shared_ptr<BackUpStream> stream) {
        return back_up_ledger_.Handle(stream.get());
      });
}

}  // namespace parallax::claims::server
