// The present ledger's rows, by any name that was ever given out for them.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/claims/domain/ledger_reader.h"

namespace parallax::claims::domain {

// By its name or one that a mention proposes.
absl::StatusOr<std::optional<pb::Claim>> PresentClaim(LedgerSnapshot* snapshot,
                                                      const std::string& name);

absl::StatusOr<std::optional<pb::Question>> PresentQuestion(
    LedgerSnapshot* snapshot, const std::string& name);

absl::StatusOr<std::optional<pb::Incident>> PresentIncident(
    LedgerSnapshot* snapshot, const std::string& name);

}  // namespace parallax::claims::domain
