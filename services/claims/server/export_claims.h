// ClaimsService.ExportClaims.
#pragma once

#include <memory>

#include "absl/status/status.h"
#include "common/rpc/server_stream.h"
#include "services/claims/domain/area_filter.h"
#include "services/claims/domain/exports/exporter.h"
#include "services/claims/server/request.h"

namespace parallax::claims::server {

using ExportStream = rpc::ServerStream<domain::pb::ExportClaimsResponse>;

// What the request asks for, its areas not bound yet, or every violation of it.
absl::StatusOr<domain::ExportPlan> PlanExport(
    const domain::pb::ExportClaimsRequest& request);

// Thread safe. What it is made of must outlive it.
class ExportClaims {
 public:
  ExportClaims(domain::Exporter* exporter, domain::AreaSource* areas,
               RevisionGate* gate)
      : exporter_(*exporter), areas_(*areas), gate_(*gate) {}

  // Writes the file to the stream, at the reader's pace.
  absl::Status Handle(const domain::pb::ExportClaimsRequest& request,
                      ExportStream* stream);

 private:
  domain::Exporter& exporter_;
  domain::AreaSource& areas_;
  RevisionGate& gate_;
};

}  // namespace parallax::claims::server
