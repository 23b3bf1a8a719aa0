// From where a command looks at the ledger.
#pragma once

#include <string>

#include "common/status/macros.h"
#include "services/cli/session.h"

namespace parallax::cli {

struct ViewOptions {
  std::string as_of;
  std::string recorded_as_of;
  bool reviewed = false;
};

// Adds --as-of, --recorded-as-of and --reviewed. `options` must outlive the
// parse.
void AddViewOptions(CLI::App& command, ViewOptions* options);

// Sets `as_of`, `recorded_as_of` and `view` of any read of the ledger.
template <typename Request>
absl::Status SetViewpoint(const ViewOptions& options, Request* request) {
  if (!options.as_of.empty()) {
    PARALLAX_ASSIGN_OR_RETURN(*request->mutable_as_of(),
                              ParseTime("--as-of", options.as_of, true));
  }
  if (!options.recorded_as_of.empty()) {
    PARALLAX_ASSIGN_OR_RETURN(
        *request->mutable_recorded_as_of(),
        ParseTime("--recorded-as-of", options.recorded_as_of, true));
  }
  if (options.reviewed) request->set_view(claims::v1::LEDGER_VIEW_REVIEWED);
  return absl::OkStatus();
}

}  // namespace parallax::cli
