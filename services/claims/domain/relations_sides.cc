#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/claims/domain/claimant.h"
#include "services/claims/domain/figure.h"
#include "services/claims/domain/relations.h"
#include "services/claims/domain/scope.h"

namespace parallax::claims::domain {
namespace {

// Two as-of within this time speak of the same moment.
constexpr Micros kSameMoment = kMicrosPerDay + kMicrosPerDay / 2;
// A number that its side has not moved for so long is its last word.
constexpr Micros kLastWord = 7 * kMicrosPerDay;

// Whether `later` excludes `earlier`, and not merely counts more days. Numbers
// of people harmed only grow while the fighting lasts.
bool Excludes(const ClaimDraft& later, const ClaimDraft& earlier,
              Micros events_end) {
  const type::Count* new_count = FigureOf(later);
  const type::Count* old_count = FigureOf(earlier);
  if (new_count == nullptr || old_count == nullptr ||
      !Disjoint(*new_count, *old_count) ||
      later.scope.aspect == aspect::kIncrement) {
    return false;
  }
  if (later.as_of - earlier.as_of <= kSameMoment) return true;
  if (Representative(*old_count) > Representative(*new_count)) return true;
  if (later.as_of - earlier.as_of >= kLastWord) return true;
  return events_end != 0 && earlier.as_of >= events_end;
}

std::string Why(const ClaimDraft& later, const ClaimDraft& earlier) {
  return absl::StrCat(ClaimantText(later), " says ", ContentText(later), " (",
                      DayText(later.as_of), "), ", ClaimantText(earlier),
                      " says ", ContentText(earlier), " (",
                      DayText(earlier.as_of), ")");
}

void RelateQuestion(const QuestionDraft& question, Draft* draft) {
  // Side, or speaker of no side -> the claim that stands so far.
  std::map<std::string, int> standing;
  for (int index : Assertions(*draft, question)) {
    const ClaimDraft& claim = draft->claims[index];
    if (claim.own_voice) continue;
    const std::string key = claim.side.empty() ? claim.claimant : claim.side;
    for (const auto& [other, before] : standing) {
      if (other == key) continue;
      const ClaimDraft& earlier = draft->claims[before];
      if (SameContent(claim, earlier)) {
        AddRelation(
            pb::RELATION_TYPE_CORROBORATES, index, before,
            absl::StrCat(ClaimantText(claim), " says the same as ",
                         ClaimantText(earlier), ": ", ContentText(claim)),
            draft);
      } else if (Excludes(claim, earlier, draft->events_end)) {
        AddRelation(pb::RELATION_TYPE_CONTRADICTS, index, before,
                    Why(claim, earlier), draft);
      }
    }
    const auto at = standing.find(key);
    // A claim that moves nothing leaves the earlier one standing.
    if (at == standing.end()) {
      standing.emplace(key, index);
    } else if (draft->claims[at->second].superseded_by == index ||
               FigureOf(claim) == nullptr) {
      at->second = index;
    }
  }
}

// Who is said to have a place in the end, where the claim says so.
std::string HolderOf(const ClaimDraft& claim) {
  const pb::Territory& body = claim.claim.assertion().territory();
  if (claim.scope.kind != pb::CLAIM_KIND_TERRITORY ||
      claim.scope.place.empty() || claim.drift || claim.side.empty() ||
      claim.claim.assertion().stance() != pb::STANCE_ASSERTS ||
      body.act() == pb::TERRITORY_ACT_ENTERED ||
      body.act() == pb::TERRITORY_ACT_UNSPECIFIED) {
    return "";
  }
  return claim.scope.perpetrator_side;
}

// Two sides say at the same time that different ones have a place: different
// questions, and answers that exclude each other.
void RelateHolders(Draft* draft) {
  std::map<std::string, std::vector<int>> by_place;
  for (std::size_t i = 0; i < draft->claims.size(); ++i) {
    const ClaimDraft& claim = draft->claims[i];
    const std::string holder = HolderOf(claim);
    if (holder.empty()) continue;
    std::vector<int>& others = by_place[claim.scope.place];
    for (int other : others) {
      const ClaimDraft& before = draft->claims[other];
      if (HolderOf(before) == holder || !OtherSide(claim, before) ||
          std::llabs(claim.as_of - before.as_of) > kSameMoment) {
        continue;
      }
      AddRelation(pb::RELATION_TYPE_CONTRADICTS, static_cast<int>(i), other,
                  absl::StrCat(ClaimantText(claim), " has ", holder,
                               " hold the place, ", ClaimantText(before), " ",
                               HolderOf(before)),
                  draft);
    }
    others.push_back(static_cast<int>(i));
  }
}

}  // namespace

void RelateSides(Draft* draft) {
  for (const QuestionDraft& question : draft->questions) {
    // Calls upon others exclude nothing.
    if (question.scope.kind == pb::CLAIM_KIND_APPEAL) continue;
    RelateQuestion(question, draft);
  }
  RelateHolders(draft);
}

}  // namespace parallax::claims::domain
