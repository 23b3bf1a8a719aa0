// The id under which one call is found in the logs of every service it touched.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace parallax::observability {

// The metadata key that carries it, both ways.
inline constexpr char kRequestIdKey[] = "x-request-id";

// 32 random lower-case hex digits. Thread safe.
std::string NewRequestId();

// 1 to 64 letters, digits, '-', '_' or '.': fit to be logged as it came.
bool IsRequestId(absl::string_view text);

}  // namespace parallax::observability
