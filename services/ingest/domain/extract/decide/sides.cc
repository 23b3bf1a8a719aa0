// Which side speaks, which did it, whose people suffered.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/decide/settled_sides.h"
#include "services/ingest/domain/extract/decide/side_case.h"

namespace parallax::ingest::domain::extract {
namespace {

// Sides beyond the most frequent ones are options only when the words point at
// them.
constexpr size_t kMaxFrequent = 8;

std::vector<SideId> Options(const DocContext& doc, const SidePointers& p) {
  std::vector<SideId> out = {kNoSide};
  for (size_t i = 0; i < doc.side_order.size() && i < kMaxFrequent; ++i) {
    out.push_back(doc.side_order[i]);
  }
  for (const SideId side : {p.agent,
                            p.cause,
                            p.patient,
                            p.accused,
                            p.addressee,
                            p.source,
                            p.place,
                            p.previous_perpetrator,
                            p.previous_victims,
                            p.previous_claimant,
                            p.target,
                            p.adversary,
                            p.actor,
                            p.weapon,
                            p.left,
                            p.right,
                            p.subject,
                            doc.home,
                            p.victims_guess,
                            p.agent_guess}) {
    if (std::find(out.begin(), out.end(), side) == out.end()) {
      out.push_back(side);
    }
  }
  return out;
}

using AddFeatures = void (*)(const SideCase&, SideId, FeatureSet&);

// The side that the features of `task` speak for. `gold` is its name in the
// annotation, while weights are fitted.
SideId Pick(const SideCase& c, Decider& decider, absl::string_view task,
            AddFeatures add, const std::string* gold) {
  const std::vector<SideId> options = Options(c.doc, c.at);
  std::vector<FeatureSet> sets;
  std::vector<bool> right;
  for (const SideId side : options) {
    add(c, side, sets.emplace_back(task, decider.names()));
    if (gold != nullptr) {
      right.push_back(side == kNoSide ? gold->empty()
                                      : c.doc.sides[side].name == *gold);
    }
  }
  return options[decider.Pick(sets, right)];
}

SideCase Open(const DocContext& doc, const std::vector<Draft>& drafts,
              size_t index) {
  const Draft& draft = drafts[index];
  SideCase c{.doc = doc,
             .draft = draft,
             .at = PointAtSides(doc, drafts, index),
             .acts = SideSightings(doc, draft, draft.head),
             .sufferers = std::nullopt};
  if (draft.kind == Kind::kCasualties) {
    c.sufferers.emplace(
        doc, draft,
        draft.object >= 0 ? static_cast<uint32_t>(draft.object) : draft.head);
  }
  if (draft.antecedent >= 0) {
    c.antecedent_perpetrator = drafts[draft.antecedent].perpetrator;
    c.antecedent_victims = drafts[draft.antecedent].victims;
  }
  return c;
}

}  // namespace

void DecideSides(const DocContext& doc, Decider& decider,
                 std::vector<Draft>& drafts, size_t index) {
  Draft& draft = drafts[index];
  SideCase c = Open(doc, drafts, index);
  const GoldClaim* gold = draft.gold;
  draft.claimant = kNoSide;
  if (draft.attribution >= 0 || draft.speaker >= 0) {
    draft.claimant = Pick(c, decider, "claimant_side", AddClaimantFeatures,
                          gold ? &gold->claimant_side : nullptr);
    SettleClaimant(doc, draft);
  }
  DecideStance(doc, decider, drafts, index);
  c.memory = RememberSides(doc, drafts, index, c.at.agent_guess);
  draft.perpetrator = kNoSide;
  draft.victims = kNoSide;
  if (draft.kind == Kind::kCasualties) {
    draft.victims = Pick(c, decider, "victims", AddVictimsFeatures,
                         gold ? &gold->victims_side : nullptr);
  }
  if (draft.kind != Kind::kAppeal) {
    c.victims_doer = DoerOf(drafts, index, draft.victims);
    draft.perpetrator =
        Pick(c, decider, "perpetrator", AddPerpetratorFeatures,
             gold && gold->has_perpetrator ? &gold->perpetrator_side : nullptr);
  }
  SettleSides(doc, c.at, draft);
}

}  // namespace parallax::ingest::domain::extract
