#include "services/ingest/domain/extract/expand_claims.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/joint_speakers.h"

namespace parallax::ingest::domain::extract {
namespace {

// "... which both sides blame on the other": the clause turns on its speakers.
bool BlamesTheOther(const DocContext& doc, const Draft& draft) {
  bool blames = false;
  bool other = false;
  const uint32_t last = std::min(draft.last, draft.first + 40);
  for (uint32_t i = draft.first; i < last; ++i) {
    const absl::string_view lemma = doc.token(i).lemma;
    blames |= lemma == "blame" || lemma == "accuse" || lemma == "say";
    other |= lemma == "other";
  }
  return blames && other;
}

// Whose account a denial is of: "denied the Armenian account that ..."; kNoSide
// where the words do not say.
SideId DeniedAccount(const DocContext& doc, const Draft& draft) {
  constexpr uint32_t kReach = 12;
  if (draft.attribution < 0 || draft.stance != Stance::kDenies ||
      draft.antecedent >= 0 || draft.rule == "anaphor/attribution") {
    return kNoSide;
  }
  const Attribution& said = doc.in().attributions[draft.attribution];
  if (said.cue_head < 0) return kNoSide;
  const uint32_t cue = static_cast<uint32_t>(said.cue_head);
  for (uint32_t i = cue + 1; i < draft.head && i < cue + kReach; ++i) {
    if (!doc.in().lexicons.is_account(doc.words[i].lemma)) continue;
    const SideId side = doc.DirectSide(i);
    return side == draft.claimant ? kNoSide : side;
  }
  return kNoSide;
}

// "Killed and wounded dozens": the trigger that shares the number of the
// draft's; -1 for none. A number that is told would be of both together.
int32_t SharingTrigger(const DocContext& doc, const Draft& draft) {
  const bool told = draft.quantity >= 0 &&
                    doc.quantities[draft.quantity].form != QuantityForm::kVague;
  if (draft.kind != Kind::kCasualties || draft.trigger < 0 || told ||
      draft.antecedent >= 0) {
    return -1;
  }
  const TriggerMention& own = doc.triggers[draft.trigger];
  const auto shares = [&](size_t index) {
    const TriggerMention& other = doc.triggers[index];
    if (other.trigger->kind != Kind::kCasualties) return false;
    const uint32_t between = std::min(own.last, other.last);
    return doc.Is(between, "and") &&
           between + 1 == std::max(own.first, other.first);
  };
  constexpr size_t kReach = 4;
  const size_t at = static_cast<size_t>(draft.trigger);
  const size_t first = at > kReach ? at - kReach : 0;
  const size_t last = std::min(doc.triggers.size(), at + kReach + 1);
  for (size_t i = first; i < last; ++i) {
    if (i != at && shares(i)) return static_cast<int32_t>(i);
  }
  return -1;
}

}  // namespace

void ExpandClaims(const DocContext& doc, std::vector<Draft>& drafts) {
  std::vector<Draft> out;
  std::vector<bool> taken(doc.triggers.size(), false);
  for (const Draft& draft : drafts) {
    if (draft.trigger >= 0) taken[draft.trigger] = true;
  }
  for (Draft& draft : drafts) {
    const size_t own = out.size();
    out.push_back(draft);
    if (draft.kind == Kind::kCasualties && draft.count.max == 0 &&
        draft.measure == Measure::kKilled && draft.trigger >= 0 &&
        (doc.triggers[draft.trigger].trigger->phrase == "casualty" ||
         doc.triggers[draft.trigger].trigger->phrase == "victim")) {
      Draft wounded = draft;
      wounded.measure = Measure::kWounded;
      out.push_back(wounded);
    }
    if (const int32_t other = SharingTrigger(doc, draft);
        other >= 0 && !taken[other]) {
      Draft shared = draft;
      shared.trigger = other;
      shared.head = doc.triggers[other].head;
      shared.measure = MeasureOfClass(doc.triggers[other].trigger->cls);
      if (shared.measure != draft.measure) out.push_back(shared);
    }
    // Of the number none as well as of its wounded.
    const size_t told = out.size();
    for (size_t i = own; i < told; ++i) AddOtherSpeaker(doc, i, out);
    if (const SideId teller = DeniedAccount(doc, draft); teller != kNoSide) {
      Draft account = draft;
      account.attribution = account.speaker = -1;
      account.voice = account.claimant = teller;
      account.stance = Stance::kAsserts;
      out.push_back(account);
    }
    const auto parties = BothParties(doc, draft.roles.agent);
    if (parties.has_value() && draft.kind != Kind::kCasualties &&
        BlamesTheOther(doc, draft)) {
      const auto blame = [&](SideId by, SideId whom) {
        Draft one = draft;
        one.attribution = one.speaker = -1;
        one.voice = one.claimant = by;
        one.perpetrator = whom;
        return one;
      };
      out.erase(out.begin() + static_cast<int64_t>(own), out.end());
      const bool blamed = !out.empty() && out.back().voice != kNoSide &&
                          out.back().kind == draft.kind &&
                          out.back().roles.agent == draft.roles.agent;
      if (!blamed) {
        out.push_back(blame(parties->first, parties->second));
        out.push_back(blame(parties->second, parties->first));
      }
      continue;
    }
    if (draft.attribution < 0) continue;
    const auto& attributions = doc.in().attributions;
    const Attribution& said = attributions[draft.attribution];
    const bool mutual =
        said.construction == attribution::Construction::kMutualAccusation;
    if (!mutual) continue;
    for (const size_t other : {static_cast<size_t>(draft.attribution) - 1,
                               static_cast<size_t>(draft.attribution) + 1}) {
      if (other >= attributions.size()) continue;
      const Attribution& a = attributions[other];
      if (a.construction != said.construction || a.cue != said.cue ||
          a.source_entity == said.source_entity) {
        continue;
      }
      Draft back = draft;
      back.attribution = static_cast<int32_t>(other);
      // The words of the source name both; the entities are one each.
      const auto blame = [&](const Attribution& by, Draft& one) {
        const SideId side = doc.SideOfEntity(by.source_entity);
        if (side != kNoSide) one.claimant = side;
        one.perpetrator = doc.SideOfEntity(by.accused_entity);
      };
      blame(said, out[own]);
      blame(a, back);
      out.push_back(back);
      break;
    }
  }
  drafts = std::move(out);
}

}  // namespace parallax::ingest::domain::extract
