#include "services/claims/domain/scope.h"

#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::domain {
namespace {

using testing::At;
using testing::Report;

Report Post(const char* published = "2022-09-15 12:00") {
  return Report("d", published, "Post");
}

Scope ScopeOfOnly(const Report& report) {
  const auto mentions = testing::Sourced({report});
  return ScopeOf(mentions.front(), {"Armenia", "Azerbaijan"});
}

std::string ContentOfOnly(const Report& report) {
  return ContentOf(report.request().mentions(0).assertion());
}

TEST(ScopeTest, MeasureSideAndClassTellCasualtiesApart) {
  const Scope scope = ScopeOfOnly(Post()
                                      .Killed("A", "Armenia", 105)
                                      .OfMilitary("Armenia")
                                      .Since("2022-09-12"));
  EXPECT_EQ(scope.kind, pb::CLAIM_KIND_CASUALTIES);
  EXPECT_EQ(scope.measure, pb::CASUALTY_MEASURE_KILLED);
  EXPECT_EQ(scope.victims_side, "Armenia");
  EXPECT_EQ(scope.victims_class, pb::VICTIM_CLASS_MILITARY);
  EXPECT_EQ(scope.aspect, "");
  EXPECT_EQ(scope.place, "");
  EXPECT_EQ(scope.day, 0);
}

TEST(ScopeTest, IncrementsSubsetsAndSumsAreOtherQuestions) {
  EXPECT_EQ(ScopeOfOnly(
                Post().Killed("A", "Armenia", 5).Accrues(pb::ACCRUAL_INCREMENT))
                .aspect,
            aspect::kIncrement);
  EXPECT_EQ(ScopeOfOnly(Post().Killed("A", "Armenia", 3).Subset()).aspect,
            aspect::kSubset);
  EXPECT_EQ(
      ScopeOfOnly(Post().Killed("", "", 155).SumOf({"Azerbaijan", "Armenia"}))
          .aspect,
      "sum of Armenia and Azerbaijan");
}

TEST(ScopeTest, TheTollOfALongWarIsAnotherQuestionThanThatOfItsDays) {
  EXPECT_EQ(ScopeOfOnly(Post("2024-05-10 12:00")
                            .Killed("A", "Armenia", 31000)
                            .Since("2022-02-24"))
                .aspect,
            "since 24 February 2022");
}

TEST(ScopeTest, CiviliansOfOneDayBelongToTheirPlaceAndDay) {
  const Scope placed = ScopeOfOnly(Post()
                                       .Killed("A", "Armenia", 2)
                                       .Of("Armenia", pb::VICTIM_CLASS_CIVILIAN)
                                       .On("2022-09-13")
                                       .Place("Sotk", "places/sotk", "AM"));
  EXPECT_EQ(placed.place, "places/sotk");
  EXPECT_EQ(placed.day, DayOf(At("2022-09-13")));
  const Scope unplaced =
      ScopeOfOnly(Post()
                      .Killed("A", "Armenia", 2)
                      .Of("Armenia", pb::VICTIM_CLASS_CIVILIAN)
                      .On("2022-09-13"));
  EXPECT_EQ(unplaced.place, "");
  EXPECT_EQ(unplaced.day, DayOf(At("2022-09-13")));
  const Scope so_far = ScopeOfOnly(Post()
                                       .Killed("A", "Armenia", 2)
                                       .Of("Armenia", pb::VICTIM_CLASS_CIVILIAN)
                                       .Accrues(pb::ACCRUAL_CUMULATIVE)
                                       .On("2022-09-13"));
  EXPECT_EQ(so_far.day, 0);
  const Scope wide =
      ScopeOfOnly(Post()
                      .Killed("A", "Armenia", 2)
                      .Of("Armenia", pb::VICTIM_CLASS_CIVILIAN)
                      .Place("Syunik", "places/syunik", "AM", 90000));
  EXPECT_EQ(wide.place, "") << "a region is no place of one event";
}

TEST(ScopeTest, ASidesOwnSoldiersAreCountedForTheWholeFighting) {
  const Scope scope = ScopeOfOnly(Post()
                                      .Killed("A", "Armenia", 49)
                                      .OfMilitary("Armenia")
                                      .On("2022-09-13")
                                      .Place("Sotk", "places/sotk", "AM"));
  EXPECT_EQ(scope.place, "");
  EXPECT_EQ(scope.day, 0);
}

TEST(ScopeTest, GroundIsHeldByWhoeverEndsUpWithIt) {
  EXPECT_EQ(ScopeOfOnly(Post().Territory("A", "Armenia", pb::TERRITORY_ACT_LOST,
                                         "Armenia"))
                .perpetrator_side,
            "Azerbaijan");
  EXPECT_EQ(ScopeOfOnly(Post().Territory("A", "Armenia",
                                         pb::TERRITORY_ACT_TAKEN, "Azerbaijan"))
                .perpetrator_side,
            "Azerbaijan");
  pb::Territory withdrawn;
  withdrawn.set_act(pb::TERRITORY_ACT_WITHDRAWN);
  withdrawn.set_perpetrator_side("Armenia");
  EXPECT_EQ(TakerOf(withdrawn, {"Armenia"}), "not Armenia");
}

TEST(ScopeTest, SettlementsAreNoGround) {
  const auto aspect_of = [](const char* object) {
    return ScopeOfOnly(Post().Territory("A", "Armenia", pb::TERRITORY_ACT_TAKEN,
                                        "Azerbaijan", object))
        .aspect;
  };
  EXPECT_EQ(aspect_of("settlements"), aspect::kSettlements);
  EXPECT_EQ(aspect_of("two border villages"), aspect::kSettlements);
  EXPECT_EQ(aspect_of("heights"), aspect::kGround);
}

TEST(ScopeTest, StatesOfATruceAreQuestionsOfTheirOwn) {
  EXPECT_EQ(ScopeOfOnly(Post().Truce("A", "Armenia")).aspect,
            aspect::kAgreement);
  EXPECT_EQ(
      ScopeOfOnly(Post().Truce("A", "Armenia", pb::TRUCE_STATE_ENDED)).aspect,
      "end");
  const Scope broken =
      ScopeOfOnly(Post().Truce("A", "Armenia").Violation("Azerbaijan"));
  EXPECT_EQ(broken.aspect, aspect::kViolation);
  EXPECT_EQ(broken.perpetrator_side, "Azerbaijan");
}

TEST(ScopeTest, WhoBeganIsAskedForTheWholeFighting) {
  const Scope scope = ScopeOfOnly(Post()
                                      .Attack("A", "Armenia", "Azerbaijan")
                                      .Initiation()
                                      .Place("Sotk", "places/sotk", "AM"));
  EXPECT_EQ(scope.aspect, aspect::kInitiation);
  EXPECT_EQ(scope.place, "");
}

TEST(ScopeTest, ContentTellsAnswersApart) {
  EXPECT_NE(ContentOfOnly(Post().Killed("A", "Armenia", 105)),
            ContentOfOnly(Post().Killed("A", "Armenia", 49)));
  EXPECT_EQ(
      ContentOfOnly(Post().Truce("A", "Armenia")),
      ContentOfOnly(Post().Truce("A", "Armenia", pb::TRUCE_STATE_IN_FORCE)));
  EXPECT_EQ(
      ContentOfOnly(
          Post().Attack("A", "Armenia", "Azerbaijan", "residential homes")),
      ContentOfOnly(Post().Attack("A", "Armenia", "Azerbaijan", "homes")));
}

TEST(ScopeTest, TheSchemaShowsPlaceAndDay) {
  Scope scope;
  scope.kind = pb::CLAIM_KIND_CASUALTIES;
  scope.measure = pb::CASUALTY_MEASURE_KILLED;
  scope.victims_side = "Armenia";
  scope.victims_class = pb::VICTIM_CLASS_CIVILIAN;
  scope.place = "places/sotk";
  scope.day = DayOf(At("2022-09-13"));
  type::PlaceReference place;
  place.set_place("places/sotk");
  const pb::QuestionScope value = ScopeValue(scope, &place);
  EXPECT_EQ(value.place().place(), "places/sotk");
  EXPECT_EQ(ToMicros(value.time().start_time()), At("2022-09-13"));
  EXPECT_EQ(ToMicros(value.time().end_time()), At("2022-09-14"));
  EXPECT_EQ(ScopeText(scope, "Sotk"),
            "Armenia: civilians killed at Sotk on 13 September 2022");
}

}  // namespace
}  // namespace parallax::claims::domain
