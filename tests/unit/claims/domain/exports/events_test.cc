#include "services/claims/domain/exports/events.h"

#include <algorithm>
#include <string>

#include "gtest/gtest.h"

namespace parallax::claims::domain {
namespace {

void AddPosition(const std::string& side, pb::LossRelation loss, int min,
                 int max, pb::Tally* tally) {
  pb::TallyPosition& position = *tally->add_positions();
  position.set_claiming_side(side);
  position.set_loss_relation(loss);
  pb::TallyPoint& point = *position.mutable_current();
  point.set_claim("claims/" + side);
  point.set_claimant(side);
  point.set_stance(pb::STANCE_ASSERTS);
  point.mutable_count()->set_min(min);
  point.mutable_count()->set_max(max);
  point.mutable_count()->set_best(max);
}

Toll Killed(const std::string& side, pb::VictimClass victims) {
  Toll toll;
  toll.question.mutable_scope()->set_measure(pb::CASUALTY_MEASURE_KILLED);
  toll.question.mutable_scope()->set_victims_side(side);
  toll.question.mutable_scope()->set_victims_class(victims);
  return toll;
}

// Azerbaijan: 79 by its own word, 430 by Armenia's, 100 by a mediator's.
pb::Tally ThreeVoices() {
  pb::Tally tally;
  AddPosition("Azerbaijan", pb::LOSS_RELATION_OWN_LOSS, 79, 79, &tally);
  AddPosition("Armenia", pb::LOSS_RELATION_ENEMY_LOSS, 400, 430, &tally);
  AddPosition("", pb::LOSS_RELATION_UNSPECIFIED, 100, 100, &tally);
  return tally;
}

std::int64_t Chosen(const pb::Tally& tally, NumberPolicy policy) {
  const pb::TallyPosition* position = ChoosePosition(tally, policy);
  return position == nullptr ? -1 : position->current().count().best();
}

TEST(ChoosePositionTest, EachPolicyTakesItsOwnClaimant) {
  const pb::Tally tally = ThreeVoices();
  EXPECT_EQ(Chosen(tally, {pb::CLAIMANT_POLICY_OWN_LOSS, ""}), 79);
  EXPECT_EQ(Chosen(tally, {pb::CLAIMANT_POLICY_THIRD_PARTY, ""}), 100);
  EXPECT_EQ(Chosen(tally, {pb::CLAIMANT_POLICY_LOWEST, ""}), 79);
  EXPECT_EQ(Chosen(tally, {pb::CLAIMANT_POLICY_HIGHEST, ""}), 430);
  EXPECT_EQ(Chosen(tally, {pb::CLAIMANT_POLICY_SIDE, "Armenia"}), 430);
  EXPECT_EQ(Chosen(tally, {pb::CLAIMANT_POLICY_SIDE, "Russia"}), -1);
}

TEST(ChoosePositionTest, DenialsAndVagueWordsGiveNoNumber) {
  pb::Tally tally;
  AddPosition("Armenia", pb::LOSS_RELATION_OWN_LOSS, 5, 5, &tally);
  tally.mutable_positions(0)->mutable_current()->set_stance(pb::STANCE_DENIES);
  EXPECT_EQ(Chosen(tally, {pb::CLAIMANT_POLICY_HIGHEST, ""}), -1);
  tally.mutable_positions(0)->mutable_current()->set_stance(pb::STANCE_ASSERTS);
  tally.mutable_positions(0)->mutable_current()->clear_count();
  EXPECT_EQ(Chosen(tally, {pb::CLAIMANT_POLICY_HIGHEST, ""}), -1);
}

class MakeEventTest : public ::testing::Test {
 protected:
  MakeEventTest() {
    incident_.set_name("incidents/i");
    incident_.add_party_sides("Armenia");
    incident_.add_party_sides("Azerbaijan");
    Toll toll = Killed("Azerbaijan", pb::VICTIM_CLASS_MILITARY);
    toll.tally = ThreeVoices();
    tolls_.push_back(toll);
  }
  pb::Incident incident_;
  std::vector<Toll> tolls_;
  const NumberPolicy own_ = {pb::CLAIMANT_POLICY_OWN_LOSS, ""};
};

TEST_F(MakeEventTest, AddsTheSidesUpAndKeepsThemApart) {
  Toll toll = Killed("Armenia", pb::VICTIM_CLASS_MILITARY);
  AddPosition("Armenia", pb::LOSS_RELATION_OWN_LOSS, 100, 135, &toll.tally);
  tolls_.push_back(toll);
  const Event event = MakeEvent(incident_, tolls_, own_);
  EXPECT_EQ(event.deaths_a.best, 135);
  EXPECT_EQ(event.deaths_b.best, 79);
  EXPECT_EQ(event.all.low, 179);
  EXPECT_EQ(event.all.best, 214);
  EXPECT_EQ(event.all.high, 214);
  EXPECT_EQ(event.civilians.best, std::nullopt);
  EXPECT_EQ(event.points.size(), 2u);
}

TEST_F(MakeEventTest, APartIsNotAddedToItsWhole) {
  Toll whole = Killed("Azerbaijan", pb::VICTIM_CLASS_UNSPECIFIED);
  AddPosition("Azerbaijan", pb::LOSS_RELATION_OWN_LOSS, 90, 90, &whole.tally);
  tolls_.push_back(whole);
  Toll unnamed = Killed("", pb::VICTIM_CLASS_MILITARY);
  AddPosition("", pb::LOSS_RELATION_OWN_LOSS, 176, 176, &unnamed.tally);
  tolls_.push_back(unnamed);
  Toll subset = Killed("Azerbaijan", pb::VICTIM_CLASS_CIVILIAN);
  subset.question.mutable_scope()->set_aspect("subset");
  AddPosition("Azerbaijan", pb::LOSS_RELATION_OWN_LOSS, 2, 2, &subset.tally);
  tolls_.push_back(subset);
  EXPECT_EQ(MakeEvent(incident_, tolls_, own_).all.best, 79);
}

TEST_F(MakeEventTest, WhereNobodySpeaksThereIsNoNumber) {
  const Event event =
      MakeEvent(incident_, tolls_, {pb::CLAIMANT_POLICY_SIDE, "Russia"});
  EXPECT_EQ(event.all.best, std::nullopt);
  CsvWriter csv;
  WriteAcledRow(event, {}, &csv);
  // An empty cell, not nobody dead.
  EXPECT_NE(csv.Take().find(",,claimant_policy="), std::string::npos);
}

TEST_F(MakeEventTest, ANumberInTheOutletsOwnVoiceSaysSo) {
  Event event = MakeEvent(incident_, tolls_, own_);
  ASSERT_FALSE(event.points.empty());
  event.points[0].clear_claimant();
  CsvWriter csv;
  WriteAcledRow(event, {}, &csv);
  EXPECT_NE(csv.Take().find("according to the outlet ("), std::string::npos);
}

TEST_F(MakeEventTest, RowsHaveTheColumnsOfTheirHeaders) {
  const Event event = MakeEvent(incident_, tolls_, own_);
  EventStamp stamp;
  stamp.policy = own_;
  const auto columns = [](const std::string& line) {
    return std::count(line.begin(), line.end(), ',') + 1;
  };
  CsvWriter csv;
  WriteAcledHeader(&csv);
  const std::string header = csv.Take();
  EXPECT_EQ(columns(header), 31 + 6);
  EXPECT_EQ(header.substr(0, 25), "event_id_cnty,event_date,");
  WriteAcledRow(event, stamp, &csv);
  const std::string row = csv.Take();
  EXPECT_EQ(columns(row), 31 + 6);
  EXPECT_NE(row.find(",OWN_LOSS,"), std::string::npos);
  WriteUcdpHeader(&csv);
  EXPECT_EQ(columns(csv.Take()), 49 + 6);
  WriteUcdpRow(event, stamp, &csv);
  EXPECT_EQ(columns(csv.Take()), 49 + 6);
}

}  // namespace
}  // namespace parallax::claims::domain
