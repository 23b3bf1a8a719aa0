// Figures of a benchmark run.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace parallax::bench {

struct Quantiles {
  absl::Duration p50;
  absl::Duration p99;
};

// `samples` must not be empty.
Quantiles QuantilesOf(std::vector<absl::Duration> samples);

// Calls every one of `subjects` in turn, `rounds` times, so that whatever else
// the machine does falls on all of them alike. A tenth of the rounds before
// warms up and is not counted. Stops at the first error.
absl::StatusOr<std::vector<Quantiles>> TimeInTurn(
    const std::vector<std::function<absl::Status()>>& subjects, int rounds);

// "213 µs", "4.2 ms", "1.3 s".
std::string DurationText(absl::Duration duration);

absl::Duration TimeOf(const std::function<void()>& work);

// Resident memory of a process in MiB; 0 when it is gone.
double ResidentMiB(pid_t pid);

// Time that a process has had of a processor so far; zero when it is gone.
absl::Duration ProcessorTime(pid_t pid);

}  // namespace parallax::bench
