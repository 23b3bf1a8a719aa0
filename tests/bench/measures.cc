#include "tests/bench/measures.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"

namespace parallax::bench {

Quantiles QuantilesOf(std::vector<absl::Duration> samples) {
  std::sort(samples.begin(), samples.end());
  return {samples[samples.size() / 2], samples[samples.size() * 99 / 100]};
}

absl::StatusOr<std::vector<Quantiles>> TimeInTurn(
    const std::vector<std::function<absl::Status()>>& subjects, int rounds) {
  const int warm_up = rounds / 10;
  std::vector<std::vector<absl::Duration>> samples(subjects.size());
  for (int round = -warm_up; round < rounds; ++round) {
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      absl::Status status;
      const absl::Duration took = TimeOf([&] { status = subjects[i](); });
      if (!status.ok()) return status;
      if (round >= 0) samples[i].push_back(took);
    }
  }
  std::vector<Quantiles> quantiles;
  for (auto& of : samples) quantiles.push_back(QuantilesOf(std::move(of)));
  return quantiles;
}

std::string DurationText(absl::Duration duration) {
  const double micros = absl::ToDoubleMicroseconds(duration);
  if (micros < 10'000) return absl::StrFormat("%.0f µs", micros);
  if (micros < 1'000'000) return absl::StrFormat("%.1f ms", micros / 1000);
  return absl::StrFormat("%.1f s", micros / 1'000'000);
}

absl::Duration TimeOf(const std::function<void()>& work) {
  const int64_t start = absl::GetCurrentTimeNanos();
  work();
  return absl::Nanoseconds(absl::GetCurrentTimeNanos() - start);
}

double ResidentMiB(pid_t pid) {
  std::ifstream statm(absl::StrCat("/proc/", pid, "/statm"));
  long total = 0;
  long resident = 0;
  if (!(statm >> total >> resident)) return 0;
  return static_cast<double>(resident) *
         static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
}

absl::Duration ProcessorTime(pid_t pid) {
  std::ifstream stat(absl::StrCat("/proc/", pid, "/stat"));
  std::string word;
  // The 14th and 15th values; no name of ours has a blank in it.
  for (int i = 0; i < 13; ++i) stat >> word;
  std::int64_t user = 0;
  std::int64_t system = 0;
  if (!(stat >> user >> system)) return absl::ZeroDuration();
  return absl::Seconds(1) * (user + system) / sysconf(_SC_CLK_TCK);
}

}  // namespace parallax::bench
