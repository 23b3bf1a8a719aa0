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

// What distinguishes histories within a question: a side, or for those of no
// side each speaker.
std::string HistoryKey(const ClaimDraft& claim) {
  return claim.side.empty() ? "\x01" + claim.claimant : claim.side;
}

std::string Figures(const ClaimDraft& later, const ClaimDraft& earlier,
                    const char* verb) {
  return absl::StrCat(ContentText(later), " as of ", DayText(later.as_of), " ",
                      verb, " ", ContentText(earlier), " as of ",
                      DayText(earlier.as_of));
}

std::string AreaText(double square_metres) {
  return absl::StrCat(square_metres / 1e6, " sq km");
}

void Supersede(Draft* draft, int earlier, int later) {
  ClaimDraft& claim = draft->claims[earlier];
  if (claim.superseded_by < 0) claim.superseded_by = later;
}

bool IsCount(const ClaimDraft& claim) {
  const pb::ClaimKind kind = claim.scope.kind;
  return kind == pb::CLAIM_KIND_CASUALTIES || FigureOf(claim) != nullptr;
}

// One side's asserting claims, by as-of.
void RelateChain(const std::vector<int>& chain, Draft* draft) {
  // The last claim that gives the number that stands.
  int standing = -1;
  for (int index : chain) {
    const ClaimDraft& claim = draft->claims[index];
    if (standing < 0) {
      standing = index;
      continue;
    }
    const ClaimDraft& before = draft->claims[standing];
    const type::Count* count = FigureOf(claim);
    const type::Count* old = FigureOf(before);
    if (claim.scope.aspect == aspect::kIncrement) continue;  // each adds
    if (IsCount(claim) && count != nullptr && old == nullptr) {
      AddRelation(
          pb::RELATION_TYPE_REVISES, index, standing,
          absl::StrCat(FigureText(*count), " as of ", DayText(claim.as_of),
                       " gives a number where none was given"),
          draft);
      Supersede(draft, standing, index);
      standing = index;
      continue;
    }
    if (count == nullptr && old != nullptr) continue;  // says less
    if (count != nullptr && old != nullptr && !SameFigure(*count, *old)) {
      // "More than 100" after 105 moves nothing.
      if (IsLooserWording(*count, *old)) {
        AddRelation(pb::RELATION_TYPE_REPEATS, index, standing,
                    absl::StrCat(FigureText(*count), " is a looser wording of ",
                                 FigureText(*old)),
                    draft);
        continue;
      }
      const bool fell = Disjoint(*count, *old) &&
                        Representative(*count) < Representative(*old);
      // Nobody corrects himself in one breath: "11 civilians, one of them a
      // boy" tells a part, "22, up from 12" what was said before.
      if (fell && claim.as_of == before.as_of && ShareDocument(claim, before)) {
        continue;
      }
      AddRelation(fell ? pb::RELATION_TYPE_CORRECTS : pb::RELATION_TYPE_REVISES,
                  index, standing,
                  Figures(claim, before, fell ? "corrects" : "revises"), draft);
      Supersede(draft, standing, index);
      standing = index;
      continue;
    }
    const auto area = AreaOf(claim);
    const auto old_area = AreaOf(before);
    if (area && old_area && !SameContent(claim, before)) {
      AddRelation(pb::RELATION_TYPE_REVISES, index, standing,
                  absl::StrCat(AreaText(*area), " as of ", DayText(claim.as_of),
                               " revises ", AreaText(*old_area), " as of ",
                               DayText(before.as_of)),
                  draft);
      Supersede(draft, standing, index);
      standing = index;
      continue;
    }
    if (claim.content == before.content) {
      AddRelation(pb::RELATION_TYPE_REPEATS, index, standing,
                  absl::StrCat(ClaimantText(claim), " says again what ",
                               ClaimantText(before), " said on ",
                               DayText(before.as_of)),
                  draft);
      // The claim that said it first goes on standing.
    } else if (!IsCount(claim)) {
      standing = index;
    }
  }
}

}  // namespace

void RelateHistory(Draft* draft) {
  for (const QuestionDraft& question : draft->questions) {
    std::map<std::string, std::vector<int>> chains;
    for (int index : Assertions(*draft, question)) {
      chains[HistoryKey(draft->claims[index])].push_back(index);
    }
    for (const auto& [key, chain] : chains) RelateChain(chain, draft);
    // A side that denies what it said takes it back.
    for (int index : question.claims) {
      const ClaimDraft& denial = draft->claims[index];
      if (denial.claim.assertion().stance() != pb::STANCE_DENIES ||
          denial.side.empty()) {
        continue;
      }
      const auto chain = chains.find(denial.side);
      if (chain == chains.end()) continue;
      for (int asserted : chain->second) {
        const ClaimDraft& claim = draft->claims[asserted];
        // A side that speaks without a speaker's name speaks for all of them.
        if ((claim.claimant != denial.claimant && !denial.generic) ||
            claim.as_of >= denial.as_of || claim.content != denial.content) {
          continue;
        }
        AddRelation(pb::RELATION_TYPE_RETRACTS, index, asserted,
                    absl::StrCat(ClaimantText(denial), " takes back on ",
                                 DayText(denial.as_of), " what it said on ",
                                 DayText(claim.as_of)),
                    draft);
        Supersede(draft, asserted, index);
      }
    }
  }
}

}  // namespace parallax::claims::domain
