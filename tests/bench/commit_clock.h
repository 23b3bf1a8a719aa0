// When a commit came to stand in a SQLite store, seen from outside the service.
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

struct sqlite3;
struct sqlite3_stmt;

namespace parallax::bench {

// Looks at the store's `data_version` every fifth of a millisecond. SQLite
// shows a transaction to other connections once the write-ahead log holds it
// durably, so this is the moment from which a watcher may hear of it. The first
// commit of a log that starts anew is seen a little before.
// https://www.sqlite.org/pragma.html#pragma_data_version
class CommitClock {
 public:
  static absl::StatusOr<std::unique_ptr<CommitClock>> Start(
      const std::string& path);
  ~CommitClock();

  // The next commit is the one that is asked for.
  void Arm();
  // The last look at which that commit did not stand yet, so that no part of
  // the way to a watcher is left out. Waits for it a while; InfinitePast when
  // none is seen.
  absl::Time Committed();

 private:
  explicit CommitClock(sqlite3* database) : database_(database) {}
  void Look();

  sqlite3* const database_;
  sqlite3_stmt* version_ = nullptr;
  std::thread looks_;
  absl::Mutex mutex_;
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  bool looking_ ABSL_GUARDED_BY(mutex_) = false;
  bool armed_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Time committed_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace parallax::bench
