// The one thread that writes to a SQLite file, committing in groups.
#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/call_context.h"
#include "common/storage/sqlite_connection.h"
#include "common/storage/sqlite_mark.h"

namespace parallax::storage {

// See SqliteDatabase::Write() for the contract. Thread safe.
class SqliteWriter {
 public:
  using Body = std::function<absl::Status(SqlConnection&)>;
  using Done = std::function<void(absl::Status)>;

  SqliteWriter(std::unique_ptr<SqliteConnection> connection,
               std::unique_ptr<SqliteMark> mark, std::size_t max_batch,
               std::size_t max_pending);
  ~SqliteWriter();

  absl::Status Write(const rpc::CallContext& context, Body body);
  void WriteAsync(const rpc::CallContext& context, Body body, Done done);
  void SetCommitListener(std::function<void()> listener);

  // Finishes what waits, then folds the log into the file. Idempotent.
  void Close();

 private:
  // A write on its way. Whoever takes it from kWaiting decides its fate: the
  // writer by starting it, the submitter by giving up.
  struct Item {
    enum State { kWaiting, kStarted, kAbandoned };
    Item(const rpc::CallContext& context, Body body, Done done)
        : context(context), body(std::move(body)), done(std::move(done)) {}
    bool Take(State to) {
      State expected = kWaiting;
      return state.compare_exchange_strong(expected, to);
    }
    const rpc::CallContext context;
    const Body body;
    const Done done;
    std::atomic<State> state{kWaiting};
    absl::Status result;
  };
  using ItemPtr = std::shared_ptr<Item>;

  absl::Status Enqueue(const ItemPtr& item);
  void Loop();
  ItemPtr Next();
  // Runs waiting items in one transaction; all items taken are in the result,
  // each with its own.
  std::vector<ItemPtr> RunBatch();
  absl::Status RunBody(Item& item);
  // The same so that it can be undone alone.
  absl::Status RunItem(Item& item);
  // Commits the transaction that is open, and counts it when it `changed`
  // anything.
  absl::Status Commit(bool changed);
  // Folds the log into the file once it is long. Not within a commit, so that
  // nobody waits for it but those who come next.
  void FoldLog();
  bool HasWork() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !queue_.empty() || closing_;
  }

  const std::unique_ptr<SqliteConnection> connection_;
  const std::unique_ptr<SqliteMark> mark_;
  const std::size_t max_batch_;
  const std::size_t max_pending_;

  absl::Mutex mutex_;
  std::deque<ItemPtr> queue_ ABSL_GUARDED_BY(mutex_);
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
  std::function<void()> commit_listener_ ABSL_GUARDED_BY(mutex_);

  absl::Mutex join_mutex_;
  bool joined_ ABSL_GUARDED_BY(join_mutex_) = false;
  std::thread thread_;
};

}  // namespace parallax::storage
