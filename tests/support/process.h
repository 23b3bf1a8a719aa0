// A child process of a test.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace parallax::testing {

// Killed when destroyed. Not thread safe.
class Process {
 public:
  Process() = default;
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Starts `program` with `arguments`; its output is appended to `log`. False
  // when it cannot be started. The process before is killed. Root may have it
  // run as another `user`.
  bool Start(const std::string& program,
             const std::vector<std::string>& arguments, const std::string& log,
             const std::string& user = "");

  // Waits for the end, at most `limit`; then as Kill(). The exit code, or -1
  // when a signal ended it.
  int Wait(absl::Duration limit = absl::InfiniteDuration());

  // SIGKILL, and waits until the process is gone.
  void Kill();

  // SIGTERM (or another signal), and waits for the end, at most `limit`; then
  // as Kill(). The exit code, or -1 when a signal ended it.
  int Terminate(absl::Duration limit = absl::Seconds(30), int signal = SIGTERM);

  bool running() const;
  // 0 when none runs.
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = 0;
};

}  // namespace parallax::testing
