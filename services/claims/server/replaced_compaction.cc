#include "services/claims/server/replaced_compaction.h"

#include "absl/time/time.h"

namespace parallax::claims::server {
namespace {

// Looked at once in so many revisions.
constexpr std::int64_t kEvery = 1024;

}  // namespace

void ReplacedCompaction::Committed(std::int64_t revision) {
  if (days_ == 0 || revision % kEvery != 0) return;
  // What cannot be queued, or fails, is due again at a later revision.
  (void)runtime_.executor().Submit([this] {
    const auto call = rpc::CallContext::Background(runtime_.clock());
    (void)admin_.CompactReplaced(
        call, absl::ToUnixMicros(call.Now() - absl::Hours(24) * days_));
  });
}

}  // namespace parallax::claims::server
