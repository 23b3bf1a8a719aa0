// The options of the log.
#pragma once

#include "common/config/options.h"
#include "common/observability/log.h"

namespace parallax::config {

// --log-level and --log-format; `log` must outlive the parsing.
void AddLogOptions(Options& options, observability::LogOptions* log);

}  // namespace parallax::config
