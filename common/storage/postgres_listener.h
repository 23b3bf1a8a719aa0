// Hears of commits, also those of other processes.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/storage/postgres_session.h"

namespace parallax::storage {

// Calls back, on a thread of its own, when something was said on a channel, and
// once a second in any case: what is said while the connection is lost is not
// missed for longer. Thread safe.
class PostgresListener {
 public:
  PostgresListener(PostgresSession::Options options, std::string channel,
                   std::function<void()> heard);
  ~PostgresListener();
  PostgresListener(const PostgresListener&) = delete;
  PostgresListener& operator=(const PostgresListener&) = delete;

  // Returns once no callback runs any more. Idempotent.
  void Stop();

 private:
  void Loop();
  bool stopping() {
    absl::MutexLock lock(&mutex_);
    return stopping_;
  }

  const PostgresSession::Options options_;
  const std::string channel_;
  const std::function<void()> heard_;
  int wake_ = -1;  // readable once stopping

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Mutex join_mutex_;
  bool joined_ ABSL_GUARDED_BY(join_mutex_) = false;
  std::thread thread_;
};

}  // namespace parallax::storage
