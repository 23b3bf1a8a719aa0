#include "common/storage/postgres_pool.h"

#include <utility>

#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace parallax::storage {

absl::StatusOr<PostgresPool::Lease> PostgresPool::Take(
    const rpc::CallContext& context) {
  PARALLAX_RETURN_IF_ERROR(context.Check());
  std::unique_ptr<PostgresConnection> connection;
  {
    absl::MutexLock lock(&mutex_);
    if (!mutex_.AwaitWithTimeout(
            absl::Condition(this, &PostgresPool::Available),
            context.Remaining())) {
      return absl::DeadlineExceededError(
          "no connection to the store was free in time");
    }
    if (closed_) {
      return status::Unavailable(type::v1::ERROR_REASON_SHUTTING_DOWN,
                                 "the store is closed", absl::Seconds(1));
    }
    --free_;
    // The one used last has the warmest session.
    while (connection == nullptr && !idle_.empty()) {
      connection = std::move(idle_.back());
      idle_.pop_back();
      connection->session().TakeNotifications();
      if (!connection->session().ready()) connection.reset();
    }
  }
  if (connection == nullptr) {
    auto opened = PostgresConnection::Open(options_);
    if (!opened.ok()) {
      absl::MutexLock lock(&mutex_);
      ++free_;
      return opened.status();
    }
    connection = *std::move(opened);
  }
  return Lease(this, std::move(connection));
}

void PostgresPool::Return(std::unique_ptr<PostgresConnection> connection) {
  const bool ready = connection->session().ready();
  if (!ready) connection.reset();
  absl::MutexLock lock(&mutex_);
  if (ready && !closed_) idle_.push_back(std::move(connection));
  ++free_;
}

void PostgresPool::Close() {
  std::vector<std::unique_ptr<PostgresConnection>> idle;
  absl::MutexLock lock(&mutex_);
  closed_ = true;
  mutex_.Await(absl::Condition(this, &PostgresPool::AllBack));
  idle.swap(idle_);
}

}  // namespace parallax::storage
