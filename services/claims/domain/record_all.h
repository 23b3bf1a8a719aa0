// Recording a batch of document revisions within one transaction.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/claims/domain/ledger_store.h"

namespace parallax::claims::domain {

// One request, made ready for its transaction.
struct PreparedRevision {
  RecordedSource source;
  std::vector<SourcedMention> mentions;
  // The name of each mention of the request, in order.
  std::vector<std::string> names;
};

PreparedRevision PrepareRevision(const pb::RecordMentionsRequest& request);

// Records `revisions`, in order, within `transaction`. `now` is the record time
// of new claims.
absl::Status RecordAll(const std::vector<PreparedRevision*>& revisions,
                       Micros now, LedgerTransaction* transaction,
                       std::vector<pb::RecordMentionsResponse>* responses);

// The same for requests that are not made ready yet.
absl::Status RecordAll(
    const std::vector<const pb::RecordMentionsRequest*>& requests, Micros now,
    LedgerTransaction* transaction,
    std::vector<pb::RecordMentionsResponse>* responses);

}  // namespace parallax::claims::domain
