// A fixed number of threads behind a bounded queue.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace parallax::rpc {

// Runs blocking work off gRPC's threads. Thread safe.
class BoundedExecutor {
 public:
  struct Options {
    int threads = 8;
    // Tasks waiting beyond those running; one more is refused.
    std::size_t queue_capacity = 1024;
    // What a refused caller is told to wait.
    absl::Duration retry_after = absl::Milliseconds(100);
  };
  using Task = std::function<void()>;

  explicit BoundedExecutor(Options options);
  // Calls Shutdown().
  ~BoundedExecutor();

  BoundedExecutor(const BoundedExecutor&) = delete;
  BoundedExecutor& operator=(const BoundedExecutor&) = delete;

  // Queues `task`, or returns at once RESOURCE_EXHAUSTED with RetryInfo when
  // the queue is full, UNAVAILABLE after Shutdown() began. A task must not
  // throw.
  absl::Status Submit(Task task);

  // Queues `task` without the bound, for streams that bound themselves by a
  // window of unanswered items. These tasks take turns with submitted ones, so
  // neither kind starves the other. UNAVAILABLE after Shutdown() began.
  absl::Status SubmitPatiently(Task task);

  // Refuses new tasks, runs the queued ones, joins the threads. Idempotent;
  // must not be called from a task.
  void Shutdown();

  std::size_t queued() const;
  int running() const;

 private:
  void Work();
  bool HasWork() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Task Take() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Options options_;
  mutable absl::Mutex mutex_;
  std::deque<Task> queue_ ABSL_GUARDED_BY(mutex_);
  std::deque<Task> patient_ ABSL_GUARDED_BY(mutex_);
  bool patient_turn_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  int running_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Mutex join_mutex_;
  std::vector<std::thread> threads_ ABSL_GUARDED_BY(join_mutex_);
};

}  // namespace parallax::rpc
