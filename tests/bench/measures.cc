#include "tests/bench/measures.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace parallax::bench {

Quantiles QuantilesOf(std::vector<absl::Duration> samples) {
  std::sort(samples.begin(), samples.end());
  return {samples[samples.size() / 2], samples[samples.size() * 99 / 100]};
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

pid_t ChildNamed(const char* program) {
  namespace fs = std::filesystem;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    int pid = 0;
    if (!absl::SimpleAtoi(entry.path().filename().string(), &pid)) continue;
    std::ifstream stat(entry.path() / "stat");
    std::string name;
    std::string state;
    int number = 0;
    int parent = 0;
    if (!(stat >> number >> name >> state >> parent) || parent != getpid()) {
      continue;
    }
    const fs::path binary = fs::read_symlink(entry.path() / "exe", error);
    if (binary.filename() == program) return pid;
  }
  return 0;
}

}  // namespace parallax::bench
