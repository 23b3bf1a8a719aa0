#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/claims/domain/claimant.h"
#include "services/claims/domain/figure.h"
#include "services/claims/domain/relations.h"
#include "services/claims/domain/scope.h"

namespace parallax::claims::domain {
namespace {

// Whether a number of measure `wide` includes one of measure `narrow`.
bool Includes(pb::CasualtyMeasure wide, pb::CasualtyMeasure narrow) {
  switch (wide) {
    case pb::CASUALTY_MEASURE_KILLED_OR_MISSING:
      return narrow == pb::CASUALTY_MEASURE_KILLED ||
             narrow == pb::CASUALTY_MEASURE_MISSING;
    case pb::CASUALTY_MEASURE_KILLED_OR_WOUNDED:
      return narrow == pb::CASUALTY_MEASURE_KILLED ||
             narrow == pb::CASUALTY_MEASURE_WOUNDED;
    default:
      return false;
  }
}

bool Wider(const Scope& wide, const Scope& narrow) {
  if (wide.kind != pb::CLAIM_KIND_CASUALTIES || narrow.kind != wide.kind ||
      wide.victims_side != narrow.victims_side ||
      wide.aspect != narrow.aspect || wide.place != narrow.place ||
      (wide.day != 0 && narrow.day != 0 && wide.day != narrow.day)) {
    return false;
  }
  const bool same_class = wide.victims_class == narrow.victims_class ||
                          wide.victims_class == pb::VICTIM_CLASS_MIXED ||
                          wide.victims_class == pb::VICTIM_CLASS_UNSPECIFIED;
  if (Includes(wide.measure, narrow.measure)) return same_class;
  return wide.measure == narrow.measure &&
         wide.victims_class == pb::VICTIM_CLASS_MIXED &&
         (narrow.victims_class == pb::VICTIM_CLASS_MILITARY ||
          narrow.victims_class == pb::VICTIM_CLASS_CIVILIAN);
}

// The same side's number of the narrower scope that stood when `claim` was
// made, else its first.
int StandingAt(const Draft& draft, const QuestionDraft& question,
               const ClaimDraft& claim) {
  int standing = -1;
  for (int index : Assertions(draft, question)) {
    const ClaimDraft& other = draft.claims[index];
    if (other.side != claim.side || FigureOf(other) == nullptr) continue;
    if (standing < 0 || other.as_of <= claim.as_of) standing = index;
  }
  return standing;
}

std::string What(const ClaimDraft& claim) {
  return absl::StrCat(ContentText(claim), " ",
                      MeasureText(claim.scope.measure));
}

void RelateTotals(Draft* draft) {
  for (const QuestionDraft& wide : draft->questions) {
    for (const QuestionDraft& narrow : draft->questions) {
      if (!Wider(wide.scope, narrow.scope)) continue;
      for (int index : Assertions(*draft, wide)) {
        const ClaimDraft& claim = draft->claims[index];
        if (FigureOf(claim) == nullptr || claim.own_voice) continue;
        const int other = StandingAt(*draft, narrow, claim);
        if (other < 0) continue;
        AddRelation(pb::RELATION_TYPE_SCOPE_DIFFERS, index, other,
                    absl::StrCat(What(claim), " counts more than ",
                                 What(draft->claims[other])),
                    draft);
      }
    }
  }
}

// Whether `part` counts some of those whom, or comes on top of what, `total`
// counts.
bool IsPartOf(const Scope& part, const Scope& total) {
  if (part.kind != pb::CLAIM_KIND_CASUALTIES || total.kind != part.kind ||
      !total.aspect.empty() || part.victims_side != total.victims_side ||
      part.place != total.place ||
      (part.measure != total.measure &&
       !Includes(total.measure, part.measure))) {
    return false;
  }
  if (part.aspect == aspect::kSubset) return true;
  return part.aspect == aspect::kIncrement &&
         part.victims_class == total.victims_class;
}

// The total that the claim speaks of: the nearest in time by the same claimants
// that one report gives beside it, else the one that stood.
int TotalFor(const Draft& draft, const ClaimDraft& part) {
  int total = -1;
  for (const QuestionDraft& question : draft.questions) {
    if (!IsPartOf(part.scope, question.scope)) continue;
    for (int index : Assertions(draft, question)) {
      const ClaimDraft& claim = draft.claims[index];
      if (claim.side == part.side && FigureOf(claim) != nullptr &&
          ShareDocument(claim, part)) {
        return index;
      }
    }
    const int standing = StandingAt(draft, question, part);
    if (total < 0) total = standing;
  }
  return total;
}

void RelateParts(Draft* draft) {
  for (std::size_t i = 0; i < draft->claims.size(); ++i) {
    const ClaimDraft& part = draft->claims[i];
    const bool increment = part.scope.aspect == aspect::kIncrement;
    if ((!increment && part.scope.aspect != aspect::kSubset) || part.drift ||
        FigureOf(part) == nullptr ||
        part.claim.assertion().stance() != pb::STANCE_ASSERTS) {
      continue;
    }
    const int total = TotalFor(*draft, part);
    if (total < 0) continue;
    AddRelation(
        pb::RELATION_TYPE_SCOPE_DIFFERS, static_cast<int>(i), total,
        absl::StrCat(What(part), increment ? " adds to " : " is a part of ",
                     What(draft->claims[total])),
        draft);
  }
}

void RelateGround(Draft* draft) {
  for (const QuestionDraft& a : draft->questions) {
    if (a.scope.kind != pb::CLAIM_KIND_TERRITORY ||
        a.scope.aspect != aspect::kSettlements) {
      continue;
    }
    for (const QuestionDraft& b : draft->questions) {
      if (b.scope.kind != pb::CLAIM_KIND_TERRITORY ||
          b.scope.aspect != aspect::kGround ||
          b.scope.perpetrator_side != a.scope.perpetrator_side) {
        continue;
      }
      for (int index : a.claims) {
        const ClaimDraft& claim = draft->claims[index];
        // One for each claimant whose ground it can be taken for.
        std::set<std::string> done;
        for (int other : b.claims) {
          const ClaimDraft& ground = draft->claims[other];
          if (ground.drift || claim.drift ||
              !done.insert(ground.claimant).second) {
            continue;
          }
          AddRelation(
              pb::RELATION_TYPE_SCOPE_DIFFERS, index, other,
              absl::StrCat(ClaimantText(claim), " speaks of settlements, ",
                           ClaimantText(ground), " of ground"),
              draft);
        }
      }
    }
  }
}

}  // namespace

void RelateScopes(Draft* draft) {
  RelateTotals(draft);
  RelateParts(draft);
  RelateGround(draft);
}

}  // namespace parallax::claims::domain
