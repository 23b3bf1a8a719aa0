// What is asked, in words and as the schema has it.
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/claims/domain/scope.h"

namespace parallax::claims::domain {

std::string LongDayText(Day day) {
  return absl::FormatTime("%-d %B %Y",
                          absl::FromUnixMicros(Micros{day} * kMicrosPerDay),
                          absl::UTCTimeZone());
}

std::string MeasureText(pb::CasualtyMeasure measure) {
  switch (measure) {
    case pb::CASUALTY_MEASURE_KILLED:
      return "killed";
    case pb::CASUALTY_MEASURE_WOUNDED:
      return "wounded";
    case pb::CASUALTY_MEASURE_CAPTURED:
      return "captured";
    case pb::CASUALTY_MEASURE_DETAINED:
      return "detained";
    case pb::CASUALTY_MEASURE_MISSING:
      return "missing";
    case pb::CASUALTY_MEASURE_DISPLACED:
      return "displaced";
    case pb::CASUALTY_MEASURE_ABDUCTED:
      return "abducted";
    case pb::CASUALTY_MEASURE_KILLED_OR_MISSING:
      return "killed or missing";
    case pb::CASUALTY_MEASURE_KILLED_OR_WOUNDED:
      return "killed or wounded";
    default:
      return "harmed";
  }
}

std::string ScopeText(const Scope& scope, const std::string& place_name) {
  std::string text;
  const std::string& who = scope.perpetrator_side;
  switch (scope.kind) {
    case pb::CLAIM_KIND_CASUALTIES: {
      const char* victims = "people";
      if (scope.victims_class == pb::VICTIM_CLASS_MILITARY)
        victims = "military";
      if (scope.victims_class == pb::VICTIM_CLASS_CIVILIAN) {
        victims = "civilians";
      }
      if (scope.victims_class == pb::VICTIM_CLASS_MIXED) {
        victims = "military and civilians";
      }
      text = scope.victims_side.empty()
                 ? absl::StrCat(victims, " ", MeasureText(scope.measure))
                 : absl::StrCat(scope.victims_side, ": ", victims, " ",
                                MeasureText(scope.measure));
      if (!scope.aspect.empty()) absl::StrAppend(&text, ", ", scope.aspect);
      break;
    }
    case pb::CLAIM_KIND_ATTACK:
      if (!scope.aspect.empty()) {
        text = who.empty() ? "Who started the fighting"
                           : absl::StrCat(who, " started the fighting");
      } else {
        text = who.empty() ? "Attack" : absl::StrCat("Attack by ", who);
      }
      break;
    case pb::CLAIM_KIND_DAMAGE:
      text = absl::StrCat("Damage", scope.aspect.empty() ? "" : " to ",
                          scope.aspect);
      if (!scope.victims_side.empty()) {
        absl::StrAppend(&text, " of ", scope.victims_side);
      }
      if (!who.empty()) absl::StrAppend(&text, " by ", who);
      break;
    case pb::CLAIM_KIND_TERRITORY:
      text = scope.aspect == aspect::kSettlements ? "Settlements" : "Ground";
      absl::StrAppend(&text, " held or taken");
      if (!who.empty()) absl::StrAppend(&text, " by ", who);
      break;
    case pb::CLAIM_KIND_TRUCE:
      text = absl::StrCat("Truce: ", scope.aspect);
      if (!who.empty()) absl::StrAppend(&text, " by ", who);
      break;
    case pb::CLAIM_KIND_DEPLOYMENT:
      text = "Deployment";
      if (!scope.aspect.empty()) text = "Withdrawal";
      if (!who.empty()) absl::StrAppend(&text, " by ", who);
      break;
    case pb::CLAIM_KIND_APPEAL:
      text = "Appeal";
      if (!who.empty()) absl::StrAppend(&text, " by ", who);
      if (!scope.victims_side.empty()) {
        absl::StrAppend(&text, " to ", scope.victims_side);
      }
      break;
    default:
      text = "Claim";
  }
  if (!place_name.empty()) absl::StrAppend(&text, " at ", place_name);
  if (scope.kind == pb::CLAIM_KIND_CASUALTIES && scope.day != 0) {
    absl::StrAppend(&text, " on ", LongDayText(scope.day));
  }
  return text;
}

pb::QuestionScope ScopeValue(const Scope& scope,
                             const type::PlaceReference* place) {
  pb::QuestionScope value;
  value.set_kind(scope.kind);
  value.set_measure(scope.measure);
  if (scope.kind == pb::CLAIM_KIND_CASUALTIES) {
    value.set_victims_class(scope.victims_class);
  }
  if (scope.kind != pb::CLAIM_KIND_APPEAL) {
    value.set_victims_side(scope.victims_side);
  }
  value.set_perpetrator_side(scope.perpetrator_side);
  value.set_aspect(scope.aspect);
  if (place != nullptr && !scope.place.empty()) *value.mutable_place() = *place;
  if (scope.day != 0) {
    *value.mutable_time()->mutable_start_time() =
        ToTimestamp(Micros{scope.day} * kMicrosPerDay);
    *value.mutable_time()->mutable_end_time() =
        ToTimestamp(Micros{scope.day + 1} * kMicrosPerDay);
    value.mutable_time()->set_precision(type::TIME_PRECISION_DAY);
  }
  return value;
}

}  // namespace parallax::claims::domain
