#include "common/config/version.h"

namespace parallax::config {

const char* Version() { return PARALLAX_VERSION; }

}  // namespace parallax::config
