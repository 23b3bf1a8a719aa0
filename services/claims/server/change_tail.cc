#include "services/claims/server/change_tail.h"

#include "common/status/macros.h"
#include "services/claims/server/watch_messages.h"

namespace parallax::claims::server {

const std::deque<grpc::ByteBuffer>& SharedPage::Messages() const {
  absl::call_once(written_, [this] {
    WatchMessages writer;
    for (const domain::LoggedChange& change : page.changes) {
      writer.Add(change, /*wanted=*/true, &messages_);
    }
  });
  return messages_;
}

absl::StatusOr<std::shared_ptr<const SharedPage>> ChangeTail::Read(
    const rpc::CallContext& call, int limit, domain::ChangePosition from) {
  std::uint64_t growth = 0;
  {
    absl::MutexLock lock(&mutex_);
    growth = growth_;
    if (last_ != nullptr && last_growth_ == growth &&
        last_from_.revision == from.revision && last_from_.seq == from.seq) {
      return last_;
    }
  }
  auto read = std::make_shared<SharedPage>();
  read->end = from;
  PARALLAX_ASSIGN_OR_RETURN(read->page,
                            log_.ReadChanges(call, limit, &read->end));
  absl::MutexLock lock(&mutex_);
  last_ = read;
  last_from_ = from;
  last_growth_ = growth;
  return read;
}

void ChangeTail::Grow() {
  absl::MutexLock lock(&mutex_);
  ++growth_;
}

}  // namespace parallax::claims::server
