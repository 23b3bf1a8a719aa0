// "Did you mean": the known name that an unknown one is closest to.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace parallax::status {

// The known name with the fewest edits from `name`, when these are few for its
// length; else empty. Names beyond 64 bytes have no neighbour.
std::string Nearest(absl::string_view name,
                    const std::vector<std::string>& known);

}  // namespace parallax::status
