#include "services/claims/domain/scope.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/claims/domain/figure.h"
#include "services/claims/domain/text.h"

namespace parallax::claims::domain {
namespace {

// Wider than this a place is an area that many events share.
constexpr double kLocalPlaceMetres = 30'000;

// The place that is narrow enough to tell one event from the next.
const type::PlaceReference* LocalPlace(const pb::Assertion& assertion) {
  if (assertion.places().empty()) return nullptr;
  const type::PlaceReference& place = assertion.places(0);
  if (place.place().empty() || place.ancestors().empty()) return nullptr;
  if (place.uncertainty_m() > kLocalPlaceMetres) return nullptr;
  return &place;
}

// The first day of a closely dated event, else 0.
Day EventDay(const pb::Assertion& assertion) {
  const auto& time = assertion.event_time();
  if (!time.has_start_time()) return 0;
  if (time.precision() == type::TIME_PRECISION_WEEK ||
      time.precision() == type::TIME_PRECISION_MONTH ||
      time.precision() == type::TIME_PRECISION_YEAR) {
    return 0;
  }
  return DayOf(time.start_time());
}

bool IsOneDay(const pb::Assertion& assertion) {
  const auto& time = assertion.event_time();
  return EventDay(assertion) != 0 && time.has_end_time() &&
         ToMicros(time.end_time()) - ToMicros(time.start_time()) <=
             kMicrosPerDay;
}

void BindToPlace(const SourcedMention& mention, Scope* scope) {
  const pb::Assertion& assertion = mention.mention->assertion();
  const type::PlaceReference* place = LocalPlace(assertion);
  if (place == nullptr) return;
  scope->place = place->place();
  const Day day = EventDay(assertion);
  scope->day = day != 0 ? day : mention.anchor.last;
}

void ScopeCasualties(const SourcedMention& mention, Scope* scope) {
  const pb::Assertion& assertion = mention.mention->assertion();
  const pb::Casualties& body = assertion.casualties();
  scope->measure = body.measure();
  scope->victims_side = body.victims_side();
  scope->victims_class = body.victims_class();
  if (body.component_sides_size() > 1) {
    std::vector<std::string> sides(body.component_sides().begin(),
                                   body.component_sides().end());
    std::sort(sides.begin(), sides.end());
    scope->aspect = absl::StrCat("sum of ", JoinNames(sides));
    scope->victims_side.clear();
    return;
  }
  if (body.accrual() == pb::ACCRUAL_INCREMENT)
    scope->aspect = aspect::kIncrement;
  if (body.subset()) scope->aspect = aspect::kSubset;
  // The toll of a whole war, beside that of its latest days.
  const Day since = LongSince(assertion.event_time(), DayOf(mention.published));
  if (since != 0 && scope->aspect.empty()) {
    scope->aspect = absl::StrCat("since ", LongDayText(since));
  }
  // A side's own military dead are counted for the whole fighting wherever the
  // report looks; other figures belong to the place that they name.
  const bool military = body.victims_class() == pb::VICTIM_CLASS_MILITARY &&
                        !body.victims_side().empty();
  const bool own =
      military && assertion.claimant().side() == body.victims_side();
  if (own || (military && !IsOneDay(assertion))) return;
  BindToPlace(mention, scope);
  // The dead of Sunday and those of Monday are not one number that moved.
  if (scope->place.empty() && !military && IsOneDay(assertion) &&
      body.accrual() != pb::ACCRUAL_CUMULATIVE) {
    scope->day = EventDay(assertion);
  }
}

std::string TruceAspect(const pb::Truce& body) {
  switch (body.state()) {
    case pb::TRUCE_STATE_VIOLATED:
      return aspect::kViolation;
    case pb::TRUCE_STATE_ENDED:
      return "end";
    case pb::TRUCE_STATE_PROPOSED:
      return "proposal";
    default:
      return aspect::kAgreement;
  }
}

bool NamesSettlements(const pb::Territory& body) {
  if (body.has_settlements() && HasNumber(body.settlements())) return true;
  const std::string object = Fold(body.object());
  for (const char* word : {"settlement", "village", "town", "city", "cities"}) {
    if (object.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

std::string TakerOf(const pb::Territory& body,
                    const std::vector<std::string>& sides) {
  const std::string& actor = body.perpetrator_side();
  if (body.act() != pb::TERRITORY_ACT_LOST &&
      body.act() != pb::TERRITORY_ACT_WITHDRAWN) {
    return actor;
  }
  if (sides.size() == 2 && actor == sides[0]) return sides[1];
  if (sides.size() == 2 && actor == sides[1]) return sides[0];
  return actor.empty() ? "" : absl::StrCat("not ", actor);
}

Scope ScopeOf(const SourcedMention& mention,
              const std::vector<std::string>& sides) {
  const pb::Assertion& assertion = mention.mention->assertion();
  Scope scope;
  scope.kind = assertion.kind();
  switch (assertion.kind()) {
    case pb::CLAIM_KIND_CASUALTIES:
      ScopeCasualties(mention, &scope);
      break;
    case pb::CLAIM_KIND_ATTACK:
      scope.perpetrator_side = assertion.attack().perpetrator_side();
      if (assertion.attack().initiation()) {
        scope.aspect = aspect::kInitiation;
      } else {
        BindToPlace(mention, &scope);
      }
      break;
    case pb::CLAIM_KIND_DAMAGE:
      scope.victims_side = assertion.damage().owner_side();
      scope.perpetrator_side = assertion.damage().perpetrator_side();
      scope.aspect = HeadWord(assertion.damage().object());
      BindToPlace(mention, &scope);
      break;
    case pb::CLAIM_KIND_TERRITORY:
      scope.perpetrator_side = TakerOf(assertion.territory(), sides);
      scope.aspect = NamesSettlements(assertion.territory())
                         ? aspect::kSettlements
                         : aspect::kGround;
      if (const auto* place = LocalPlace(assertion)) {
        scope.place = place->place();
      }
      break;
    case pb::CLAIM_KIND_TRUCE:
      scope.aspect = TruceAspect(assertion.truce());
      if (scope.aspect == aspect::kViolation) {
        scope.perpetrator_side = assertion.truce().perpetrator_side();
      } else if (scope.aspect == aspect::kAgreement) {
        scope.day = EventDay(assertion);
      }
      break;
    case pb::CLAIM_KIND_DEPLOYMENT:
      scope.perpetrator_side = assertion.deployment().perpetrator_side();
      if (assertion.deployment().act() == pb::DEPLOYMENT_ACT_WITHDRAWN) {
        scope.aspect = "withdrawal";
      }
      break;
    case pb::CLAIM_KIND_APPEAL: {
      std::vector<std::string> to(assertion.appeal().addressee_sides().begin(),
                                  assertion.appeal().addressee_sides().end());
      std::sort(to.begin(), to.end());
      scope.perpetrator_side = assertion.claimant().side();
      scope.victims_side = absl::StrJoin(to, ", ");
      break;
    }
    default:
      break;
  }
  return scope;
}

std::string ContentOf(const pb::Assertion& assertion) {
  switch (assertion.body_case()) {
    case pb::Assertion::kAttack: {
      const pb::Attack& body = assertion.attack();
      return absl::StrCat(body.target_side(), "/", HeadWord(body.target()));
    }
    case pb::Assertion::kTerritory: {
      const pb::Territory& body = assertion.territory();
      std::string key = FigureKey(CountOf(assertion));
      if (body.has_area()) {
        absl::StrAppend(&key, "/", std::llround(body.area().value() / 1e4));
      }
      return key;
    }
    case pb::Assertion::kTruce:
      // Agreed and in force are the same news.
      return assertion.truce().state() == pb::TRUCE_STATE_IN_FORCE
                 ? absl::StrCat(static_cast<int>(pb::TRUCE_STATE_AGREED))
                 : absl::StrCat(static_cast<int>(assertion.truce().state()));
    case pb::Assertion::kDeployment:
      return absl::StrCat(FigureKey(CountOf(assertion)), "/",
                          HeadWord(assertion.deployment().force()));
    case pb::Assertion::kAppeal:
      return HeadWord(assertion.appeal().demand());
    default:
      return FigureKey(CountOf(assertion));
  }
}

}  // namespace parallax::claims::domain
