#include "services/ingest/domain/extract/read_claims.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/drop_repeats.h"
#include "services/ingest/domain/extract/kinds/choice.h"

namespace parallax::ingest::domain::extract {
namespace {

void Take(std::vector<Choice>& choices, std::vector<Draft>& drafts) {
  for (Choice& choice : choices) {
    if (choice.chosen > 0) {
      drafts.push_back(choice.drafts[choice.chosen - 1]);
    }
  }
}

uint32_t OrderKey(const DocContext& doc, const Draft& draft) {
  return draft.quantity >= 0 ? doc.quantities[draft.quantity].core : draft.head;
}

// Puts the drafts in order of the text; antecedents keep pointing at the same
// drafts.
void Sort(const DocContext& doc, std::vector<Draft>& drafts) {
  std::vector<int32_t> order(drafts.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int32_t>(i);
  std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) {
    return OrderKey(doc, drafts[a]) < OrderKey(doc, drafts[b]);
  });
  std::vector<int32_t> place(drafts.size());
  std::vector<Draft> sorted;
  sorted.reserve(drafts.size());
  for (size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = static_cast<int32_t>(i);
    sorted.push_back(drafts[order[i]]);
  }
  for (Draft& draft : sorted) {
    if (draft.antecedent >= 0) draft.antecedent = place[draft.antecedent];
  }
  drafts = std::move(sorted);
}

// "We deny that any civilians were killed": the denial belongs to the clause.
void WidenToDenial(const DocContext& doc, Draft& draft) {
  const int32_t inner = DenialInside(doc, draft);
  if (inner < 0) return;
  const Attribution& denial = doc.in().attributions[inner];
  draft.first = std::min(draft.first, static_cast<uint32_t>(denial.cue_head));
  if (!denial.source.empty()) {
    draft.first = std::min(draft.first, denial.source[0].first);
  }
}

// The two parties that "both sides" or "each country" in `head` means.
std::optional<std::pair<SideId, SideId>> BothParties(const DocContext& doc,
                                                     int32_t head) {
  if (head < 0) return std::nullopt;
  const uint32_t h = static_cast<uint32_t>(head);
  const bool noun =
      doc.in().lexicons.IsIn(WordList::kParty, doc.words[h].lemma);
  const auto is_pair = [&](uint32_t i) {
    return doc.Is(i, "both") || doc.Is(i, "each") || doc.Is(i, "two");
  };
  if (!(noun && h > 0 && is_pair(h - 1)) && !is_pair(h)) return std::nullopt;
  std::vector<SideId> parties;
  for (const SideId side : doc.side_order) {
    if (doc.sides[side].party && doc.sides[side].mentions > 0) {
      parties.push_back(side);
    }
    if (parties.size() == 2) break;
  }
  if (parties.size() < 2) return std::nullopt;
  return std::make_pair(parties[0], parties[1]);
}

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

// "Russia and the US have each called for": where the side is named that speaks
// beside the first; -1 where they speak as one.
int32_t SecondSpeaker(const DocContext& doc, const Draft& draft) {
  if (draft.attribution < 0) return -1;
  const Attribution& said = doc.in().attributions[draft.attribution];
  if (said.source.empty() || said.cue_head < 0) return -1;
  const auto [first, last] = said.source[0];
  const uint32_t cue = static_cast<uint32_t>(said.cue_head);
  bool each = first > 0 && doc.Is(first - 1, "both");
  for (uint32_t i = first; i < cue; ++i) {
    each |= doc.Is(i, "each") || doc.Is(i, "both");
  }
  if (!each) return -1;
  for (uint32_t i = first; i + 1 < last; ++i) {
    if (!doc.Is(i, "and")) continue;
    for (uint32_t k = i + 1; k < last; ++k) {
      const SideId side = doc.ActorSideAt(k);
      if (side == kNoSide) continue;
      return side == draft.claimant ? -1 : static_cast<int32_t>(k);
    }
  }
  return -1;
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

// "Both sides accuse the other": one claim for each that speaks. "No
// casualties": none killed and none wounded, "killed and wounded dozens" so
// many of each. "Denied the Armenian account
// that": what Armenia said, and that it is denied.
void Expand(const DocContext& doc, std::vector<Draft>& drafts) {
  std::vector<Draft> out;
  std::vector<bool> taken(doc.triggers.size(), false);
  for (const Draft& draft : drafts) {
    if (draft.trigger >= 0) taken[draft.trigger] = true;
  }
  for (Draft& draft : drafts) {
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
    if (const int32_t other = SecondSpeaker(doc, draft); other >= 0) {
      Draft joined = draft;
      joined.attribution = joined.speaker = -1;
      joined.voice_token = other;
      joined.voice = joined.claimant = doc.actors[doc.notes[other].actor].side;
      out.push_back(joined);
    }
    if (const SideId teller = DeniedAccount(doc, draft); teller != kNoSide) {
      Draft told = draft;
      told.attribution = told.speaker = -1;
      told.voice = told.claimant = teller;
      told.stance = Stance::kAsserts;
      out.push_back(told);
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
      out.pop_back();
      const bool told = !out.empty() && out.back().voice != kNoSide &&
                        out.back().kind == draft.kind &&
                        out.back().roles.agent == draft.roles.agent;
      if (!told) {
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
      back.claimant = SourceSide(doc, a);
      back.perpetrator = doc.SideOfEntity(a.accused_entity);
      out.back().perpetrator = doc.SideOfEntity(said.accused_entity);
      out.push_back(back);
      break;
    }
  }
  drafts = std::move(out);
}

}  // namespace

std::vector<Draft> ReadClaims(const DocContext& doc, Decider& decider) {
  std::vector<Draft> drafts;
  std::vector<Choice> choices;
  QuantityChoices(doc, decider.names(), choices);
  decider.Select(doc, choices);
  Take(choices, drafts);
  std::vector<bool> taken(doc.triggers.size(), false);
  for (const Draft& draft : drafts) {
    if (draft.trigger >= 0) taken[draft.trigger] = true;
  }
  choices.clear();
  TriggerChoices(doc, taken, decider.names(), choices);
  decider.Select(doc, choices);
  Take(choices, drafts);
  Sort(doc, drafts);
  choices.clear();
  AnaphorChoices(doc, drafts, decider.names(), choices);
  decider.Select(doc, choices);
  Take(choices, drafts);
  Sort(doc, drafts);
  for (size_t i = 0; i < drafts.size(); ++i) {
    DecideClaimant(doc, decider, drafts, i);
    DecideSides(doc, decider, drafts, i);
    DecideVictimsType(doc, decider, drafts, i);
    DecidePlace(doc, decider, drafts, i);
    DecideDate(doc, decider, drafts, i);
    // The span takes in the attribution now that it is known.
    if (drafts[i].rule != "anaphor/attribution") SetSpan(doc, drafts[i]);
    WidenToDenial(doc, drafts[i]);
  }
  Expand(doc, drafts);
  DropRepeats(drafts);
  return drafts;
}

}  // namespace parallax::ingest::domain::extract
