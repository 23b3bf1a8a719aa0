#include "services/claims/domain/present.h"

#include <vector>

#include "common/status/macros.h"

namespace parallax::claims::domain {

absl::StatusOr<std::optional<pb::Question>> PresentQuestion(
    LedgerSnapshot* snapshot, const std::string& name) {
  PARALLAX_ASSIGN_OR_RETURN(std::optional<pb::Question> found,
                            snapshot->FindQuestion(name));
  if (found) return found;
  PARALLAX_ASSIGN_OR_RETURN(const std::optional<std::string> target,
                            snapshot->ResolveAlias(name));
  if (!target) return std::nullopt;
  return snapshot->FindQuestion(*target);
}

absl::StatusOr<std::optional<pb::Incident>> PresentIncident(
    LedgerSnapshot* snapshot, const std::string& name) {
  PARALLAX_ASSIGN_OR_RETURN(std::optional<pb::Incident> found,
                            snapshot->FindIncident(name));
  if (found) return found;
  PARALLAX_ASSIGN_OR_RETURN(const std::optional<std::string> target,
                            snapshot->ResolveAlias(name));
  if (!target) return std::nullopt;
  return snapshot->FindIncident(*target);
}

absl::StatusOr<std::optional<pb::Claim>> PresentClaim(LedgerSnapshot* snapshot,
                                                      const std::string& name) {
  PARALLAX_ASSIGN_OR_RETURN(std::optional<pb::Claim> found,
                            snapshot->FindClaim(name));
  if (found) return found;
  PARALLAX_ASSIGN_OR_RETURN(const std::vector<SourcedMention> proposers,
                            snapshot->Proposers(name));
  for (const SourcedMention& mention : proposers) {
    if (mention.claim.empty()) continue;
    return snapshot->FindClaim(mention.claim);
  }
  return std::nullopt;
}

}  // namespace parallax::claims::domain
