#include "tests/bench/commit_clock.h"

#include <sqlite3.h>

#include <cstdint>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace parallax::bench {
namespace {

constexpr absl::Duration kBetweenLooks = absl::Microseconds(200);
constexpr absl::Duration kLimit = absl::Seconds(5);

}  // namespace

absl::StatusOr<std::unique_ptr<CommitClock>> CommitClock::Start(
    const std::string& path) {
  sqlite3* database = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr);
  auto clock = absl::WrapUnique(new CommitClock(database));
  if (code != SQLITE_OK ||
      sqlite3_prepare_v2(database, "PRAGMA data_version", -1, &clock->version_,
                         nullptr) != SQLITE_OK) {
    return absl::InternalError(absl::StrCat("cannot follow ", path));
  }
  clock->looks_ = std::thread([clock = clock.get()] { clock->Look(); });
  {
    const absl::MutexLock lock(&clock->mutex_);
    if (!clock->mutex_.AwaitWithTimeout(absl::Condition(&clock->looking_),
                                        kLimit)) {
      return absl::DeadlineExceededError(absl::StrCat("cannot read ", path));
    }
  }
  return clock;
}

CommitClock::~CommitClock() {
  {
    const absl::MutexLock lock(&mutex_);
    stop_ = true;
  }
  if (looks_.joinable()) looks_.join();
  sqlite3_finalize(version_);
  sqlite3_close_v2(database_);
}

void CommitClock::Arm() {
  const absl::MutexLock lock(&mutex_);
  armed_ = true;
  committed_ = absl::InfinitePast();
}

absl::Time CommitClock::Committed() {
  const absl::MutexLock lock(&mutex_);
  const auto seen = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !armed_;
  };
  mutex_.AwaitWithTimeout(absl::Condition(&seen), kLimit);
  return committed_;
}

void CommitClock::Look() {
  std::int64_t seen = -1;
  absl::Time before = absl::Now();
  while (true) {
    const absl::Time now = absl::Now();
    const bool read = sqlite3_step(version_) == SQLITE_ROW;
    const std::int64_t version =
        read ? sqlite3_column_int64(version_, 0) : seen;
    sqlite3_reset(version_);
    {
      const absl::MutexLock lock(&mutex_);
      if (stop_) return;
      if (version != seen && seen >= 0 && armed_) {
        committed_ = before;
        armed_ = false;
      }
      looking_ |= read;
    }
    if (read) {
      seen = version;
      before = now;
    }
    absl::SleepFor(kBetweenLooks);
  }
}

}  // namespace parallax::bench
