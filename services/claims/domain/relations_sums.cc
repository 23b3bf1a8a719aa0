#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/claims/domain/figure.h"
#include "services/claims/domain/relations.h"

namespace parallax::claims::domain {
namespace {

// So many of a side's latest numbers are tried as a part.
constexpr std::size_t kMostParts = 12;
constexpr std::size_t kMostSides = 4;

bool IsSum(const Draft& draft, const ClaimDraft& claim) {
  const type::Count* count = FigureOf(claim);
  if (claim.scope.kind != pb::CLAIM_KIND_CASUALTIES || count == nullptr ||
      claim.claim.assertion().stance() != pb::STANCE_ASSERTS ||
      count->bound() == type::BOUND_VAGUE) {
    return false;
  }
  if (claim.claim.assertion().casualties().component_sides_size() > 1) {
    return true;
  }
  // "176 soldiers killed" of no side, where both sides have counted.
  return claim.scope.victims_side.empty() && claim.scope.aspect.empty() &&
         draft.sides.size() == 2 && IsPrecise(*count);
}

// A side's numbers that can be a part, its own count and the latest first.
std::vector<int> PartsOf(const Draft& draft, const ClaimDraft& sum,
                         const std::string& side) {
  std::vector<int> parts;
  for (std::size_t i = 0; i < draft.claims.size(); ++i) {
    const ClaimDraft& claim = draft.claims[i];
    const Scope& scope = claim.scope;
    const type::Count* count = FigureOf(claim);
    if (count == nullptr || claim.drift || scope.victims_side != side ||
        scope.measure != sum.scope.measure || !scope.aspect.empty() ||
        claim.claim.assertion().stance() != pb::STANCE_ASSERTS ||
        claim.published > sum.published + kMicrosPerDay) {
      continue;
    }
    if (scope.victims_class != sum.scope.victims_class &&
        scope.victims_class != pb::VICTIM_CLASS_UNSPECIFIED &&
        sum.scope.victims_class != pb::VICTIM_CLASS_UNSPECIFIED &&
        sum.scope.victims_class != pb::VICTIM_CLASS_MIXED) {
      continue;
    }
    parts.push_back(static_cast<int>(i));
  }
  std::sort(parts.begin(), parts.end(), [&](int a, int b) {
    const ClaimDraft& x = draft.claims[a];
    const ClaimDraft& y = draft.claims[b];
    const bool own_x = x.side == side;
    const bool own_y = y.side == side;
    if (own_x != own_y) return own_x;
    if (x.as_of != y.as_of) return x.as_of > y.as_of;
    return a < b;
  });
  if (parts.size() > kMostParts) parts.resize(kMostParts);
  return parts;
}

// The first choice of one part for each side that adds up to `total`.
bool AddUp(const Draft& draft, const std::vector<std::vector<int>>& parts,
           std::size_t side, std::int64_t total, std::vector<int>* chosen) {
  if (side == parts.size()) return total == 0;
  for (int part : parts[side]) {
    const std::int64_t number = Representative(*FigureOf(draft.claims[part]));
    if (number > total) continue;
    chosen->push_back(part);
    if (AddUp(draft, parts, side + 1, total - number, chosen)) return true;
    chosen->pop_back();
  }
  return false;
}

}  // namespace

void RelateSums(Draft* draft) {
  for (std::size_t i = 0; i < draft->claims.size(); ++i) {
    const ClaimDraft& sum = draft->claims[i];
    if (!IsSum(*draft, sum)) continue;
    const auto& named = sum.claim.assertion().casualties().component_sides();
    std::vector<std::string> sides(named.begin(), named.end());
    if (sides.size() < 2) sides = draft->sides;
    std::sort(sides.begin(), sides.end());
    sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
    if (sides.size() < 2 || sides.size() > kMostSides) continue;
    std::vector<std::vector<int>> parts;
    for (const std::string& side : sides) {
      parts.push_back(PartsOf(*draft, sum, side));
    }
    std::vector<int> chosen;
    if (!AddUp(*draft, parts, 0, Representative(*FigureOf(sum)), &chosen)) {
      continue;
    }
    bool stale = false;
    std::string terms;
    for (int part : chosen) {
      const ClaimDraft& claim = draft->claims[part];
      stale = stale || claim.superseded_by >= 0;
      absl::StrAppend(&terms, terms.empty() ? "" : " + ",
                      Representative(*FigureOf(claim)), " (",
                      claim.scope.victims_side, ")");
    }
    const std::string reason =
        absl::StrCat(Representative(*FigureOf(sum)), " = ", terms,
                     stale ? "; a part has moved since" : "");
    for (int part : chosen) {
      pb::Relation* relation =
          AddRelation(pb::RELATION_TYPE_DERIVED_FROM, static_cast<int>(i), part,
                      reason, draft);
      if (relation != nullptr) relation->set_stale(stale);
    }
  }
}

}  // namespace parallax::claims::domain
