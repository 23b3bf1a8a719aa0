// The AdminService of the API: each RPC handed to its handler.
#pragma once

#include "common/rpc/call_runtime.h"
#include "parallax/claims/v1/admin_service.grpc.pb.h"
#include "services/claims/domain/ledger_reader.h"
#include "services/claims/domain/store_admin.h"
#include "services/claims/server/admin.h"

namespace parallax::claims::server {

// Thread safe.
class AdminServiceImpl final
    : public domain::pb::AdminService::CallbackService {
 public:
  static constexpr char kName[] = "parallax.claims.v1.AdminService";

  // All must outlive it.
  AdminServiceImpl(rpc::CallRuntime* runtime, domain::LedgerReader* reader,
                   domain::StoreAdmin* admin)
      : runtime_(*runtime),
        get_server_info_(reader, admin, runtime->clock().Now()),
        check_ledger_(reader, admin),
        back_up_ledger_(admin) {}

  grpc::ServerUnaryReactor* GetServerInfo(
      grpc::CallbackServerContext* context,
      const domain::pb::GetServerInfoRequest* request,
      domain::pb::GetServerInfoResponse* response) override;
  grpc::ServerUnaryReactor* CheckLedger(
      grpc::CallbackServerContext* context,
      const domain::pb::CheckLedgerRequest* request,
      domain::pb::CheckLedgerResponse* response) override;
  grpc::ServerWriteReactor<domain::pb::BackUpLedgerResponse>* BackUpLedger(
      grpc::CallbackServerContext* context,
      const domain::pb::BackUpLedgerRequest* request) override;

 private:
  rpc::CallRuntime& runtime_;
  server::GetServerInfo get_server_info_;
  server::CheckLedger check_ledger_;
  server::BackUpLedger back_up_ledger_;
};

}  // namespace parallax::claims::server
