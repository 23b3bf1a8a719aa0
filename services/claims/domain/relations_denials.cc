#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/claims/domain/claimant.h"
#include "services/claims/domain/figure.h"
#include "services/claims/domain/relations.h"

namespace parallax::claims::domain {
namespace {

// One denial names at most so many claims.
constexpr std::size_t kMostTargets = 8;

// Whether the words of `against` can mean `claim`.
bool CanMean(const ClaimDraft& against, const ClaimDraft& claim) {
  if (FigureOf(against) != nullptr && FigureOf(claim) != nullptr) {
    return SameContent(against, claim);
  }
  if (against.scope.kind != pb::CLAIM_KIND_ATTACK) return true;
  // Targets: one of them may leave it open.
  const std::string& a = against.content;
  const std::string& b = claim.content;
  const std::string target_a = a.substr(a.rfind('/') + 1);
  const std::string target_b = b.substr(b.rfind('/') + 1);
  return target_a.empty() || target_b.empty() || target_a == target_b;
}

// Whether a denial of scope `against` can mean a claim of scope `claim`: it
// need not repeat all that the claim says, nor where an attack was.
bool LeavesOpen(const Scope& against, const Scope& claim) {
  if (against.kind != claim.kind || against.measure != claim.measure ||
      against.aspect != claim.aspect) {
    return false;
  }
  const auto open = [](const auto& denied, const auto& said,
                       const auto& unset) {
    return denied == unset || denied == said;
  };
  const std::string unsaid;
  if (!open(against.victims_side, claim.victims_side, unsaid) ||
      !open(against.victims_class, claim.victims_class,
            pb::VICTIM_CLASS_UNSPECIFIED)) {
    return false;
  }
  if (against.kind == pb::CLAIM_KIND_ATTACK) {
    return against.perpetrator_side == claim.perpetrator_side;
  }
  return open(against.perpetrator_side, claim.perpetrator_side, unsaid) &&
         open(against.place, claim.place, unsaid);
}

bool IsTarget(const ClaimDraft& against, const ClaimDraft& claim) {
  return !claim.drift &&
         claim.claim.assertion().stance() == pb::STANCE_ASSERTS &&
         claim.side != against.side && CanMean(against, claim);
}

// Claims that `index` can speak against, the nearest in time first.
std::vector<int> Targets(const Draft& draft, int index) {
  const ClaimDraft& against = draft.claims[index];
  std::vector<int> targets;
  for (int other : draft.questions[against.question].claims) {
    if (IsTarget(against, draft.claims[other])) targets.push_back(other);
  }
  if (targets.empty()) {
    for (std::size_t other = 0; other < draft.claims.size(); ++other) {
      const ClaimDraft& claim = draft.claims[other];
      if (LeavesOpen(against.scope, claim.scope) && IsTarget(against, claim) &&
          !claim.own_voice && ShareDocument(against, claim)) {
        targets.push_back(static_cast<int>(other));
      }
    }
  }
  std::sort(targets.begin(), targets.end(), [&](int a, int b) {
    const Micros apart_a =
        std::llabs(draft.claims[a].published - against.published);
    const Micros apart_b =
        std::llabs(draft.claims[b].published - against.published);
    return apart_a != apart_b ? apart_a < apart_b : a < b;
  });
  if (targets.size() > kMostTargets) targets.resize(kMostTargets);
  return targets;
}

}  // namespace

void RelateDenials(Draft* draft) {
  for (std::size_t i = 0; i < draft->claims.size(); ++i) {
    const int index = static_cast<int>(i);
    const pb::Stance stance = draft->claims[i].claim.assertion().stance();
    if (stance != pb::STANCE_DENIES && stance != pb::STANCE_UNCONFIRMED) {
      continue;
    }
    for (int target : Targets(*draft, index)) {
      const ClaimDraft& against = draft->claims[index];
      const ClaimDraft& claim = draft->claims[target];
      if (stance == pb::STANCE_DENIES) {
        AddRelation(
            pb::RELATION_TYPE_DENIES, index, target,
            absl::StrCat(ClaimantText(against), " denies ", ContentText(claim),
                         " as ", ClaimantText(claim), " has it"),
            draft);
      } else {
        AddRelation(
            pb::RELATION_TYPE_NOT_CONFIRMED_BY, index, target,
            absl::StrCat(ClaimantText(against), " had not confirmed ",
                         ContentText(claim), " by ", DayText(against.published),
                         ", which ", ClaimantText(claim), " states"),
            draft);
      }
    }
  }
}

}  // namespace parallax::claims::domain
