// How long a commit takes to reach those who watch.
#pragma once

#include "absl/status/statusor.h"
#include "parallax/claims/v1/claims_service.grpc.pb.h"
#include "tests/bench/measures.h"

namespace parallax::bench {

// Has `watchers` follow the ledger, records `commits` reports of the archive
// from `first_report` on, one after another, and measures from the time of each
// commit to the arrival of its whole revision at each watcher. A commit bears
// the moment at which its transaction began, so that telling the ledger and
// making it durable count, too.
absl::StatusOr<Quantiles> WatchLatency(claims::v1::ClaimsService::Stub& stub,
                                       std::int64_t first_report, int commits,
                                       int watchers);

}  // namespace parallax::bench
