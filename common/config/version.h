// What --version says.
#pragma once

namespace parallax::config {

// The release of this build, "0.1.0".
const char* Version();

}  // namespace parallax::config
