// Follows a ledger by Watch, as a client does: from its beginning, resuming
// where a stream ended.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/client_context.h"
#include "parallax/claims/v1/claims_service.grpc.pb.h"
#include "tests/e2e/suite/suite.h"

namespace parallax::testing {

// Thread safe.
class Follower {
 public:
  explicit Follower(Suite* suite);
  ~Follower();
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  // Waits until all changes up to `revision` have come: DEADLINE_EXCEEDED when
  // they do not, DATA_LOSS when a revision came twice or out of its order.
  absl::Status UpTo(std::int64_t revision);

  // The names of what each revision changed, in the order in which they came.
  std::map<std::int64_t, std::vector<std::string>> Revisions() const;

  // What there is after all changes: the last state of each resource, by name,
  // as serialized.
  std::map<std::string, std::string> Replay() const;

 private:
  void Follow();
  void Take(const claims::v1::WatchResponse& response);

  const std::unique_ptr<claims::v1::ClaimsService::Stub> stub_;
  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Of the stream that is open.
  grpc::ClientContext* context_ ABSL_GUARDED_BY(mutex_) = nullptr;
  std::int64_t complete_to_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<std::int64_t, std::vector<claims::v1::Change>> changes_
      ABSL_GUARDED_BY(mutex_);
  std::string fault_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace parallax::testing
