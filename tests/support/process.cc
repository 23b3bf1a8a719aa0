#include "tests/support/process.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "absl/time/clock.h"

namespace parallax::testing {

Process::~Process() { Kill(); }

bool Process::Start(const std::string& program,
                    const std::vector<std::string>& arguments,
                    const std::string& log, const std::string& user) {
  Kill();
  // Everything that allocates comes before the fork.
  std::vector<char*> argv;
  argv.push_back(const_cast<char*>(program.c_str()));
  for (const std::string& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str()));
  }
  argv.push_back(nullptr);
  const passwd* const owner = user.empty() ? nullptr : getpwnam(user.c_str());
  if (!user.empty() && owner == nullptr) return false;
  const int out =
      open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (out < 0 || in < 0) return false;
  pid_ = fork();
  if (pid_ == 0) {
    if (owner != nullptr &&
        (setgroups(0, nullptr) != 0 || setgid(owner->pw_gid) != 0 ||
         setuid(owner->pw_uid) != 0)) {
      _exit(126);
    }
    // A test that dies takes its children along.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(in, 0);
    dup2(out, 1);
    dup2(out, 2);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    execv(program.c_str(), argv.data());
    _exit(127);
  }
  close(out);
  close(in);
  if (pid_ < 0) pid_ = 0;
  return pid_ != 0;
}

void Process::Kill() {
  if (pid_ == 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

int Process::Terminate(absl::Duration limit, int signal) {
  if (pid_ == 0) return -1;
  kill(pid_, signal);
  return Wait(limit);
}

int Process::Wait(absl::Duration limit) {
  if (pid_ == 0) return -1;
  const absl::Time end = absl::Now() + limit;
  int state = 0;
  while (waitpid(pid_, &state, WNOHANG) == 0) {
    if (absl::Now() >= end) {
      Kill();
      return -1;
    }
    absl::SleepFor(absl::Milliseconds(10));
  }
  pid_ = 0;
  return WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

bool Process::running() const {
  if (pid_ == 0) return false;
  siginfo_t ended = {};
  return waitid(P_PID, static_cast<id_t>(pid_), &ended,
                WEXITED | WNOHANG | WNOWAIT) == 0 &&
         ended.si_pid == 0;
}

}  // namespace parallax::testing
