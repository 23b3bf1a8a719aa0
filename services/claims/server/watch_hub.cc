#include "services/claims/server/watch_hub.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/rpc/call_runtime.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/claims/server/watch_messages.h"

namespace parallax::claims::server {
namespace {

constexpr int kPageSize = 256;
// A reader that takes nothing for so long is told to resume.
constexpr absl::Duration kPatience = absl::Seconds(30);
// The finest step of progress marks.
constexpr absl::Duration kTick = absl::Milliseconds(50);
// Watchers that one task of the executor tells of a commit: a hundred tasks of
// some microseconds each would wake every thread for nothing.
constexpr std::size_t kTogether = 16;

}  // namespace

// Reads and sends for one stream, on one executor thread at a time. It is
// claimed by whoever runs it next.
class WatchHub::Watcher : public std::enable_shared_from_this<Watcher> {
 public:
  Watcher(ChangeTail* log, rpc::BoundedExecutor* executor,
          std::shared_ptr<WatchStream> stream, WatchPlan plan)
      : log_(*log),
        executor_(*executor),
        stream_(std::move(stream)),
        plan_(std::move(plan)) {
    position_.revision = plan_.after_revision;
    position_.seq = INT64_MAX;
    complete_to_ = plan_.after_revision;
  }

  void Begin() {
    std::weak_ptr<Watcher> weak = weak_from_this();
    stream_->SetOnRoom([weak] {
      if (auto watcher = weak.lock()) watcher->Schedule(false);
    });
    stream_->SetOnDrain([weak, stream = stream_] {
      stream->Finish(rpc::ShuttingDown());
      (void)weak;
    });
    // The stream keeps its watcher until it ends.
    stream_->SetOnDone([self = shared_from_this()]() mutable {
      self->Release();
      self.reset();
    });
    Schedule(false);
  }

  // Asks for a look at the log; with `progress`, for a mark when there is
  // nothing to send.
  void Schedule(bool progress) {
    if (Claim(progress)) Submit();
  }

  // The same, when true by the caller, who then calls Run() on the executor;
  // otherwise whoever runs it already looks again.
  bool Claim(bool progress) {
    absl::MutexLock lock(&mutex_);
    if (done_) return false;
    progress_due_ = progress_due_ || progress;
    if (running_) {
      again_ = true;
      return false;
    }
    running_ = true;
    return true;
  }

  // Sends until there is nothing left or the stream is full. One of many that
  // are run one after the other is `together` with them: when more is left than
  // a page, it goes on by itself.
  void Run(bool together) {
    while (true) {
      const absl::StatusOr<bool> rest = Pump(/*one_page=*/together);
      if (!rest.ok()) {
        Fail(rest.status());
        return;
      }
      if (*rest) {
        Submit();
        return;
      }
      absl::MutexLock lock(&mutex_);
      if (!again_ || done_) {
        running_ = false;
        return;
      }
      again_ = false;
    }
  }

  // Of one that was claimed and cannot be run.
  void Fail(const absl::Status& status) {
    stream_->Finish(status);
    absl::MutexLock lock(&mutex_);
    running_ = false;
    done_ = true;
  }

  // Called on each tick.
  void Tick(absl::Time now) {
    bool due = false;
    bool too_slow = false;
    {
      absl::MutexLock lock(&mutex_);
      if (done_) return;
      due = now - last_sent_ >= plan_.progress_interval;
      too_slow = blocked_since_ && now - *blocked_since_ > kPatience;
    }
    if (too_slow) {
      stream_->Finish(status::Error(
          absl::StatusCode::kAborted, type::v1::ERROR_REASON_WATCHER_TOO_SLOW,
          "the watcher has read nothing for too long; resume after the last "
          "revision received"));
      return;
    }
    if (due) Schedule(true);
  }

  bool done() {
    absl::MutexLock lock(&mutex_);
    return done_;
  }

 private:
  void Release() {
    std::shared_ptr<WatchStream> stream;
    absl::MutexLock lock(&mutex_);
    done_ = true;
  }

  void Submit() {
    const absl::Status submitted = executor_.SubmitPatiently(
        [self = shared_from_this()] { self->Run(/*together=*/false); });
    if (!submitted.ok()) Fail(submitted);
  }

  // Sends until the log is exhausted, the stream is full or, for `one_page`, a
  // page has been sent; true in the last case, when there may be more.
  absl::StatusOr<bool> Pump(bool one_page) {
    if (!SendReady()) return false;
    while (true) {
      {
        absl::MutexLock lock(&mutex_);
        if (done_) return false;
      }
      PARALLAX_ASSIGN_OR_RETURN(
          const std::shared_ptr<const SharedPage> read,
          log_.Read(stream_->context(), kPageSize, position_));
      position_ = read->end;
      const domain::ChangePage& page = read->page;
      if (page.compacted_to > complete_to_) {
        return status::Error(
            absl::StatusCode::kOutOfRange,
            type::v1::ERROR_REASON_REVISION_TOO_OLD,
            "changes after that revision are no longer kept",
            {{"oldest_revision", absl::StrCat(page.compacted_to)}});
      }
      Take(*read);
      const bool exhausted = static_cast<int>(page.changes.size()) < kPageSize;
      if (exhausted) {
        complete_to_ = std::max(complete_to_, page.complete_to);
        // Where all stand who have kept up, wherever they came from.
        position_ = {complete_to_, INT64_MAX};
      }
      if (!SendReady()) return false;
      if (exhausted) break;
      if (one_page) return true;
    }
    bool progress = false;
    {
      absl::MutexLock lock(&mutex_);
      progress = std::exchange(progress_due_, false);
    }
    if (progress) {
      domain::pb::WatchResponse mark;
      mark.set_revision(complete_to_);
      mark.set_end_of_revision(true);
      ready_.push_back(EncodeWatch(mark));
      SendReady();
    }
    return false;
  }

