// parallax admin copy: moves a service's store to another engine.
#pragma once

#include "services/cli/session.h"

namespace parallax::cli {

void AddAdminCopy(CLI::App& admin, Work* work);

}  // namespace parallax::cli
