#include "services/cli/output/text.h"

#include <google/protobuf/util/json_util.h>
#include <google/type/latlng.pb.h>
#include <parallax/claims/v1/claim.pb.h>
#include <parallax/claims/v1/review.pb.h>
#include <parallax/type/v1/quantity.pb.h>
#include <parallax/type/v1/time_interval.pb.h>

#include <cmath>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace parallax::cli {
namespace {

namespace claims = parallax::claims::v1;
namespace type = parallax::type::v1;

absl::Time FromProto(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) +
         absl::Nanoseconds(time.nanos());
}

std::string Thousands(int64_t number) {
  const std::string digits = absl::StrCat(number);
  std::string text;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text.push_back(',');
    text.push_back(digits[i]);
  }
  return text;
}

void Add(std::vector<std::string>* parts, std::string part) {
  if (!part.empty()) parts->push_back(std::move(part));
}

std::string By(absl::string_view side) {
  return side.empty() ? "" : absl::StrCat("by ", side);
}

std::string Of(absl::string_view side) {
  return side.empty() ? "" : absl::StrCat("of ", side);
}

std::string CasualtiesText(const claims::Casualties& body) {
  std::vector<std::string> parts;
  const std::string count =
      body.has_count() ? CountText(body.count()) : std::string();
  parts.push_back(
      absl::StrCat(count, count.empty() ? "" : " ",
                   EnumWord("CASUALTY_MEASURE_",
                            claims::CasualtyMeasure_Name(body.measure()))));
  Add(&parts, body.component_sides().empty()
                  ? body.victims_side()
                  : absl::StrJoin(body.component_sides(), " + "));
  Add(&parts, EnumWord("VICTIM_CLASS_",
                       claims::VictimClass_Name(body.victims_class())));
  Add(&parts, By(body.perpetrator_side()));
  if (body.subset()) parts.push_back("part of a total");
  if (body.accrual() == claims::ACCRUAL_INCREMENT) parts.push_back("new");
  if (body.superseded()) parts.push_back("outdated");
  return absl::StrJoin(parts, ", ");
}

std::string AttackText(const claims::Attack& body) {
  std::vector<std::string> parts;
  parts.push_back(body.act().empty() ? "attack" : body.act());
  if (body.initiation()) parts.push_back("started it");
  Add(&parts, By(body.perpetrator_side()));
  if (!body.target_side().empty()) {
    parts.push_back(absl::StrCat("on ", body.target_side()));
  }
  Add(&parts, body.target());
  return absl::StrJoin(parts, ", ");
}

std::string DamageText(const claims::Damage& body) {
  std::vector<std::string> parts;
  std::string what = body.has_count() ? CountText(body.count()) : "";
  absl::string_view object = body.object();
  // "65 drones" holds the number that the count tells with its bound.
  if (!what.empty() && !object.empty() &&
      absl::ascii_isdigit(static_cast<unsigned char>(object.front()))) {
    const size_t space = object.find(' ');
    object.remove_prefix(space == object.npos ? object.size() : space + 1);
  }
  if (!object.empty()) {
    absl::StrAppend(&what, what.empty() ? "" : " ", object);
  }
  absl::StrAppend(&what, what.empty() ? "" : " ",
                  body.act().empty() ? "damaged" : body.act());
  parts.push_back(what);
  Add(&parts, Of(body.owner_side()));
  Add(&parts, By(body.perpetrator_side()));
  return absl::StrJoin(parts, ", ");
}

std::string TerritoryText(const claims::Territory& body) {
  std::vector<std::string> parts;
  std::string what;
  if (body.has_area()) what = MeasurementText(body.area());
  if (body.has_settlements()) {
    absl::StrAppend(&what, what.empty() ? "" : ", ",
                    CountText(body.settlements()), " settlements");
  }
  if (what.empty()) what = body.object().empty() ? "ground" : body.object();
  const std::string act =
      EnumWord("TERRITORY_ACT_", claims::TerritoryAct_Name(body.act()));
  parts.push_back(act.empty() ? what : absl::StrCat(what, " ", act));
  Add(&parts, By(body.perpetrator_side()));
  Add(&parts, Of(body.owner_side()));
  return absl::StrJoin(parts, ", ");
}

std::string TruceText(const claims::Truce& body) {
  std::vector<std::string> parts;
  const std::string state =
      EnumWord("TRUCE_STATE_", claims::TruceState_Name(body.state()));
  parts.push_back(state.empty() ? "truce" : absl::StrCat("truce ", state));
  Add(&parts, absl::StrJoin(body.party_sides(), " and "));
  Add(&parts, By(body.perpetrator_side()));
  return absl::StrJoin(parts, ", ");
}

std::string DeploymentText(const claims::Deployment& body) {
  std::vector<std::string> parts;
  std::string what = body.has_count() ? CountText(body.count()) : "";
  absl::StrAppend(&what, what.empty() ? "" : " ",
                  body.force().empty() ? "forces" : body.force());
  const std::string act =
      EnumWord("DEPLOYMENT_ACT_", claims::DeploymentAct_Name(body.act()));
  if (!act.empty()) absl::StrAppend(&what, " ", act);
  parts.push_back(what);
  Add(&parts, By(body.perpetrator_side()));
  return absl::StrJoin(parts, ", ");
}

std::string AppealText(const claims::Appeal& body) {
  std::vector<std::string> parts;
  parts.push_back(body.demand().empty() ? "appeal" : body.demand());
  if (!body.addressee_sides().empty()) {
    parts.push_back(
        absl::StrCat("to ", absl::StrJoin(body.addressee_sides(), ", ")));
  }
  return absl::StrJoin(parts, ", ");
}

}  // namespace

