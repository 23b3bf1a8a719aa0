// Reports written in a few words, for tests of the ledger.
//
//   Report("d1", "2022-09-14 12:00", "Outlet")
//       .Killed("Nikol Pashinyan", "Armenia", 105).OfMilitary("Armenia")
//       .Since("2022-09-12")
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "parallax/claims/v1/claims_service.pb.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::testing {

namespace pb = domain::pb;

// Moment of "2022-09-14 12:00" or "2022-09-14", UTC.
inline domain::Micros At(const std::string& text) {
  absl::Time time;
  std::string error;
  const char* format = text.size() > 10 ? "%Y-%m-%d %H:%M" : "%Y-%m-%d";
  if (!absl::ParseTime(format, text, absl::UTCTimeZone(), &time, &error)) {
    return 0;
  }
  return absl::ToUnixMicros(time);
}

// Builds one document revision's request, mention by mention; the setters
// change the mention added last.
class Report {
 public:
  Report(const std::string& document, const std::string& published,
         const std::string& outlet, int revision = 1) {
    pb::DocumentSource& source = *request_.mutable_source();
    source.set_document_revision(
        absl::StrCat("documents/", document, "/revisions/", revision));
    source.set_outlet(outlet);
    source.set_title(absl::StrCat("Report of ", outlet));
    *source.mutable_publish_time() = domain::ToTimestamp(At(published));
    source.set_cluster(absl::StrCat("cluster-of-", document));
  }

  Report& Cluster(const std::string& cluster) {
    request_.mutable_source()->set_cluster(cluster);
    return *this;
  }
  Report& Origin(const std::string& origin) {
    request_.mutable_source()->set_origin(origin);
    return *this;
  }
  Report& Family(const std::string& family) {
    request_.mutable_source()->set_family(family);
    return *this;
  }
  // A sketch of which the first `changed` values are the document's own and the
  // others those of `text`.
  Report& Sketch(std::uint32_t text, std::uint32_t changed = 0) {
    for (std::uint32_t i = 0; i < 64; ++i) {
      request_.mutable_source()->add_sketch(
          i < changed ? static_cast<std::uint32_t>(
                            std::hash<std::string>()(absl::StrCat(
                                request_.source().document_revision(), "/", i)))
                      : text * 1000 + i);
    }
    return *this;
  }
  // Sides of the mentions added from now on.
  Report& Between(std::initializer_list<std::string> sides) {
    sides_ = sides;
    return *this;
  }

  Report& Casualties(pb::CasualtyMeasure measure, const std::string& claimant,
                     const std::string& side, std::int64_t count) {
    pb::Assertion& a = Add(pb::CLAIM_KIND_CASUALTIES, claimant, side);
    a.mutable_casualties()->set_measure(measure);
    if (count >= 0) SetCount(count, a.mutable_casualties()->mutable_count());
    return *this;
  }
  Report& Killed(const std::string& claimant, const std::string& side,
                 std::int64_t count) {
    return Casualties(pb::CASUALTY_MEASURE_KILLED, claimant, side, count);
  }
  Report& Attack(const std::string& claimant, const std::string& side,
                 const std::string& perpetrator,
                 const std::string& target = "") {
    pb::Assertion& a = Add(pb::CLAIM_KIND_ATTACK, claimant, side);
    a.mutable_attack()->set_perpetrator_side(perpetrator);
    a.mutable_attack()->set_target(target);
    a.mutable_attack()->set_act("shelling");
    return *this;
  }
  Report& Truce(const std::string& claimant, const std::string& side,
                pb::TruceState state = pb::TRUCE_STATE_AGREED) {
    pb::Assertion& a = Add(pb::CLAIM_KIND_TRUCE, claimant, side);
    a.mutable_truce()->set_state(state);
    return *this;
  }
  Report& Territory(const std::string& claimant, const std::string& side,
                    pb::TerritoryAct act, const std::string& who,
                    const std::string& object = "") {
    pb::Assertion& a = Add(pb::CLAIM_KIND_TERRITORY, claimant, side);
    a.mutable_territory()->set_act(act);
    a.mutable_territory()->set_perpetrator_side(who);
    a.mutable_territory()->set_object(object);
    return *this;
  }

