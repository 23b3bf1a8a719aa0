#pragma once

namespace parallax::cli {

// Parses the command line, runs the command, prints its result. Returns the
// process's exit code: 0 done, 1 the work failed, 2 the command line is wrong.
int Run(int argc, const char* const* argv);

}  // namespace parallax::cli
