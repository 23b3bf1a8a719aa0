#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/claims/domain/claimant.h"
#include "services/claims/domain/relations.h"
#include "services/claims/domain/scope.h"

namespace parallax::claims::domain {

void RelateBlame(Draft* draft) {
  // (kind, aspect, side, blamed) -> claims, in canonical order.
  using Key = std::tuple<pb::ClaimKind, std::string, std::string, std::string>;
  std::map<Key, std::vector<int>> blames;
  for (std::size_t i = 0; i < draft->claims.size(); ++i) {
    const ClaimDraft& claim = draft->claims[i];
    const Scope& scope = claim.scope;
    const bool blame = scope.kind == pb::CLAIM_KIND_ATTACK ||
                       (scope.kind == pb::CLAIM_KIND_TRUCE &&
                        scope.aspect == aspect::kViolation);
    if (!blame || claim.side.empty() || scope.perpetrator_side.empty() ||
        claim.side == scope.perpetrator_side || claim.drift ||
        claim.claim.assertion().stance() != pb::STANCE_ASSERTS) {
      continue;
    }
    const auto other = blames.find(
        Key(scope.kind, scope.aspect, scope.perpetrator_side, claim.side));
    if (other != blames.end()) {
      // The same report's answer, else the last before it.
      int answer = -1;
      for (int index : other->second) {
        const ClaimDraft& before = draft->claims[index];
        const bool fits = scope.place.empty() || before.scope.place.empty() ||
                          scope.place == before.scope.place ||
                          ShareDocument(claim, before);
        if (fits) answer = index;
      }
      if (answer >= 0) {
        AddRelation(pb::RELATION_TYPE_BLAMES_BACK, static_cast<int>(i), answer,
                    absl::StrCat(ClaimantText(claim), " blames ",
                                 scope.perpetrator_side, ", ",
                                 ClaimantText(draft->claims[answer]),
                                 " blames ", claim.side),
                    draft);
      }
    }
    blames[Key(scope.kind, scope.aspect, claim.side, scope.perpetrator_side)]
        .push_back(static_cast<int>(i));
  }
}

}  // namespace parallax::claims::domain
