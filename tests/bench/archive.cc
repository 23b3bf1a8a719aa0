#include "tests/bench/archive.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/claims/domain/values.h"

namespace parallax::bench {
namespace {

namespace pb = claims::v1;

constexpr int kPairs = 40;
constexpr int kOutlets = 60;
constexpr int kTowns = 20'000;
constexpr int kReportsOfDay = 3;
constexpr int kDaysOfCampaign = 10;
constexpr int kDaysBetweenCampaigns = 20;
// 1 January 2015.
constexpr std::int64_t kFirstDay = 16'436;

// A well mixed number for each `seed`.
std::uint64_t Mix(std::uint64_t seed) {
  seed += 0x9e3779b97f4a7c15;
  seed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9;
  seed = (seed ^ (seed >> 27)) * 0x94d049bb133111eb;
  return seed ^ (seed >> 31);
}

class ReportWriter {
 public:
  explicit ReportWriter(std::int64_t index) : index_(index) {
    campaign_ = index / kReportsOfCampaign;
    pair_ = static_cast<int>(campaign_ % kPairs);
    const int of_campaign = static_cast<int>(index % kReportsOfCampaign);
    day_of_campaign_ = of_campaign / kReportsOfDay;
    day_ = kFirstDay + campaign_ / kPairs * kDaysBetweenCampaigns +
           day_of_campaign_;
    north_ = absl::StrCat("Norland ", pair_);
    south_ = absl::StrCat("Sutherland ", pair_);
  }

  pb::RecordMentionsRequest Write() {
    WriteSource();
    Losses(north_, 20);
    Losses(south_, 35);
    CivilianLosses();
    Attack(north_, south_);
    Attack(south_, north_);
    Damage();
    Ground();
    Truce(pb::STANCE_ASSERTS, north_);
    Truce(pb::STANCE_DENIES, south_);
    Appeal();
    return std::move(request_);
  }

 private:
  std::uint64_t Draw(int salt) const {
    return Mix(static_cast<std::uint64_t>(index_) * 64 + salt);
  }

  void WriteSource() {
    pb::DocumentSource& source = *request_.mutable_source();
    source.set_document_revision(
        absl::StrCat("documents/archive-", index_, "/revisions/1"));
    source.set_outlet(absl::StrCat("Outlet ", Draw(1) % kOutlets));
    source.set_title(
        absl::StrCat("Fighting between ", north_, " and ", south_, " goes on"));
    source.set_uri(absl::StrCat("https://news.example/", index_));
    source.mutable_publish_time()->set_seconds(
        day_ * 86'400 + static_cast<std::int64_t>(Draw(2) % 80'000));
    source.set_cluster(absl::StrCat("cluster-", index_));
  }

