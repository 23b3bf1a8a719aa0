// The end of the change log, read once for all who follow it.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "absl/base/call_once.h"
#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/support/byte_buffer.h"
#include "services/claims/domain/change_log.h"

namespace parallax::claims::server {

// A page of the log and where it ends.
struct SharedPage {
  domain::ChangePage page;
  domain::ChangePosition end;

  // Its messages for one who wants every change. A revision that goes on in
  // the next page goes on in that page's messages. Written once, on first use.
  // Thread safe.
  const std::deque<grpc::ByteBuffer>& Messages() const;

 private:
  mutable absl::once_flag written_;
  mutable std::deque<grpc::ByteBuffer> messages_;
};

// Watchers that have kept up all stand at the same place, so that after a
// commit the first of them reads the store and the others take what it read.
// One who lags behind reads for itself. Thread safe.
class ChangeTail {
 public:
  // `log` must outlive it.
  explicit ChangeTail(domain::ChangeLog* log) : log_(*log) {}

  // Up to `limit` changes after `from`. Every caller has the same limit. While
  // one reads, others who ask for the same wait.
  absl::StatusOr<std::shared_ptr<const SharedPage>> Read(
      const rpc::CallContext& call, int limit, domain::ChangePosition from);

  // Call after each commit, before those who follow are woken.
  void Grow();

 private:
  // A page as of some growth of the log.
  struct Place {
    std::uint64_t growth;
    domain::ChangePosition from;
    bool operator==(const Place& other) const {
      return growth == other.growth && from.revision == other.from.revision &&
             from.seq == other.from.seq;
    }
  };
  struct Kept {
    Place place;
    std::shared_ptr<const SharedPage> page;
  };

  bool IsReading(const Place& place) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  domain::ChangeLog& log_;
  absl::Mutex mutex_;
  // How often the log has grown.
  std::uint64_t growth_ ABSL_GUARDED_BY(mutex_) = 0;
  // What is being read, and the pages read last, the latest at the end.
  std::vector<Place> reading_ ABSL_GUARDED_BY(mutex_);
  std::deque<Kept> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace parallax::claims::server
