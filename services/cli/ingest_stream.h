// Hands many reports to the ingest service over one stream.
#pragma once

#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/cli/report_files.h"
#include "services/cli/session.h"

namespace parallax::cli {

// How one report ended.
using ReportDone = std::function<void(
    const ReportFile&,
    const absl::StatusOr<ingest::v1::IngestDocumentResponse>&)>;

// Sends every report and calls `done` once for each, from the calling thread. A
// stream that breaks, or a service at its limit, is tried again for what was
// not acknowledged, up to five times in a row without progress; then the rest
// gets that error and it is returned. A report that is refused does not stop
// the others.
absl::Status StreamReports(Session& session,
                           const std::vector<ReportFile>& reports,
                           const ReportDone& done);

}  // namespace parallax::cli
