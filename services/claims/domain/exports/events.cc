#include "services/claims/domain/exports/events.h"

#include <map>
#include <utility>

#include "services/claims/domain/figure.h"

namespace parallax::claims::domain {
namespace {

bool IsThirdParty(const pb::TallyPosition& position) {
  return position.loss_relation() == pb::LOSS_RELATION_THIRD_PARTY ||
         position.claiming_side().empty();
}

void AddTo(std::optional<std::int64_t> more, std::optional<std::int64_t>* sum) {
  if (!more) return;
  *sum = sum->value_or(0) + *more;
}

// What the questions of one side's losses say, by class of victims.
struct SideDeaths {
  Deaths military;
  Deaths civilian;
  Deaths whole;  // both in one number, or unsaid
};

bool Speaks(const Deaths& deaths) { return deaths.best.has_value(); }

}  // namespace

const pb::TallyPosition* ChoosePosition(const pb::Tally& tally,
                                        const NumberPolicy& policy) {
  const pb::TallyPosition* chosen = nullptr;
  for (const pb::TallyPosition& position : tally.positions()) {
    const type::Count& count = position.current().count();
    if (!HasNumber(count) || position.current().stance() == pb::STANCE_DENIES) {
      continue;
    }
    bool better = chosen == nullptr;
    switch (policy.policy) {
      case pb::CLAIMANT_POLICY_OWN_LOSS:
        better =
            better && position.loss_relation() == pb::LOSS_RELATION_OWN_LOSS;
        break;
      case pb::CLAIMANT_POLICY_THIRD_PARTY:
        better = better && IsThirdParty(position);
        break;
      case pb::CLAIMANT_POLICY_SIDE:
        better = better && position.claiming_side() == policy.side;
        break;
      case pb::CLAIMANT_POLICY_LOWEST:
        better = better || Representative(count) <
                               Representative(chosen->current().count());
        break;
      case pb::CLAIMANT_POLICY_HIGHEST:
        better = better || Representative(count) >
                               Representative(chosen->current().count());
        break;
      default:
        better = false;
    }
    if (better) chosen = &position;
  }
  return chosen;
}

void Deaths::Add(const type::Count& count) {
  const std::int64_t number = Representative(count);
  Deaths more;
  more.best = number;
  more.low = count.has_min() ? count.min() : number;
  more.high = count.has_max() ? count.max() : number;
  Add(more);
}

void Deaths::Add(const Deaths& other) {
  AddTo(other.low, &low);
  AddTo(other.best, &best);
  AddTo(other.high, &high);
}

Event MakeEvent(const pb::Incident& incident, const std::vector<Toll>& tolls,
                const NumberPolicy& policy) {
  Event event;
  event.incident = incident;
  if (incident.party_sides_size() > 0) event.side_a = incident.party_sides(0);
  if (incident.party_sides_size() > 1) event.side_b = incident.party_sides(1);
  std::map<std::string, SideDeaths> by_side;
  for (const Toll& toll : tolls) {
    const pb::QuestionScope& scope = toll.question.scope();
    // Parts of a number, and sums of both sides, would count twice.
    if (scope.measure() != pb::CASUALTY_MEASURE_KILLED ||
        !scope.aspect().empty()) {
      continue;
    }
    const pb::TallyPosition* position = ChoosePosition(toll.tally, policy);
    if (position == nullptr) continue;
    SideDeaths& side = by_side[scope.victims_side()];
    Deaths& deaths =
        scope.victims_class() == pb::VICTIM_CLASS_MILITARY   ? side.military
        : scope.victims_class() == pb::VICTIM_CLASS_CIVILIAN ? side.civilian
                                                             : side.whole;
    if (Speaks(deaths)) continue;
    deaths.Add(position->current().count());
    event.points.push_back(position->current());
  }
  // Where sides are named, a number of unnamed victims may be their sum.
  const bool named = by_side.size() > (by_side.contains("") ? 1u : 0u);
  for (auto& [name, side] : by_side) {
    if (name.empty() && named) continue;
    if (Speaks(side.military) || Speaks(side.civilian)) side.whole = {};
    event.civilians.Add(side.civilian);
    event.unknown.Add(side.whole);
    if (name == event.side_a && !name.empty()) {
      event.deaths_a.Add(side.military);
    } else if (name == event.side_b && !name.empty()) {
      event.deaths_b.Add(side.military);
    } else {
      event.unknown.Add(side.military);
    }
  }
  for (const Deaths* part :
       {&event.deaths_a, &event.deaths_b, &event.civilians, &event.unknown}) {
    event.all.Add(*part);
  }
  return event;
}

}  // namespace parallax::claims::domain
