#include "common/config/log_options.h"

namespace parallax::config {

void AddLogOptions(Options& options, observability::LogOptions* log) {
  options.Add("log-level", &log->level, "debug, info, warning or error",
              OneOf({"debug", "info", "warning", "error"}));
  options.Add("log-format", &log->format,
              "text, json, or auto: text on a terminal",
              OneOf({"auto", "text", "json"}));
}

}  // namespace parallax::config
