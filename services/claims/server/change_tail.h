// The end of the change log, read once for all who follow it.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>

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

  // True when it ends with a revision.
  bool whole() const {
    return page.changes.empty() || page.changes.back().last;
  }
  // Its messages for one who wants every change, of a page that is whole and
  // begins with a revision. Written once, on first use. Thread safe.
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

  // Up to `limit` changes after `from`. Every caller has the same limit.
  absl::StatusOr<std::shared_ptr<const SharedPage>> Read(
      const rpc::CallContext& call, int limit, domain::ChangePosition from);

  // Call after each commit, before those who follow are woken.
  void Grow();

 private:
  domain::ChangeLog& log_;
  absl::Mutex mutex_;
  // How often the log has grown.
  std::uint64_t growth_ ABSL_GUARDED_BY(mutex_) = 0;
  // The last page read, what it was read after and when.
  std::shared_ptr<const SharedPage> last_ ABSL_GUARDED_BY(mutex_);
  domain::ChangePosition last_from_ ABSL_GUARDED_BY(mutex_);
  std::uint64_t last_growth_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace parallax::claims::server
