#include "common/storage/sqlite_writer.h"

#include <utility>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/observability/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace parallax::storage {
namespace {

// A batch that has run this long is committed even when more writes wait, so
// that a steady stream cannot hold back those who came first.
constexpr absl::Duration kMaxBatchTime = absl::Milliseconds(50);
// A log of so many pages is folded into the file. Readers find a page in one of
// up to 4062 by one look at its index.
constexpr int kLongLog = 4000;

absl::Status Closed() {
  return status::Unavailable(type::v1::ERROR_REASON_SHUTTING_DOWN,
                             "the store is closed", absl::Seconds(1));
}

}  // namespace

SqliteWriter::SqliteWriter(std::unique_ptr<SqliteConnection> connection,
                           std::unique_ptr<SqliteMark> mark,
                           std::size_t max_batch, std::size_t max_pending)
    : connection_(std::move(connection)),
      mark_(std::move(mark)),
      max_batch_(max_batch),
      max_pending_(max_pending) {
  connection_->KeepLog();
  thread_ = std::thread([this] { Loop(); });
}

SqliteWriter::~SqliteWriter() { Close(); }

void SqliteWriter::SetCommitListener(std::function<void()> listener) {
  absl::MutexLock lock(&mutex_);
  commit_listener_ = std::move(listener);
}

absl::Status SqliteWriter::Enqueue(const ItemPtr& item) {
  absl::MutexLock lock(&mutex_);
  if (closing_) return Closed();
  if (queue_.size() >= max_pending_) {
    return status::Overloaded("too many writes are waiting",
                              absl::Milliseconds(200));
  }
  queue_.push_back(item);
  return absl::OkStatus();
}

absl::Status SqliteWriter::Write(const rpc::CallContext& context, Body body) {
  if (std::this_thread::get_id() == thread_.get_id()) {
    return absl::InternalError("Write() was called from within a write");
  }
  // Shared with the writer, which may still notify after this call gave up.
  struct Waiter {
    absl::Notification notified;
    absl::Status result;
  };
  auto waiter = std::make_shared<Waiter>();
  auto item = std::make_shared<Item>(context, std::move(body),
                                     [waiter](absl::Status result) {
                                       waiter->result = std::move(result);
                                       waiter->notified.Notify();
                                     });
  PARALLAX_RETURN_IF_ERROR(context.Check());
  PARALLAX_RETURN_IF_ERROR(Enqueue(item));
  if (!waiter->notified.WaitForNotificationWithTimeout(context.Remaining()) &&
      item->Take(Item::kAbandoned)) {
    return absl::DeadlineExceededError(
        "the deadline passed before the write began");
  }
  waiter->notified.WaitForNotification();
  return waiter->result;
}

void SqliteWriter::WriteAsync(const rpc::CallContext& context, Body body,
                              Done done) {
  auto item = std::make_shared<Item>(context, std::move(body), std::move(done));
  absl::Status queued = Enqueue(item);
  if (!queued.ok()) item->done(std::move(queued));
}

SqliteWriter::ItemPtr SqliteWriter::Next() {
  absl::MutexLock lock(&mutex_);
  while (!queue_.empty()) {
    ItemPtr item = std::move(queue_.front());
    queue_.pop_front();
    if (item->Take(Item::kStarted)) return item;
  }
  return nullptr;
}

absl::Status SqliteWriter::RunBody(Item& item) {
  PARALLAX_RETURN_IF_ERROR(item.context.Check());
  absl::Status status = item.body(*connection_);
  // A full disk or an I/O error makes SQLite undo the whole transaction.
  if (status.ok() && !connection_->in_transaction()) {
    return absl::InternalError("a write ended its transaction");
  }
  return status;
}

absl::Status SqliteWriter::RunItem(Item& item) {
  PARALLAX_RETURN_IF_ERROR(connection_->Run("SAVEPOINT item"));
  absl::Status status = RunBody(item);
  if (!connection_->in_transaction()) return status;
  if (!status.ok()) {
    PARALLAX_RETURN_IF_ERROR(connection_->Run("ROLLBACK TO item"));
  }
  PARALLAX_RETURN_IF_ERROR(connection_->Run("RELEASE item"));
  return status;
}

absl::Status SqliteWriter::Commit(bool changed) {
  std::int64_t number = 0;
  if (changed) {
    PARALLAX_ASSIGN_OR_RETURN(number, SqliteMark::CountUp(*connection_));
  }
  PARALLAX_RETURN_IF_ERROR(connection_->Run("COMMIT"));
  if (changed) mark_->Tell(number);
  return absl::OkStatus();
}

std::vector<SqliteWriter::ItemPtr> SqliteWriter::RunBatch() {
  std::vector<ItemPtr> batch;
  ItemPtr item = Next();
  if (item == nullptr) return batch;
  const absl::Time started = absl::Now();
  const std::int64_t changes = connection_->total_changes();
  bool changed = false;
  absl::Status shared = connection_->Run("BEGIN IMMEDIATE");
  while (item != nullptr) {
    batch.push_back(item);
    if (!shared.ok()) break;
    // The first of a batch is undone with all of it and needs no savepoint:
    // for one SQLite keeps every page as it was, and goes through all of them
    // at the end of each statement.
    const bool first = batch.size() == 1;
    item->result = first ? RunBody(*item) : RunItem(*item);
    if (first && !item->result.ok() && connection_->in_transaction()) {
      connection_->Run("ROLLBACK").IgnoreError();
      return batch;
    }
    if (!connection_->in_transaction()) {
      shared = item->result;
      break;
    }
    if (batch.size() >= max_batch_ || absl::Now() - started > kMaxBatchTime) {
      break;
    }
    item = Next();
  }
  if (shared.ok()) {
    changed = connection_->total_changes() != changes;
    shared = Commit(changed);
  }
  if (!shared.ok()) {
    if (connection_->in_transaction()) {
      connection_->Run("ROLLBACK").IgnoreError();
    }
    observability::LogError("a batch of writes was not committed",
                            {{"writes", batch.size()},
                             {"error", shared.message()},
                             {"detail", status::InternalDetail(shared)}});
    for (const ItemPtr& lost : batch) {
      if (lost->result.ok()) lost->result = shared;
    }
    return batch;
  }
  if (changed) {
    std::function<void()> listener;
    {
      absl::MutexLock lock(&mutex_);
      listener = commit_listener_;
    }
    if (listener) listener();
  }
  return batch;
}

void SqliteWriter::Loop() {
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(this, &SqliteWriter::HasWork));
      if (queue_.empty()) return;
    }
    for (const ItemPtr& item : RunBatch()) {
      item->done(std::move(item->result));
    }
    FoldLog();
  }
}

void SqliteWriter::FoldLog() {
  if (connection_->log_pages() < kLongLog) return;
  // What fails now is tried again after the next commit.
  connection_->FoldLog().IgnoreError();
}

void SqliteWriter::Close() {
  {
    absl::MutexLock lock(&mutex_);
    closing_ = true;
  }
  absl::MutexLock lock(&join_mutex_);
  if (joined_) return;
  joined_ = true;
  thread_.join();
  absl::Status folded = connection_->Execute("PRAGMA wal_checkpoint(TRUNCATE)");
  if (!folded.ok()) {
    observability::LogWarning("the log stays beside the store",
                              {{"error", status::InternalDetail(folded)}});
  }
}

}  // namespace parallax::storage
