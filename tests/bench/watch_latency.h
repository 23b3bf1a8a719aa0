// How long a commit takes to reach those who watch.
#pragma once

#include "absl/status/statusor.h"
#include "tests/bench/claims_process.h"
#include "tests/bench/measures.h"

namespace parallax::bench {

struct HearingTimes {
  // From the commit, as another reader of the store sees it.
  Quantiles since_commit;
  // From the time that the commit bears, the beginning of its transaction:
  // telling the ledger and making it durable count, too.
  Quantiles since_begin;
  // From the answer to the one who recorded it; nothing where watchers heard
  // before.
  Quantiles since_answer;
};

// Has `watchers` follow the ledger, records `commits` reports of the archive
// from `first_report` on, one after another, and measures until the whole
// revision of each has arrived at each watcher.
//
// A watcher is a process of its own elsewhere: each has a connection of its own
// here, and reads of a message no more than what commit it is of, as what a
// hundred of them would do with the changes would take the service's
// processors.
// The process keeps its ledger in a SQLite file.
absl::StatusOr<HearingTimes> WatchLatency(ClaimsProcess& process,
                                          std::int64_t first_report,
                                          int commits, int watchers);

}  // namespace parallax::bench
