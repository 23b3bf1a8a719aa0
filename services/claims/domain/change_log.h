// The ledger's history of changes, for those who follow it.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/ledger_store.h"

namespace parallax::claims::domain {

// One change with the revision that made it.
struct LoggedChange {
  std::int64_t revision = 0;
  Micros committed = 0;
  std::string incident;
  pb::Change change;
  // True for the last change of its revision.
  bool last = false;
};

struct ChangePage {
  std::vector<LoggedChange> changes;
  // Every change up to here that passes the filter is in this page or an
  // earlier one, when `changes` is fewer than asked for.
  std::int64_t complete_to = 0;
  // Changes up to here are no longer kept.
  std::int64_t compacted_to = 0;
};

// Where a follower stands: after this change.
struct ChangePosition {
  std::int64_t revision = 0;
  std::int64_t seq = -1;
};

// Thread safe.
class ChangeLog {
 public:
  virtual ~ChangeLog() = default;
  // Up to `limit` changes after `position`, which moves past them.
  virtual absl::StatusOr<ChangePage> ReadChanges(const rpc::CallContext& call,
                                                 int limit,
                                                 ChangePosition* position) = 0;
  // Drops the oldest revisions until at most `keep` changes are left.
  virtual absl::Status CompactChanges(const rpc::CallContext& call,
                                      std::int64_t keep) = 0;
};

}  // namespace parallax::claims::domain