  Report& OfMilitary(const std::string& side) {
    Last().mutable_casualties()->set_victims_side(side);
    Last().mutable_casualties()->set_victims_class(pb::VICTIM_CLASS_MILITARY);
    return *this;
  }
  Report& Of(const std::string& side, pb::VictimClass victims) {
    Last().mutable_casualties()->set_victims_side(side);
    Last().mutable_casualties()->set_victims_class(victims);
    return *this;
  }
  Report& SumOf(std::initializer_list<std::string> sides) {
    for (const std::string& side : sides) {
      Last().mutable_casualties()->add_component_sides(side);
    }
    Last().mutable_casualties()->set_victims_class(pb::VICTIM_CLASS_MILITARY);
    return *this;
  }
  Report& AtLeast(std::int64_t min) {
    auto& count = *Last().mutable_casualties()->mutable_count();
    count.Clear();
    count.set_min(min);
    count.set_best(min);
    count.set_bound(type::v1::BOUND_AT_LEAST);
    return *this;
  }
  Report& About(std::int64_t number) {
    SetCount(number, Last().mutable_casualties()->mutable_count());
    Last().mutable_casualties()->mutable_count()->set_bound(
        type::v1::BOUND_ABOUT);
    return *this;
  }
  Report& Subset() {
    Last().mutable_casualties()->set_subset(true);
    return *this;
  }
  Report& Accrues(pb::Accrual accrual) {
    Last().mutable_casualties()->set_accrual(accrual);
    return *this;
  }
  Report& Area(double square_km) {
    auto& area = *Last().mutable_territory()->mutable_area();
    area.set_value(square_km * 1e6);
    area.set_unit(type::v1::UNIT_SQUARE_METRE);
    return *this;
  }
  Report& Initiation() {
    Last().mutable_attack()->set_initiation(true);
    return *this;
  }
  Report& Violation(const std::string& perpetrator) {
    Last().mutable_truce()->set_state(pb::TRUCE_STATE_VIOLATED);
    Last().mutable_truce()->set_perpetrator_side(perpetrator);
    return *this;
  }
  Report& Actor(const std::string& actor) {
    Last().mutable_claimant()->set_actor(actor);
    return *this;
  }
  Report& Role(const std::string& role) {
    Last().mutable_claimant()->set_role(role);
    return *this;
  }
  Report& Authority(pb::Authority authority) {
    Last().mutable_claimant()->set_authority(authority);
    return *this;
  }
  Report& NotFinal() {
    Last().set_finality(pb::FINALITY_NOT_FINAL);
    return *this;
  }
  Report& NamedList() {
    Last().mutable_casualties()->set_identification(
        pb::IDENTIFICATION_NAMED_LIST);
    return *this;
  }
  Report& Superseded() {
    Last().mutable_casualties()->set_superseded(true);
    return *this;
  }
  Report& Denied() {
    Last().set_stance(pb::STANCE_DENIES);
    return *this;
  }
  Report& Unconfirmed() {
    Last().set_stance(pb::STANCE_UNCONFIRMED);
    return *this;
  }
  Report& Background() {
    Last().set_background(true);
    return *this;
  }
  Report& Since(const std::string& day) {
    auto& time = *Last().mutable_event_time();
    *time.mutable_start_time() = domain::ToTimestamp(At(day));
    time.set_precision(type::v1::TIME_PRECISION_DAY);
    return *this;
  }
  // Both inclusive.
  Report& On(const std::string& first, const std::string& last = "") {
    Since(first);
    *Last().mutable_event_time()->mutable_end_time() = domain::ToTimestamp(
        At(last.empty() ? first : last) + domain::kMicrosPerDay);
    return *this;
  }
  Report& Precision(type::v1::TimePrecision precision) {
    Last().mutable_event_time()->set_precision(precision);
    return *this;
  }
  Report& Uttered(const std::string& day) {
    auto& time = *Last().mutable_uttered_time();
    *time.mutable_start_time() = domain::ToTimestamp(At(day));
    *time.mutable_end_time() =
        domain::ToTimestamp(At(day) + domain::kMicrosPerDay);
    time.set_precision(type::v1::TIME_PRECISION_DAY);
    return *this;
  }
  Report& Place(const std::string& phrase, const std::string& name,
                const std::string& country, double uncertainty_m = 2000) {
    auto& place = *Last().add_places();
    place.set_phrase(phrase);
    place.set_display_name(phrase);
    place.set_place(name);
    place.set_country_code(country);
    place.set_uncertainty_m(uncertainty_m);
    place.add_ancestors("places/" + country);
    return *this;
  }

  // Of the place added last: its point, and an area that holds it.
  Report& Point(double latitude, double longitude) {
    auto& point = *LastPlace().mutable_point();
    point.set_latitude(latitude);
    point.set_longitude(longitude);
    return *this;
  }
  Report& In(const std::string& area) {
    LastPlace().add_ancestors(area);
    return *this;
  }
  Report& Quote(const std::string& words) {
    request_.mutable_mentions(request_.mentions_size() - 1)
        ->mutable_span()
        ->set_text(words);
    return *this;
  }

  const pb::RecordMentionsRequest& request() const { return request_; }
  domain::Micros published() const {
    return domain::ToMicros(request_.source().publish_time());
  }

 private:
  static void SetCount(std::int64_t number, type::v1::Count* count) {
    count->set_min(number);
    count->set_max(number);
    count->set_best(number);
    count->set_bound(type::v1::BOUND_EXACT);
    count->set_phrase(absl::StrCat(number));
  }

  pb::Assertion& Add(pb::ClaimKind kind, const std::string& claimant,
                     const std::string& side) {
    pb::Mention& mention = *request_.add_mentions();
    const int index = request_.mentions_size();
    mention.set_name(absl::StrCat(request_.source().document_revision(),
                                  "/mentions/m", index));
    mention.mutable_span()->set_start_byte(index * 100);
    mention.mutable_span()->set_end_byte(index * 100 + 50);
    mention.mutable_span()->set_text(
        absl::StrCat("words ", index, " of ", claimant));
    pb::Assertion& a = *mention.mutable_assertion();
    a.set_kind(kind);
    a.set_stance(pb::STANCE_ASSERTS);
    a.mutable_claimant()->set_display_name(claimant);
    a.mutable_claimant()->set_side(side);
    for (const std::string& conflict : sides_) a.add_conflict_sides(conflict);
    return a;
  }
  pb::Assertion& Last() {
    return *request_.mutable_mentions(request_.mentions_size() - 1)
                ->mutable_assertion();
  }

  type::v1::PlaceReference& LastPlace() {
    return *Last().mutable_places(Last().places_size() - 1);
  }

  pb::RecordMentionsRequest request_;
  std::vector<std::string> sides_ = {"Armenia", "Azerbaijan"};
};

}  // namespace parallax::claims::testing
