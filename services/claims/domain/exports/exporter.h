// ExportClaims: the ledger as files.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/change_log.h"
#include "services/claims/domain/exports/events.h"
#include "services/claims/domain/ledger_views.h"

namespace parallax::claims::domain {

// What to write; checked by the caller.
struct ExportPlan {
  pb::ExportFormat format = pb::EXPORT_FORMAT_UNSPECIFIED;
  // Over claims, or over incidents for event rows.
  storage::Filter filter;
  NumberPolicy policy;
  Viewpoint from;
  std::int64_t after_revision = 0;  // changes
};

// Takes the file's pieces in order, with the revision at which it began; an
// error ends the export.
using ExportSink = std::function<absl::Status(std::string, std::int64_t)>;

// Thread safe. Reads page by page, so that a slow reader holds no snapshot of
// the store.
class Exporter {
 public:
  // All must outlive it.
  Exporter(LedgerViews* views, LedgerReader* reader, ChangeLog* log)
      : views_(*views), reader_(*reader), log_(*log) {}

  absl::Status Export(const rpc::CallContext& call, const ExportPlan& plan,
                      const ExportSink& sink);

 private:
  class Run;

  LedgerViews& views_;
  LedgerReader& reader_;
  ChangeLog& log_;
};

}  // namespace parallax::claims::domain
