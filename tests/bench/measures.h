// Figures of a benchmark run.
#pragma once

#include <sys/types.h>

#include <functional>
#include <vector>

#include "absl/time/time.h"

namespace parallax::bench {

struct Quantiles {
  absl::Duration p50;
  absl::Duration p99;
};

// `samples` must not be empty.
Quantiles QuantilesOf(std::vector<absl::Duration> samples);

absl::Duration TimeOf(const std::function<void()>& work);

// Resident memory of a process in MiB; 0 when it is gone.
double ResidentMiB(pid_t pid);

// The child of this process that runs `program` (a path's last part); 0 when
// there is none.
pid_t ChildNamed(const char* program);

}  // namespace parallax::bench
