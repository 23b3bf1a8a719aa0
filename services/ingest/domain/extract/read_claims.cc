#include "services/ingest/domain/extract/read_claims.h"

#include <algorithm>

#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/kinds/choice.h"

namespace parallax::ingest::domain::extract {
namespace {

void Take(std::vector<Choice>& choices, std::vector<Draft>& drafts) {
  for (Choice& choice : choices) {
    if (choice.chosen > 0) {
      drafts.push_back(std::move(choice.drafts[choice.chosen - 1]));
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
    sorted.push_back(std::move(drafts[order[i]]));
  }
  for (Draft& draft : sorted) {
    if (draft.antecedent >= 0) draft.antecedent = place[draft.antecedent];
  }
  drafts = std::move(sorted);
}

// "Both sides accuse the other": one claim for each that speaks. "No
// casualties": none killed and none wounded.
void Expand(const DocContext& doc, std::vector<Draft>& drafts) {
  std::vector<Draft> out;
  for (Draft& draft : drafts) {
    out.push_back(draft);
    if (draft.kind == Kind::kCasualties && draft.count.max == 0 &&
        draft.measure == Measure::kKilled && draft.trigger >= 0 &&
        (doc.triggers[draft.trigger].trigger->phrase == "casualty" ||
         doc.triggers[draft.trigger].trigger->phrase == "victim")) {
      Draft wounded = draft;
      wounded.measure = Measure::kWounded;
      out.push_back(std::move(wounded));
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
      out.push_back(std::move(back));
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
  }
  Expand(doc, drafts);
  return drafts;
}

}  // namespace parallax::ingest::domain::extract
