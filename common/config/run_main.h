// What main() of every server does around its work.
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "common/config/options.h"

namespace parallax::config {

// Parses `options`, answers --help, --version and --print-config, else runs
// `body`. Returns the exit code: 0, 1 when `body` failed (the error goes to the
// log), 2 when the configuration is wrong (every problem goes to stderr).
int RunMain(Options& options, int argc, const char* const* argv,
            const std::function<absl::Status()>& body);

}  // namespace parallax::config
