// A fixed set of connections for reading.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/call_context.h"
#include "common/storage/sqlite_connection.h"

namespace parallax::storage {

// See SqliteDatabase::Read() for the contract. Thread safe.
class SqliteReaders {
 public:
  explicit SqliteReaders(
      std::vector<std::unique_ptr<SqliteConnection>> connections);

  absl::Status Read(const rpc::CallContext& context,
                    const std::function<absl::Status(SqlConnection&)>& body);

  // Refuses new reads, waits for those running and closes the connections.
  void Close();

 private:
  bool Ready() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !idle_.empty() || closed_;
  }
  bool AllBack() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return idle_.size() == size_;
  }

  absl::Mutex mutex_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_ ABSL_GUARDED_BY(mutex_);
  std::size_t size_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace parallax::storage