std::string EnumWord(absl::string_view prefix, absl::string_view name) {
  const std::string word =
      absl::AsciiStrToLower(absl::StripPrefix(name, prefix));
  if (word == "unspecified") return "";
  return absl::StrReplaceAll(word, {{"_", " "}});
}

std::string CountText(const type::Count& count) {
  switch (count.bound()) {
    case type::BOUND_VAGUE:
      return count.phrase();
    case type::BOUND_AT_LEAST:
      return absl::StrCat("≥", Thousands(count.min()));
    case type::BOUND_AT_MOST:
      return absl::StrCat("≤", Thousands(count.max()));
    case type::BOUND_ABOUT:
      return absl::StrCat(
          "~", Thousands(count.has_best() ? count.best() : count.min()));
    case type::BOUND_RANGE:
      return absl::StrCat(Thousands(count.min()), "-", Thousands(count.max()));
    default:
      break;
  }
  if (count.has_best()) return Thousands(count.best());
  if (count.has_min()) return Thousands(count.min());
  return count.phrase();
}

std::string MeasurementText(const type::Measurement& measurement) {
  const std::string mark = measurement.bound() == type::BOUND_ABOUT      ? "~"
                           : measurement.bound() == type::BOUND_AT_LEAST ? "≥"
                                                                         : "";
  if (measurement.unit() == type::UNIT_SQUARE_METRE) {
    return absl::StrCat(mark, absl::StrFormat("%g", measurement.value() / 1e6),
                        " km²");
  }
  return absl::StrCat(mark, absl::StrFormat("%g", measurement.value()), " m");
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  const absl::Time moment = FromProto(time);
  const absl::CivilSecond civil =
      absl::ToCivilSecond(moment, absl::UTCTimeZone());
  const bool midnight = civil == absl::CivilSecond(absl::CivilDay(civil));
  return absl::FormatTime(midnight ? "%Y-%m-%d" : "%Y-%m-%d %H:%M", moment,
                          absl::UTCTimeZone());
}

std::string IntervalText(const type::TimeInterval& interval) {
  const auto day = [](absl::Time time) {
    return absl::FormatTime("%Y-%m-%d", time, absl::UTCTimeZone());
  };
  if (!interval.has_start_time() && !interval.has_end_time()) return "";
  if (!interval.has_end_time()) {
    return absl::StrCat("since ", day(FromProto(interval.start_time())));
  }
  // The end is the first moment after the interval.
  const std::string last =
      day(FromProto(interval.end_time()) - absl::Nanoseconds(1));
  if (!interval.has_start_time()) return absl::StrCat("until ", last);
  const std::string first = day(FromProto(interval.start_time()));
  return first == last ? first : absl::StrCat(first, " to ", last);
}

std::string PointText(const google::type::LatLng& point) {
  return absl::StrFormat("%.4f, %.4f", point.latitude(), point.longitude());
}

std::string ClaimantText(const claims::Claimant& claimant) {
  const std::string& who = claimant.display_name();
  if (who.empty()) {
    return claimant.side().empty() ? "(own voice)" : claimant.side();
  }
  if (claimant.side().empty() || claimant.side() == who) return who;
  return absl::StrCat(who, " (", claimant.side(), ")");
}

std::string ContentText(const claims::Assertion& assertion) {
  switch (assertion.body_case()) {
    case claims::Assertion::kCasualties:
      return CasualtiesText(assertion.casualties());
    case claims::Assertion::kAttack:
      return AttackText(assertion.attack());
    case claims::Assertion::kDamage:
      return DamageText(assertion.damage());
    case claims::Assertion::kTerritory:
      return TerritoryText(assertion.territory());
    case claims::Assertion::kTruce:
      return TruceText(assertion.truce());
    case claims::Assertion::kDeployment:
      return DeploymentText(assertion.deployment());
    case claims::Assertion::kAppeal:
      return AppealText(assertion.appeal());
    case claims::Assertion::BODY_NOT_SET:
      break;
  }
  return "";
}

std::string StanceText(const claims::Assertion& assertion) {
  switch (assertion.stance()) {
    case claims::STANCE_DENIES:
      return "denies";
    case claims::STANCE_UNCONFIRMED:
      return "has not confirmed";
    default:
      return assertion.kind() == claims::CLAIM_KIND_APPEAL ? "calls" : "says";
  }
}

std::string ActionText(const claims::Review& review) {
  switch (review.action_case()) {
    case claims::Review::kAccept:
      return "accept";
    case claims::Review::kReject:
      return "reject";
    case claims::Review::kCorrect:
      return absl::StrCat(
          "correct ",
          absl::StrJoin(review.correct().update_mask().paths(), ", "));
    case claims::Review::kMerge:
      return absl::StrCat("merge into ", review.merge().into_claim());
    case claims::Review::kSplit:
      return absl::StrCat("split off ", review.split().mention());
    case claims::Review::kUndo:
      return absl::StrCat("undo ", review.undo().review());
    case claims::Review::ACTION_NOT_SET:
      break;
  }
  return "";
}

absl::string_view ShortName(absl::string_view name) {
  const size_t slash = name.rfind('/');
  return slash == absl::string_view::npos ? name : name.substr(slash + 1);
}

std::string JsonText(const google::protobuf::Message& message, bool indented) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = indented;
  options.preserve_proto_field_names = true;
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(message, &text, options)
           .ok()) {
    return "{}";
  }
  if (!indented) absl::StrAppend(&text, "\n");
  return text;
}

}  // namespace parallax::cli
