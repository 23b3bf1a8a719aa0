#include "common/rpc/bounded_executor.h"

#include <algorithm>
#include <utility>

#include "common/status/errors.h"

namespace parallax::rpc {
namespace {

absl::Status Stopping() {
  return status::Unavailable(type::v1::ERROR_REASON_SHUTTING_DOWN,
                             "the service is shutting down", absl::Seconds(1));
}

}  // namespace

BoundedExecutor::BoundedExecutor(Options options) : options_(options) {
  absl::MutexLock lock(&join_mutex_);
  const int threads = std::max(1, options_.threads);
  threads_.reserve(threads);
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Work(); });
  }
}

BoundedExecutor::~BoundedExecutor() { Shutdown(); }

absl::Status BoundedExecutor::Submit(Task task) {
  absl::MutexLock lock(&mutex_);
  if (stopping_) return Stopping();
  if (queue_.size() >= options_.queue_capacity) {
    return status::Overloaded("the service is busy", options_.retry_after);
  }
  queue_.push_back(std::move(task));
  return absl::OkStatus();
}

absl::Status BoundedExecutor::SubmitPatiently(Task task) {
  absl::MutexLock lock(&mutex_);
  if (stopping_) return Stopping();
  patient_.push_back(std::move(task));
  return absl::OkStatus();
}

bool BoundedExecutor::HasWork() const {
  return !queue_.empty() || !patient_.empty() || stopping_;
}

BoundedExecutor::Task BoundedExecutor::Take() {
  std::deque<Task>& from =
      queue_.empty() || (patient_turn_ && !patient_.empty()) ? patient_
                                                             : queue_;
  patient_turn_ = !patient_turn_;
  if (from.empty()) return nullptr;
  Task task = std::move(from.front());
  from.pop_front();
  return task;
}

void BoundedExecutor::Work() {
  while (true) {
    Task task;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(this, &BoundedExecutor::HasWork));
      task = Take();
      if (task == nullptr) return;
      ++running_;
    }
    task();
    // What the task holds goes before it counts as done.
    task = nullptr;
    absl::MutexLock lock(&mutex_);
    --running_;
  }
}

void BoundedExecutor::Shutdown() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  absl::MutexLock lock(&join_mutex_);
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

std::size_t BoundedExecutor::queued() const {
  absl::MutexLock lock(&mutex_);
  return queue_.size() + patient_.size();
}

int BoundedExecutor::running() const {
  absl::MutexLock lock(&mutex_);
  return running_;
}

}  // namespace parallax::rpc
