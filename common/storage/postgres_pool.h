// Connections to one PostgreSQL database, opened when they are needed.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/call_context.h"
#include "common/storage/postgres_connection.h"

namespace parallax::storage {

// Thread safe.
class PostgresPool {
 public:
  // A connection on loan: goes back when destroyed, if it is fit for another.
  class Lease {
   public:
    Lease(PostgresPool* pool, std::unique_ptr<PostgresConnection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (connection_ != nullptr) pool_->Return(std::move(connection_));
    }
    PostgresConnection& operator*() const { return *connection_; }
    PostgresConnection* operator->() const { return connection_.get(); }

   private:
    PostgresPool* pool_;
    std::unique_ptr<PostgresConnection> connection_;
  };

  // At most `size` connections.
  PostgresPool(PostgresSession::Options options, std::size_t size)
      : options_(std::move(options)), free_(size), size_(size) {}

  // Waits for a free connection within the deadline. One that the server has
  // hung up meanwhile is replaced.
  absl::StatusOr<Lease> Take(const rpc::CallContext& context);

  // Refuses new loans, waits for those out and closes all connections.
  // Idempotent.
  void Close();

 private:
  void Return(std::unique_ptr<PostgresConnection> connection);
  bool Available() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return free_ > 0 || closed_;
  }
  bool AllBack() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return free_ == size_;
  }

  const PostgresSession::Options options_;
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_
      ABSL_GUARDED_BY(mutex_);
  // Loans that may still be given.
  std::size_t free_ ABSL_GUARDED_BY(mutex_);
  const std::size_t size_;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace parallax::storage
