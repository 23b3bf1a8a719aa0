#include <algorithm>
#include <cstdlib>
#include <map>
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

bool ShareDocument(const ClaimDraft& a, const ClaimDraft& b) {
  for (const SourcedMention* x : a.mentions) {
    for (const SourcedMention* y : b.mentions) {
      if (x->source->document_revision() == y->source->document_revision()) {
        return true;
      }
    }
  }
  return false;
}

// Claims that `index` can speak against, the nearest in time first.
std::vector<int> Targets(const Draft& draft, int index) {
  const ClaimDraft& against = draft.claims[index];
  std::vector<int> targets;
  for (int other : draft.questions[against.question].claims) {
    const ClaimDraft& claim = draft.claims[other];
    if (!claim.drift &&
        claim.claim.assertion().stance() == pb::STANCE_ASSERTS &&
        claim.side != against.side && CanMean(against, claim)) {
      targets.push_back(other);
    }
  }
  if (targets.empty() && against.scope.kind == pb::CLAIM_KIND_ATTACK) {
    // A denial need not repeat where it was.
    for (std::size_t other = 0; other < draft.claims.size(); ++other) {
      const ClaimDraft& claim = draft.claims[other];
      if (claim.scope.kind == pb::CLAIM_KIND_ATTACK && !claim.drift &&
          claim.claim.assertion().stance() == pb::STANCE_ASSERTS &&
          claim.side != against.side && !claim.own_voice &&
          claim.scope.perpetrator_side == against.scope.perpetrator_side &&
          CanMean(against, claim) && ShareDocument(against, claim)) {
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

void RelateBlame(Draft* draft) {
  // (kind, aspect, side, blamed) -> claims, in canonical order.
  using Key = std::tuple<pb::ClaimKind, std::string, std::string, std::string>;
  std::map<Key, std::vector<int>> blames;
  for (std::size_t i = 0; i < draft->claims.size(); ++i) {
    const ClaimDraft& claim = draft->claims[i];
    const Scope& scope = claim.scope;
    const bool blame =
        scope.kind == pb::CLAIM_KIND_ATTACK ||
        (scope.kind == pb::CLAIM_KIND_TRUCE && scope.aspect == "violation");
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
