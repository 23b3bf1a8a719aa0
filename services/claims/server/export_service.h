// The ExportService of the API.
#pragma once

#include "common/rpc/call_runtime.h"
#include "parallax/claims/v1/export_service.grpc.pb.h"
#include "services/claims/domain/change_log.h"
#include "services/claims/domain/exports/exporter.h"
#include "services/claims/domain/ledger_reader.h"
#include "services/claims/domain/ledger_store.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/server/export_claims.h"

namespace parallax::claims::server {

// Thread safe.
class ExportServiceImpl final
    : public domain::pb::ExportService::CallbackService {
 public:
  static constexpr char kName[] = "parallax.claims.v1.ExportService";

  // All must outlive it.
  ExportServiceImpl(rpc::CallRuntime* runtime, domain::LedgerStore* ledger,
                    domain::LedgerReader* reader, domain::ChangeLog* changes,
                    domain::AreaSource* areas)
      : runtime_(*runtime),
        views_(reader),
        gate_(ledger),
        exporter_(&views_, reader, changes),
        export_claims_(&exporter_, areas, &gate_) {}

  grpc::ServerWriteReactor<domain::pb::ExportClaimsResponse>* ExportClaims(
      grpc::CallbackServerContext* context,
      const domain::pb::ExportClaimsRequest* request) override;

 private:
  rpc::CallRuntime& runtime_;
  domain::LedgerViews views_;
  RevisionGate gate_;
  domain::Exporter exporter_;
  server::ExportClaims export_claims_;
};

}  // namespace parallax::claims::server