  pb::Assertion& Add(pb::ClaimKind kind, const std::string& side,
                     const std::string& words) {
    pb::Mention& mention = *request_.add_mentions();
    const int place = request_.mentions_size() * 200;
    mention.mutable_span()->set_start_byte(place);
    mention.mutable_span()->set_end_byte(place +
                                         static_cast<int>(words.size()));
    mention.mutable_span()->set_text(words);
    mention.set_rule("verb");
    pb::Assertion& assertion = *mention.mutable_assertion();
    assertion.set_kind(kind);
    assertion.set_stance(pb::STANCE_ASSERTS);
    pb::Claimant& claimant = *assertion.mutable_claimant();
    claimant.set_display_name(absl::StrCat("Ministry of Defence of ", side));
    claimant.set_actor(absl::StrCat("actors/",
                                    side == north_ ? "norland-" : "sutherland-",
                                    pair_, "-ministry"));
    claimant.set_phrase("the ministry");
    claimant.set_side(side);
    claimant.set_authority(pb::AUTHORITY_DEFENCE_MINISTRY);
    assertion.add_conflict_sides(north_);
    assertion.add_conflict_sides(south_);
    auto& time = *assertion.mutable_event_time();
    time.mutable_start_time()->set_seconds(day_ * 86'400);
    time.mutable_end_time()->set_seconds((day_ + 1) * 86'400);
    time.set_precision(type::v1::TIME_PRECISION_DAY);
    assertion.mutable_scores()->set_extraction(0.9);
    assertion.mutable_scores()->set_attribution(0.8);
    return assertion;
  }

  // A place of the day: reports of one day may speak of the same.
  void AddPlace(int salt, pb::Assertion* assertion) {
    const std::uint64_t town = Draw(salt) % kTowns;
    auto& place = *assertion->add_places();
    place.set_phrase(absl::StrCat("Town ", town));
    place.set_display_name(absl::StrCat("Town ", town));
    place.set_place(absl::StrCat("places/town-", town));
    place.mutable_point()->set_latitude(static_cast<double>(town % 170) - 85);
    place.mutable_point()->set_longitude(static_cast<double>(town % 350) - 175);
    place.set_uncertainty_m(2000);
    place.add_ancestors(absl::StrCat("places/district-", town % 500));
    place.add_ancestors(absl::StrCat("places/country-", pair_));
    place.set_country_code(absl::StrCat("N", pair_));
    place.set_score(0.9);
  }

  static void SetCount(std::int64_t number, type::v1::Count* count) {
    count->set_min(number);
    count->set_max(number);
    count->set_best(number);
    count->set_bound(type::v1::BOUND_EXACT);
    count->set_phrase(absl::StrCat(number));
  }

  void Losses(const std::string& side, int first) {
    const auto dead = static_cast<std::int64_t>(first + 7 * day_of_campaign_ +
                                                Mix(campaign_) % 5);
    pb::Assertion& assertion =
        Add(pb::CLAIM_KIND_CASUALTIES, side,
            absl::StrCat("The ministry said ", dead,
                         " servicemen had been killed since the fighting "
                         "began, and published their names."));
    pb::Casualties& body = *assertion.mutable_casualties();
    body.set_measure(pb::CASUALTY_MEASURE_KILLED);
    SetCount(dead, body.mutable_count());
    body.set_victims_side(side);
    body.set_victims_class(pb::VICTIM_CLASS_MILITARY);
    body.set_accrual(pb::ACCRUAL_CUMULATIVE);
  }

  void CivilianLosses() {
    const auto wounded = static_cast<std::int64_t>(Draw(3) % 40 + 1);
    pb::Assertion& assertion =
        Add(pb::CLAIM_KIND_CASUALTIES, north_,
            absl::StrCat(wounded, " civilians were wounded, officials said."));
    pb::Casualties& body = *assertion.mutable_casualties();
    body.set_measure(pb::CASUALTY_MEASURE_WOUNDED);
    SetCount(wounded, body.mutable_count());
    body.set_victims_side(north_);
    body.set_victims_class(pb::VICTIM_CLASS_CIVILIAN);
    body.set_perpetrator_side(south_);
    AddPlace(4, &assertion);
  }

  void Attack(const std::string& claimant, const std::string& perpetrator) {
    const int salt = claimant == north_ ? 5 : 6;
    pb::Assertion& assertion =
        Add(pb::CLAIM_KIND_ATTACK, claimant,
            absl::StrCat(perpetrator, " shelled homes, the ministry said."));
    pb::Attack& body = *assertion.mutable_attack();
    body.set_act("shelling");
    body.set_perpetrator_side(perpetrator);
    body.set_target_side(claimant);
    body.set_target("homes");
    body.set_weapon("artillery");
    AddPlace(salt, &assertion);
  }

  void Damage() {
    pb::Assertion& assertion = Add(pb::CLAIM_KIND_DAMAGE, south_,
                                   "A school was destroyed, officials said.");
    pb::Damage& body = *assertion.mutable_damage();
    body.set_object("school");
    body.set_act("destroyed");
    SetCount(1, body.mutable_count());
    body.set_owner_side(south_);
    body.set_perpetrator_side(north_);
    AddPlace(7, &assertion);
  }

  void Ground() {
    pb::Assertion& assertion =
        Add(pb::CLAIM_KIND_TERRITORY, north_,
            "Our forces hold the village, the ministry said.");
    pb::Territory& body = *assertion.mutable_territory();
    body.set_act(pb::TERRITORY_ACT_HELD);
    body.set_perpetrator_side(north_);
    body.set_object("village");
    AddPlace(8, &assertion);
  }

  void Truce(pb::Stance stance, const std::string& side) {
    pb::Assertion& assertion =
        Add(pb::CLAIM_KIND_TRUCE, side,
            "A ceasefire was agreed, the ministry said.");
    assertion.set_stance(stance);
    assertion.mutable_truce()->set_state(pb::TRUCE_STATE_AGREED);
    assertion.mutable_truce()->add_party_sides(north_);
    assertion.mutable_truce()->add_party_sides(south_);
  }

  void Appeal() {
    pb::Assertion& assertion =
        Add(pb::CLAIM_KIND_APPEAL, north_,
            "The ministry called on its neighbour to withdraw.");
    pb::Claimant& claimant = *assertion.mutable_claimant();
    const std::uint64_t envoy = Draw(9) % 200;
    claimant.set_display_name(absl::StrCat("Envoy ", envoy));
    claimant.set_actor("");
    claimant.set_side("");
    claimant.set_authority(pb::AUTHORITY_MEDIATOR);
    assertion.mutable_appeal()->add_addressee_sides(south_);
    assertion.mutable_appeal()->set_demand("withdraw");
  }

  const std::int64_t index_;
  std::int64_t campaign_ = 0;
  int pair_ = 0;
  int day_of_campaign_ = 0;
  std::int64_t day_ = 0;
  std::string north_;
  std::string south_;
  pb::RecordMentionsRequest request_;
};

}  // namespace

pb::RecordMentionsRequest ArchivedReport(std::int64_t index) {
  return ReportWriter(index).Write();
}

}  // namespace parallax::bench
