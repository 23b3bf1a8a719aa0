#include "services/ingest/domain/extract/mention/mention_body.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/quantity/quantity.h"

namespace parallax::ingest::domain::extract {
namespace {

namespace v1 = claims::v1;
using type::v1::Bound;
using Tokens = absl::Span<const Token>;

Bound BoundOf(CountBound bound) {
  switch (bound) {
    case CountBound::kNone:
      return type::v1::BOUND_UNSPECIFIED;
    case CountBound::kExact:
      return type::v1::BOUND_EXACT;
    case CountBound::kAtLeast:
      return type::v1::BOUND_AT_LEAST;
    case CountBound::kAtMost:
      return type::v1::BOUND_AT_MOST;
    case CountBound::kAbout:
      return type::v1::BOUND_ABOUT;
  }
  return type::v1::BOUND_UNSPECIFIED;
}

bool HasNumber(const Count& count) { return count.min || count.max; }

void FillCount(const Article& article, const ExtractedClaim& claim,
               type::v1::Count* count) {
  count->set_phrase(std::string(Words(article, claim.count_span)));
  count->set_bound(BoundOf(claim.count.bound));
  if (claim.count.min) count->set_min(*claim.count.min);
  if (claim.count.max) count->set_max(*claim.count.max);
  const bool about = claim.count.bound == CountBound::kAbout;
  if (about && !claim.count.max) {
    count->set_bound(type::v1::BOUND_VAGUE);  // "dozens"
    return;
  }
  if (about && claim.count.min && *claim.count.min != *claim.count.max) {
    count->set_bound(type::v1::BOUND_RANGE);
    count->set_best((*claim.count.min + *claim.count.max) / 2);
    return;
  }
  count->set_best(claim.count.min ? *claim.count.min : *claim.count.max);
}

v1::CasualtyMeasure MeasureOf(const MentionInputs& in,
                              const ExtractedClaim& claim, Tokens clause) {
  const absl::string_view joint = in.details.Find("measure", clause).value;
  if (joint == "killed_or_missing" && (claim.measure == Measure::kKilled ||
                                       claim.measure == Measure::kMissing)) {
    return v1::CASUALTY_MEASURE_KILLED_OR_MISSING;
  }
  if (joint == "killed_or_wounded" && (claim.measure == Measure::kKilled ||
                                       claim.measure == Measure::kWounded)) {
    return v1::CASUALTY_MEASURE_KILLED_OR_WOUNDED;
  }
  switch (claim.measure) {
    case Measure::kKilled:
      return v1::CASUALTY_MEASURE_KILLED;
    case Measure::kWounded:
      return v1::CASUALTY_MEASURE_WOUNDED;
    case Measure::kCaptured:
      return v1::CASUALTY_MEASURE_CAPTURED;
    case Measure::kDetained:
      return v1::CASUALTY_MEASURE_DETAINED;
    case Measure::kMissing:
      return v1::CASUALTY_MEASURE_MISSING;
    case Measure::kDisplaced:
      return v1::CASUALTY_MEASURE_DISPLACED;
    case Measure::kAbducted:
      return v1::CASUALTY_MEASURE_ABDUCTED;
  }
  return v1::CASUALTY_MEASURE_UNSPECIFIED;
}

v1::VictimClass ClassOf(VictimsType type) {
  switch (type) {
    case VictimsType::kMilitary:
      return v1::VICTIM_CLASS_MILITARY;
    case VictimsType::kCivilian:
      return v1::VICTIM_CLASS_CIVILIAN;
    case VictimsType::kMixed:
      return v1::VICTIM_CLASS_MIXED;
    case VictimsType::kUnspecified:
      break;
  }
  return v1::VICTIM_CLASS_UNSPECIFIED;
}

v1::LossRelation LossOf(const ExtractedClaim& claim) {
  if (claim.victims_side.empty() || claim.claimant_side.empty()) {
    return v1::LOSS_RELATION_UNSPECIFIED;
  }
  if (claim.victims_side == claim.claimant_side) {
    return v1::LOSS_RELATION_OWN_LOSS;
  }
  const auto fights = [&](const std::string& side) {
    return std::find(claim.conflict_sides.begin(), claim.conflict_sides.end(),
                     side) != claim.conflict_sides.end();
  };
  return fights(claim.claimant_side) && fights(claim.victims_side)
             ? v1::LOSS_RELATION_ENEMY_LOSS
             : v1::LOSS_RELATION_THIRD_PARTY;
}

void FillCasualties(const MentionInputs& in, const ExtractedClaim& claim,
                    Tokens clause, Tokens sentence, v1::Casualties* body) {
  body->set_measure(MeasureOf(in, claim, clause));
  if (HasNumber(claim.count)) {
    FillCount(in.article, claim, body->mutable_count());
  }
  body->set_victims_side(claim.victims_side);
  body->set_victims_class(ClassOf(claim.victims_type));
  body->set_perpetrator_side(claim.perpetrator_side);
  body->set_loss_relation(LossOf(claim));
  body->set_subset(claim.subset);
  body->set_superseded(claim.superseded);
  const absl::string_view accrual = in.details.Find("accrual", clause).value;
  if (claim.additional || accrual == "increment") {
    body->set_accrual(v1::ACCRUAL_INCREMENT);
  } else if (accrual == "cumulative") {
    body->set_accrual(v1::ACCRUAL_CUMULATIVE);
  }
  if (claim.named_list ||
      !in.details.Find("identification", sentence).value.empty()) {
    body->set_identification(v1::IDENTIFICATION_NAMED_LIST);
  }
  if (claim.subset || !HasNumber(claim.count) ||
      claim.conflict_sides.size() < 2) {
    return;
  }
  // "155 soldiers from both sides": a sum, where no single side owns the dead.
  // "The two countries count 176 dead": nor does one own what both count.
  const bool joint_claimant =
      !in.details.FindInText("sum", absl::AsciiStrToLower(claim.claimant))
           .empty();
  if (joint_claimant) body->clear_victims_side();
  if (joint_claimant || (claim.victims_side.empty() &&
                         !in.details.Find("sum", sentence).value.empty())) {
    body->add_component_sides(claim.conflict_sides[0]);
    body->add_component_sides(claim.conflict_sides[1]);
  }
}

// The number that stands before the unit that the details know: "10 sq km".
void FillArea(const MentionInputs& in, Tokens clause, v1::Territory* body) {
  const DetailLexicon::Found unit = in.details.Find("area", clause);
  double factor = 0;
  if (unit.value.empty() || unit.first == 0 ||
      !absl::SimpleAtod(unit.value, &factor)) {
    return;
  }
  const std::optional<double> number =
      ParseDigits(clause[unit.first - 1].lower);
  if (!number || *number <= 0) return;
  type::v1::Measurement* area = body->mutable_area();
  area->set_value(*number * factor);
  area->set_unit(type::v1::UNIT_SQUARE_METRE);
  area->set_bound(type::v1::BOUND_EXACT);
  area->set_phrase(std::string(in.article.text.substr(
      clause[unit.first - 1].begin,
      clause[unit.last - 1].end - clause[unit.first - 1].begin)));
}

v1::TerritoryAct TerritoryActOf(absl::string_view value) {
  if (value == "withdrawn") return v1::TERRITORY_ACT_WITHDRAWN;
  if (value == "lost") return v1::TERRITORY_ACT_LOST;
  if (value == "taken") return v1::TERRITORY_ACT_TAKEN;
  if (value == "entered") return v1::TERRITORY_ACT_ENTERED;
  if (value == "held") return v1::TERRITORY_ACT_HELD;
  return v1::TERRITORY_ACT_UNSPECIFIED;
}

void FillTerritory(const MentionInputs& in, const ExtractedClaim& claim,
                   Tokens clause, v1::Territory* body) {
  body->set_act(TerritoryActOf(in.details.Find("territory", clause).value));
  body->set_perpetrator_side(claim.perpetrator_side);
  const DetailLexicon::Found ground = in.details.Find("ground", clause);
  body->set_object(std::string(ground.value));
  FillArea(in, clause, body);
  if (!body->has_area() && ground.value == "settlements" &&
      HasNumber(claim.count)) {
    FillCount(in.article, claim, body->mutable_settlements());
  }
}

v1::TruceState TruceStateOf(absl::string_view value) {
  if (value == "violated") return v1::TRUCE_STATE_VIOLATED;
  if (value == "ended") return v1::TRUCE_STATE_ENDED;
  if (value == "in_force") return v1::TRUCE_STATE_IN_FORCE;
  if (value == "proposed") return v1::TRUCE_STATE_PROPOSED;
  if (value == "agreed") return v1::TRUCE_STATE_AGREED;
  return v1::TRUCE_STATE_UNSPECIFIED;
}

void FillTruce(const MentionInputs& in, const ExtractedClaim& claim,
               Tokens clause, Tokens sentence, v1::Truce* body) {
  absl::string_view state = in.details.Find("truce", clause).value;
  // A party that has not confirmed a truce has not confirmed that one was
  // agreed: the words for that stand elsewhere in the sentence.
  if (state.empty()) state = in.details.Find("truce", sentence).value;
  body->set_state(TruceStateOf(state));
  for (const std::string& side : claim.conflict_sides) {
    if (body->party_sides_size() < 2) body->add_party_sides(side);
  }
  body->set_perpetrator_side(claim.perpetrator_side);
}

v1::DeploymentAct DeploymentActOf(absl::string_view value) {
  if (value == "withdrawn") return v1::DEPLOYMENT_ACT_WITHDRAWN;
  if (value == "stationed") return v1::DEPLOYMENT_ACT_STATIONED;
  if (value == "sent") return v1::DEPLOYMENT_ACT_SENT;
  return v1::DEPLOYMENT_ACT_UNSPECIFIED;
}

}  // namespace

absl::string_view Words(const Article& article, const ByteRange& range) {
  if (range.empty() || range.end > article.text.size()) return "";
  return absl::string_view(article.text)
      .substr(range.begin, range.end - range.begin);
}

void FillBody(const MentionInputs& in, const ExtractedClaim& claim,
              Tokens clause, Tokens sentence, v1::Assertion* assertion) {
  const std::string act(Words(in.article, claim.act_span));
  const std::string object(Words(in.article, claim.object_span));
  switch (claim.kind) {
    case Kind::kCasualties:
      FillCasualties(in, claim, clause, sentence,
                     assertion->mutable_casualties());
      break;
    case Kind::kAttack: {
      v1::Attack* body = assertion->mutable_attack();
      body->set_act(act);
      body->set_perpetrator_side(claim.perpetrator_side);
      body->set_target(object);
      body->set_initiation(
          !in.details.Find("initiation", clause).value.empty());
      break;
    }
    case Kind::kDamage: {
      v1::Damage* body = assertion->mutable_damage();
      body->set_act(act);
      body->set_object(object);
      if (HasNumber(claim.count)) {
        FillCount(in.article, claim, body->mutable_count());
      }
      body->set_perpetrator_side(claim.perpetrator_side);
      break;
    }
    case Kind::kTerritory:
      FillTerritory(in, claim, clause, assertion->mutable_territory());
      break;
    case Kind::kTruce:
      FillTruce(in, claim, clause, sentence, assertion->mutable_truce());
      break;
    case Kind::kDeployment: {
      v1::Deployment* body = assertion->mutable_deployment();
      body->set_act(
          DeploymentActOf(in.details.Find("deployment", clause).value));
      body->set_perpetrator_side(claim.perpetrator_side);
      body->set_force(object);
      if (HasNumber(claim.count)) {
        FillCount(in.article, claim, body->mutable_count());
      }
      break;
    }
    case Kind::kAppeal:
      assertion->mutable_appeal()->set_demand(
          std::string(Words(in.article, claim.span)));
      break;
  }
}

}  // namespace parallax::ingest::domain::extract
