#include "services/claims/domain/impact.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "services/claims/domain/figure.h"

namespace parallax::claims::domain {

void WeighClaims(const std::vector<pb::Tally>& tallies, Draft* draft) {
  absl::flat_hash_map<std::string, std::int64_t> impact;
  for (const pb::Tally& tally : tallies) {
    for (const pb::TallyPosition& position : tally.positions()) {
      const int points = position.history_size();
      if (points == 0) continue;
      const pb::TallyPoint& stands = position.history(points - 1);
      const std::int64_t before =
          points == 1 ? 0
                      : Representative(position.history(points - 2).count());
      std::int64_t& most = impact[stands.claim()];
      most = std::max<std::int64_t>(
          most, std::llabs(Representative(stands.count()) - before));
    }
  }
  for (ClaimDraft& claim : draft->claims) {
    const auto at = impact.find(claim.claim.name());
    if (at != impact.end()) claim.claim.set_tally_impact(at->second);
  }
}

}  // namespace parallax::claims::domain
