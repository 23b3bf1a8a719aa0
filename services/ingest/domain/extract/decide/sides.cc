// Which side speaks, which did it, whose people suffered.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/match.h"
#include "services/ingest/domain/extract/decide/barred_sides.h"
#include "services/ingest/domain/extract/decide/civilians.h"
#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/decide/rulers.h"
#include "services/ingest/domain/extract/decide/same_people.h"
#include "services/ingest/domain/extract/decide/settled_sides.h"
#include "services/ingest/domain/extract/decide/side_case.h"

namespace parallax::ingest::domain::extract {
namespace {

// Sides beyond the most frequent ones are options only when the words point at
// them.
constexpr size_t kMaxFrequent = 4;

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

// "Drones hit a depot in Ryazan, the governor said": in a war between countries
// nobody tells of strikes of their own on their own ground.
bool IsHitAtHome(const SideCase& c) {
  const SideId claimant = c.draft.claimant;
  if (c.draft.kind != Kind::kAttack || c.draft.stance != Stance::kAsserts ||
      c.at.agent != kNoSide || c.at.place != claimant ||
      !c.doc.sides[claimant].country ||
      (c.at.patient != kNoSide && c.at.patient != claimant)) {
    return false;
  }
  const SideId enemy = c.doc.Opponent(claimant);
  return enemy != kNoSide && c.doc.sides[enemy].country &&
         c.doc.sides[enemy].mentions > 0;
}

// "The RSF said it killed 60 soldiers": not its own.
bool IsKiller(const SideCase& c) {
  return c.draft.claimant != kNoSide && c.at.agent == c.draft.claimant &&
         c.draft.roles.agent_form == "subject" &&
         !c.draft.roles.agent_inherited && !c.draft.roles.passive &&
         !c.at.own && c.at.patient != c.draft.claimant;
}

// Whether those who are counted fight or police; a state may kill civilians of
// its own.
bool AreUnderArms(const SideCase& c) {
  if (c.draft.object < 0) return false;
  const uint32_t object = static_cast<uint32_t>(c.draft.object);
  const PersonClass person =
      c.doc.in().lexicons.person(c.doc.words[object].lemma);
  return person == PersonClass::kMilitary || person == PersonClass::kPolice ||
         c.doc.RebelsIn(object) >= 0;
}

// "The IS group killed a Kurdish commander": those whom the words name as the
// killers did not lose their own; kNoSide where they name nobody.
SideId NamedKiller(const SideCase& c) {
  const Roles& roles = c.draft.roles;
  if (roles.agent < 0 || c.at.own || roles.agent_inherited ||
      (c.draft.measure != Measure::kKilled &&
       c.draft.measure != Measure::kWounded) ||
      !AreUnderArms(c)) {
    return kNoSide;
  }
  const SideId killer = c.doc.DirectSide(static_cast<uint32_t>(roles.agent));
  return killer == c.at.patient ? kNoSide : killer;
}

// "Two soldiers were killed": their own side did not do it, unless the words
// say so.
bool AreSoldiers(const SideCase& c) {
  const bool own =
      c.draft.victims != kNoSide &&
      (c.at.agent == c.draft.victims || c.at.cause == c.draft.victims ||
       c.at.weapon == c.draft.victims);
  return c.draft.kind == Kind::kCasualties && c.draft.object >= 0 && !own &&
         (c.draft.measure == Measure::kKilled ||
          c.draft.measure == Measure::kWounded) &&
         c.doc.in().lexicons.person(
             c.doc.words[static_cast<uint32_t>(c.draft.object)].lemma) ==
             PersonClass::kMilitary;
}

// "The rebels said their bases had come under attack": not their own.
bool IsUnderAttack(const SideCase& c) {
  if (c.draft.kind != Kind::kAttack || c.draft.trigger < 0) return false;
  const Trigger& trigger = *c.doc.triggers[c.draft.trigger].trigger;
  return absl::StrContains(trigger.phrase, "under ") &&
         c.draft.claimant == c.at.subject;
}

// A decision among sides: its name among the weights and what it turns on.
struct SideTask {
  absl::string_view name;
  void (*add_scene)(const SideCase&, FeatureSet&);  // null for none
  void (*add_features)(const SideCase&, absl::Span<const SideId>,
                       absl::Span<FeatureSet>);
};

constexpr SideTask kClaimantTask = {"claimant_side", nullptr,
                                    AddClaimantFeatures};
constexpr SideTask kVictimsTask = {"victims", AddVictimsScene,
                                   AddVictimsFeatures};
constexpr SideTask kPerpetratorTask = {"perpetrator", AddPerpetratorScene,
                                       AddPerpetratorFeatures};

// The side that the features of `task` speak for, among those that fit. `gold`
// is its name in the annotation, while weights are fitted.
SideId Pick(const SideCase& c, Decider& decider, const SideTask& task,
            const std::string* gold, absl::FunctionRef<bool(SideId)> fits) {
  std::vector<SideId> options = Options(c.doc, c.at);
  options.erase(std::remove_if(options.begin(), options.end(),
                               [&](SideId side) {
                                 return side != kNoSide && !fits(side);
                               }),
                options.end());
  std::vector<FeatureSet> sets;
  std::vector<bool> right;
  FeatureSet scene(task.name, decider.names());
  if (task.add_scene != nullptr) task.add_scene(c, scene);
  sets.reserve(options.size());
  for (const SideId side : options) {
    sets.push_back(scene);
    if (gold != nullptr) {
      right.push_back(side == kNoSide ? gold->empty()
                                      : c.doc.sides[side].name == *gold);
    }
  }
  task.add_features(c, options, absl::MakeSpan(sets));
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
  c.speaker = SideOfSpeaker(doc, drafts, index);
  if (draft.attribution >= 0 || draft.speaker >= 0) {
    draft.claimant = Pick(
        c, decider, kClaimantTask, gold ? &gold->claimant_side : nullptr,
        [barred = BarredSpeakers(c)](SideId side) { return !barred(side); });
    SettleClaimant(doc, c.at, draft);
    SettleRulingClaimant(doc, c.at, draft);
  }
  DecideStance(doc, decider, drafts, index);
  c.memory = RememberSides(doc, drafts, index, c.at.agent_guess);
  draft.perpetrator = kNoSide;
  draft.victims = kNoSide;
  if (draft.kind == Kind::kCasualties) {
    draft.victims =
        Pick(c, decider, kVictimsTask, gold ? &gold->victims_side : nullptr,
             [&, barred = BarredSides(c, draft.object, c.at.patient),
              killer = IsKiller(c), named = NamedKiller(c),
              neutral = OfNoSideAtHome(c)](SideId side) {
               return !barred(side) && side != named &&
                      (side == kNoSide || side != neutral) &&
                      !(killer && side == draft.claimant);
             });
  }
  if (const Draft* same = FindSamePeople(doc, drafts, index)) {
    draft.victims = same->victims;
  }
  if (draft.kind != Kind::kAppeal) {
    c.victims_doer = DoerOf(drafts, index, draft.victims);
    draft.perpetrator =
        Pick(c, decider, kPerpetratorTask,
             gold && gold->has_perpetrator ? &gold->perpetrator_side : nullptr,
             [&, barred = BarredSides(c, draft.roles.agent, c.at.agent),
              soldiers = AreSoldiers(c),
              victim = draft.claimant != kNoSide &&
                       (Accuses(doc, draft) || IsHitAtHome(c) ||
                        IsUnderAttack(c))](SideId side) {
               return !barred(side) && !(victim && side == draft.claimant) &&
                      !(soldiers && side == draft.victims);
             });
  }
  if (draft.kind == Kind::kCasualties && draft.victims == kNoSide) {
    draft.victims = CalledAfter(doc, draft);
  }
  SettleSides(doc, c.at, draft);
  SettleRulingSides(doc, draft);
}

}  // namespace parallax::ingest::domain::extract
