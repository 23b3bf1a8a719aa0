#include "common/storage/sqlite_readers.h"

#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"

namespace parallax::storage {

SqliteReaders::SqliteReaders(
    std::vector<std::unique_ptr<SqliteConnection>> connections)
    : idle_(std::move(connections)), size_(idle_.size()) {}

absl::Status SqliteReaders::Read(
    const rpc::CallContext& context,
    const std::function<absl::Status(SqlConnection&)>& body) {
  PARALLAX_RETURN_IF_ERROR(context.Check());
  std::unique_ptr<SqliteConnection> connection;
  {
    absl::MutexLock lock(&mutex_);
    if (!mutex_.AwaitWithTimeout(absl::Condition(this, &SqliteReaders::Ready),
                                 context.Remaining())) {
      return absl::DeadlineExceededError("no reader was free in time");
    }
    if (closed_) {
      return status::Unavailable(type::v1::ERROR_REASON_SHUTTING_DOWN,
                                 "the store is closed", absl::Seconds(1));
    }
    // The one used last has the warmest cache.
    connection = std::move(idle_.back());
    idle_.pop_back();
  }
  connection->SetInterrupt(&context);
  absl::Status status = connection->Run("BEGIN");
  if (status.ok()) {
    status = body(*connection);
    connection->SetInterrupt(nullptr);
    absl::Status ended = connection->Run("COMMIT");
    if (status.ok()) status = std::move(ended);
  }
  connection->SetInterrupt(nullptr);
  absl::MutexLock lock(&mutex_);
  idle_.push_back(std::move(connection));
  return status;
}

void SqliteReaders::Close() {
  absl::MutexLock lock(&mutex_);
  closed_ = true;
  mutex_.Await(absl::Condition(this, &SqliteReaders::AllBack));
  idle_.clear();
  size_ = 0;
}

}  // namespace parallax::storage