  bool Wanted(const domain::LoggedChange& change) const {
    if (!plan_.subjects.empty() &&
        !plan_.subjects.contains(static_cast<int>(change.change.subject()))) {
      return false;
    }
    return plan_.incident.empty() || plan_.incident == change.incident;
  }

  // Makes the page's changes ready to be sent.
  void Take(const SharedPage& read) {
    const std::vector<domain::LoggedChange>& changes = read.page.changes;
    if (plan_.all()) {
      const std::deque<grpc::ByteBuffer>& shared = read.Messages();
      ready_.insert(ready_.end(), shared.begin(), shared.end());
    } else {
      for (const domain::LoggedChange& change : changes) {
        messages_.Add(change, Wanted(change), &ready_);
      }
    }
    for (const domain::LoggedChange& change : changes) {
      if (change.last) complete_to_ = std::max(complete_to_, change.revision);
    }
  }

  // False when the stream is full: it will say when it has room.
  bool SendReady() {
    while (!ready_.empty()) {
      if (!stream_->TryWrite(ready_.front())) {
        absl::MutexLock lock(&mutex_);
        if (!blocked_since_) blocked_since_ = absl::Now();
        return false;
      }
      ready_.pop_front();
      absl::MutexLock lock(&mutex_);
      blocked_since_.reset();
      last_sent_ = absl::Now();
    }
    return true;
  }

  ChangeTail& log_;
  rpc::BoundedExecutor& executor_;
  const std::shared_ptr<WatchStream> stream_;
  const WatchPlan plan_;

  // Used by the running thread alone.
  domain::ChangePosition position_;
  std::int64_t complete_to_ = 0;
  WatchMessages messages_;
  std::deque<grpc::ByteBuffer> ready_;

  absl::Mutex mutex_;
  bool running_ ABSL_GUARDED_BY(mutex_) = false;
  bool again_ ABSL_GUARDED_BY(mutex_) = false;
  bool done_ ABSL_GUARDED_BY(mutex_) = false;
  bool progress_due_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Time last_sent_ ABSL_GUARDED_BY(mutex_) = absl::Now();
  std::optional<absl::Time> blocked_since_ ABSL_GUARDED_BY(mutex_);
};

WatchHub::WatchHub(domain::ChangeLog* log, rpc::BoundedExecutor* executor)
    : log_(log), executor_(*executor), timekeeper_([this] { KeepTime(); }) {}

WatchHub::~WatchHub() { Stop(); }

void WatchHub::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (timekeeper_.joinable()) timekeeper_.join();
}

absl::Status WatchHub::Subscribe(std::shared_ptr<WatchStream> stream,
                                 WatchPlan plan) {
  auto watcher = std::make_shared<Watcher>(&log_, &executor_, std::move(stream),
                                           std::move(plan));
  {
    absl::MutexLock lock(&mutex_);
    watchers_.push_back(watcher);
  }
  watcher->Begin();
  return absl::OkStatus();
}

void WatchHub::Wake() {
  log_.Grow();
  absl::MutexLock lock(&mutex_);
  woken_ = true;
}

void WatchHub::KeepTime() {
  while (true) {
    std::vector<std::shared_ptr<Watcher>> alive;
    bool woken = false;
    {
      absl::MutexLock lock(&mutex_);
      const auto ready = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
        return woken_ || stopping_;
      };
      mutex_.AwaitWithTimeout(absl::Condition(&ready), kTick);
      if (stopping_) return;
      woken = std::exchange(woken_, false);
      for (const auto& weak : watchers_) {
        auto watcher = weak.lock();
        if (watcher != nullptr && !watcher->done()) {
          alive.push_back(std::move(watcher));
        }
      }
      watchers_.assign(alive.begin(), alive.end());
    }
    if (woken) TellAll(alive);
    const absl::Time now = absl::Now();
    for (const auto& watcher : alive) watcher->Tick(now);
  }
}

void WatchHub::TellAll(const std::vector<std::shared_ptr<Watcher>>& watchers) {
  using Watchers = std::vector<std::shared_ptr<Watcher>>;
  Watchers claimed;
  for (const auto& watcher : watchers) {
    if (watcher->Claim(/*progress=*/false)) claimed.push_back(watcher);
  }
  for (std::size_t at = 0; at < claimed.size(); at += kTogether) {
    const auto begin = claimed.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = begin + static_cast<std::ptrdiff_t>(
                                 std::min(kTogether, claimed.size() - at));
    auto some = std::make_shared<const Watchers>(begin, end);
    const absl::Status submitted = executor_.SubmitPatiently([some] {
      for (const auto& watcher : *some) watcher->Run(/*together=*/true);
    });
    if (submitted.ok()) continue;
    for (const auto& watcher : *some) watcher->Fail(submitted);
  }
}

}  // namespace parallax::claims::server
