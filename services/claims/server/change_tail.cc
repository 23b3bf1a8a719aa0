#include "services/claims/server/change_tail.h"

#include <algorithm>
#include <utility>

#include "services/claims/server/watch_messages.h"

namespace parallax::claims::server {
namespace {

// A large revision takes some; those who lag push out those of the tail.
constexpr std::size_t kPagesKept = 8;

}  // namespace

const std::deque<grpc::ByteBuffer>& SharedPage::Messages() const {
  absl::call_once(written_, [this] {
    WatchMessages writer;
    for (const domain::LoggedChange& change : page.changes) {
      writer.Add(change, /*wanted=*/true, &messages_);
    }
    writer.Flush(&messages_);
  });
  return messages_;
}

bool ChangeTail::IsReading(const Place& place) const {
  return std::find(reading_.begin(), reading_.end(), place) != reading_.end();
}

absl::StatusOr<std::shared_ptr<const SharedPage>> ChangeTail::Read(
    const rpc::CallContext& call, int limit, domain::ChangePosition from) {
  Place place{0, from};
  {
    absl::MutexLock lock(&mutex_);
    const auto free = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      place.growth = growth_;
      return !IsReading(place);
    };
    mutex_.Await(absl::Condition(&free));
    for (const Kept& kept : kept_) {
      if (kept.place == place) return kept.page;
    }
    reading_.push_back(place);
  }
  auto read = std::make_shared<SharedPage>();
  read->end = from;
  absl::StatusOr<domain::ChangePage> page =
      log_.ReadChanges(call, limit, &read->end);
  absl::MutexLock lock(&mutex_);
  reading_.erase(std::find(reading_.begin(), reading_.end(), place));
  if (!page.ok()) return page.status();
  read->page = *std::move(page);
  kept_.push_back({place, read});
  if (kept_.size() > kPagesKept) kept_.pop_front();
  return read;
}

void ChangeTail::Grow() {
  absl::MutexLock lock(&mutex_);
  ++growth_;
  // Nobody asks for what there was before.
  kept_.clear();
}

}  // namespace parallax::claims::server
