#include "services/ingest/domain/extract/read_claims.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/drop_repeats.h"
#include "services/ingest/domain/extract/expand_claims.h"
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

// Of each trigger whether a number is read with it.
std::vector<bool> TakenTriggers(const DocContext& doc,
                                const std::vector<Choice>& choices) {
  std::vector<bool> taken(doc.triggers.size(), false);
  for (const Choice& choice : choices) {
    if (choice.chosen == 0) continue;
    const int32_t trigger = choice.drafts[choice.chosen - 1].trigger;
    if (trigger >= 0) taken[trigger] = true;
  }
  return taken;
}

void Reconsider(const DocContext& doc, Decider& decider,
                std::vector<Choice>& counts, std::vector<Choice>& acts) {
  std::vector<Choice*> all;
  for (std::vector<Choice>* some : {&counts, &acts}) {
    for (Choice& choice : *some) {
      if (choice.best > 0) all.push_back(&choice);
    }
  }
  std::stable_sort(
      all.begin(), all.end(),
      [](const Choice* a, const Choice* b) { return a->at < b->at; });
  decider.Reconsider(doc, all);
}

uint32_t OrderKey(const DocContext& doc, const Draft& draft) {
  return draft.quantity >= 0 ? doc.quantities[draft.quantity].core : draft.head;
}

bool IsOfHeadline(const DocContext& doc, const Draft& draft) {
  return doc.role_of(doc.text().sentences[draft.sentence]) ==
         BlockRole::kHeadline;
}

enum class Order : uint8_t { kText, kHeadlineLast };

// Puts the drafts in order; antecedents keep pointing at the same drafts.
void Sort(const DocContext& doc, std::vector<Draft>& drafts,
          Order by = Order::kText) {
  std::vector<int32_t> order(drafts.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int32_t>(i);
  std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) {
    if (by == Order::kHeadlineLast) {
      const bool last = IsOfHeadline(doc, drafts[b]);
      if (IsOfHeadline(doc, drafts[a]) != last) return last;
    }
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

}  // namespace

std::vector<Draft> ReadClaims(const DocContext& doc, Decider& decider) {
  std::vector<Draft> drafts;
  std::vector<Choice> counts;
  QuantityChoices(doc, decider.names(), counts);
  decider.Select(doc, counts);
  std::vector<Choice> acts;
  TriggerChoices(doc, TakenTriggers(doc, counts), decider.names(), acts);
  decider.Select(doc, acts);
  Reconsider(doc, decider, counts, acts);
  Take(counts, drafts);
  Take(acts, drafts);
  Sort(doc, drafts);
  std::vector<Choice> choices;
  AnaphorChoices(doc, drafts, decider.names(), choices);
  decider.Select(doc, choices);
  Take(choices, drafts);
  Sort(doc, drafts);
  for (size_t i = 0; i < drafts.size(); ++i) {
    DecideClaimant(doc, decider, drafts, i);
    DecidePlace(doc, decider, drafts, i);
    DecideSides(doc, decider, drafts, i);
    DecideVictimsType(doc, decider, drafts, i);
  }
  // When it was stands in the body: a headline takes it from there.
  Sort(doc, drafts, Order::kHeadlineLast);
  for (size_t i = 0; i < drafts.size(); ++i) {
    DecideDate(doc, decider, drafts, i);
  }
  Sort(doc, drafts);
  for (Draft& draft : drafts) {
    // The span takes in the attribution now that it is known.
    if (draft.rule != "anaphor/attribution") SetSpan(doc, draft);
    WidenToDenial(doc, draft);
  }
  ExpandClaims(doc, drafts);
  DropRepeats(drafts);
  return drafts;
}

}  // namespace parallax::ingest::domain::extract
