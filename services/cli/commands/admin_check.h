// parallax admin check: has the services look whether their stores are sound.
#pragma once

#include "services/cli/session.h"

namespace parallax::cli {

void AddAdminCheck(CLI::App& admin, Work* work);

}  // namespace parallax::cli
