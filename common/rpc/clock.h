// Time as a dependency, so that tests decide what time it is.
#pragma once

#include "absl/time/time.h"

namespace parallax::rpc {

// Thread safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;

  // The machine's clock; lives for ever.
  static const Clock& Real();
};

}  // namespace parallax::rpc
