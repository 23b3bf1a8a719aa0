#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/ingest/domain/extract/decide/fields.h"
#include "tests/unit/ingest/domain/extract/decide/gold_decider.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

// An annotated draft of the act at `word`.
Draft DraftAt(const Report& report, const std::string& word,
              const GoldClaim& gold, Kind kind = Kind::kAttack) {
  Draft draft;
  draft.kind = kind;
  draft.head = report.Find(word);
  draft.gold = &gold;
  SetSpan(report.doc(), draft);
  return draft;
}

// The place of the draft when the annotation names `place`.
std::string PlaceOf(const Report& report, std::vector<Draft> drafts) {
  GoldDecider decider;
  DecidePlace(report.doc(), decider, drafts, drafts.size() - 1);
  const int32_t place = drafts.back().place;
  if (place < 0) return "";
  return report.Words(report.doc().places[place].first,
                      report.doc().places[place].last);
}

GoldClaim GoldPlace(const std::string& place) {
  GoldClaim gold;
  gold.place = place;
  return gold;
}

TEST(DecidePlace, OffersThePlacesOfTheSentence) {
  const Report report("Troops shelled Kharkiv and Kherson.");
  for (const std::string place : {"Kharkiv", "Kherson"}) {
    const GoldClaim gold = GoldPlace(place);
    EXPECT_EQ(PlaceOf(report, {DraftAt(report, "shelled", gold)}), place);
  }
}

TEST(DecidePlace, TakesOverAPlaceOfTheSentencesBefore) {
  const Report report(
      "Troops entered Kharkiv. It rained. It snowed. They shelled a school.");
  const GoldClaim gold = GoldPlace("Kharkiv");
  EXPECT_EQ(PlaceOf(report, {DraftAt(report, "shelled", gold)}), "Kharkiv");
}

TEST(DecidePlace, LooksBackFartherOnlyForThePlacesOfTheStory) {
  const Report report(
      "Talks in Mariupol fail\nTroops are in Kharkiv. Troops entered Bakhmut. "
      "Troops entered Kherson. Troops left Kherson. It rained. It snowed. It "
      "froze. It thawed. They shelled a school.",
      BlockRole::kHeadline);
  for (const auto& [named, offered] :
       std::vector<std::pair<std::string, std::string>>{
           {"Mariupol", "Mariupol"},  // of the headline
           {"Kherson", "Kherson"},    // named most
           {"Kharkiv", "Kharkiv"},    // that the body begins with
           {"Bakhmut", ""}}) {
    const GoldClaim gold = GoldPlace(named);
    EXPECT_EQ(PlaceOf(report, {DraftAt(report, "shelled", gold)}), offered);
  }
}

// A headline stands before the words that say where and when.
TEST(DecidePlace, OffersAHeadlineThePlaceThatTheBodyBeginsWith) {
  const Report report(
      "Troops shell school\nShells fell in Kharkiv on Monday. They left "
      "Kherson, Kherson and Kherson.",
      BlockRole::kHeadline);
  const GoldClaim gold = GoldPlace("Kharkiv");
  EXPECT_EQ(PlaceOf(report, {DraftAt(report, "shell", gold)}), "Kharkiv");
}

TEST(DecidePlace, InheritsFromTheClaimBeforeHoweverFar) {
  const Report report(
      "Troops bombed Kharkiv. It rained. It snowed. It froze. They shelled a "
      "school.");
  const GoldClaim gold = GoldPlace("Kharkiv");
  Draft before = DraftAt(report, "bombed", gold);
  before.place = report.doc().notes[report.Find("kharkiv")].place;
  ASSERT_GE(before.place, 0);
  EXPECT_EQ(PlaceOf(report, {before, DraftAt(report, "shelled", gold)}),
            "Kharkiv");
}

TEST(DecidePlace, ADenialTakesThePlaceOfWhatItDenies) {
  const Report report(
      "Troops bombed Kharkiv. Troops bombed Kherson. It rained. It snowed. It "
      "froze. Moscow denied it.");
  const GoldClaim gold = GoldPlace("Kharkiv");
  Draft first = DraftAt(report, "bombed", gold);
  first.place = report.doc().notes[report.Find("kharkiv")].place;
  Draft second = first;
  second.place = report.doc().notes[report.Find("kherson")].place;
  Draft denial = DraftAt(report, "denied", gold);
  denial.antecedent = 0;
  EXPECT_EQ(PlaceOf(report, {first, second, denial}), "Kharkiv");
}

TEST(DecidePlace, NoneIsAlwaysPossible) {
  const Report report("Troops shelled Kharkiv.");
  const GoldClaim gold = GoldPlace("");
  EXPECT_EQ(PlaceOf(report, {DraftAt(report, "shelled", gold)}), "");
}

GoldClaim GoldDay(const std::string& day) {
  GoldClaim gold;
  gold.event_date = day;
  return gold;
}

// The last draft with its day decided.
Draft Dated(const Report& report, std::vector<Draft> drafts) {
  GoldDecider decider;
  DecideDate(report.doc(), decider, drafts, drafts.size() - 1);
  return drafts.back();
}

struct DateCase {
  const char* text;
  const char* word;
  const char* day;  // as annotated, and as read
};

class OfferedDays : public ::testing::TestWithParam<DateCase> {};

TEST_P(OfferedDays, HoldTheRightOne) {
  const Report report(GetParam().text);
  const GoldClaim gold = GoldDay(GetParam().day);
  const Draft draft = Dated(report, {DraftAt(report, GetParam().word, gold)});
  ASSERT_TRUE(draft.day.has_value()) << GetParam().text;
  EXPECT_EQ(absl::FormatCivilTime(*draft.day), GetParam().day)
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Published20220915, OfferedDays,
    ::testing::Values(
        DateCase{"Troops shelled a school on Monday.", "shelled", "2022-09-12"},
        DateCase{"Troops left on Monday. They shelled a school.", "shelled",
                 "2022-09-12"},
        DateCase{"Troops shelled a school.", "shelled", "2022-09-15"},
        DateCase{"Troops shelled a school.", "shelled", "2022-09-14"}));

TEST(DecideDate, OffersAHeadlineTheDayThatTheBodyBeginsWith) {
  const Report report(
      "Troops shell school\nShells fell in Kharkiv on Monday.\n"
      "They had fallen on Sunday, too.",
      BlockRole::kHeadline);
  const GoldClaim gold = GoldDay("2022-09-12");
  EXPECT_EQ(Dated(report, {DraftAt(report, "shell", gold)}).day,
            absl::CivilDay(2022, 9, 12));
}

TEST(DecideDate, InheritsTheDayOfTheClaimBefore) {
  const Report report(
      "Troops bombed a bridge on Monday. It rained. It snowed. It froze. They "
      "shelled a school.");
  const GoldClaim gold = GoldDay("2022-09-12");
  Draft before = DraftAt(report, "bombed", gold);
  before.day = absl::CivilDay(2022, 9, 12);
  const Draft draft = Dated(report, {before, DraftAt(report, "shelled", gold)});
  EXPECT_EQ(draft.day, absl::CivilDay(2022, 9, 12));
}

TEST(DecideDate, OffersTheDaysOfEarlierClaims) {
  const Report report(
      "Troops bombed a bridge on Monday. It rained. They left a town on "
      "Sunday. It rained. It snowed. It froze. They shelled a school.");
  const GoldClaim gold = GoldDay("2022-09-12");
  Draft bombed = DraftAt(report, "bombed", gold);
  bombed.day = absl::CivilDay(2022, 9, 12);
  Draft left = DraftAt(report, "left", gold, Kind::kTerritory);
  left.day = absl::CivilDay(2022, 9, 11);
  const Draft draft =
      Dated(report, {bombed, left, DraftAt(report, "shelled", gold)});
  EXPECT_EQ(draft.day, absl::CivilDay(2022, 9, 12));
}

TEST(DecideDate, OffersTheDayOfAnEarlierClaimAtTheSamePlace) {
  const Report report(
      "Troops bombed a bridge in Kharkiv. It rained. They left Kherson. It "
      "rained. It snowed. They shelled a school in Kharkiv.");
  const GoldClaim gold = GoldDay("2022-09-11");
  const auto draft_at = [&](const char* word, const char* place, int nth) {
    Draft draft = DraftAt(report, word, gold, Kind::kTerritory);
    draft.place = report.doc().notes[report.Find(place, nth)].place;
    EXPECT_GE(draft.place, 0);
    return draft;
  };
  Draft first = draft_at("bombed", "kherson", 0);
  first.day = absl::CivilDay(2022, 9, 1);
  Draft bombed = draft_at("bombed", "kharkiv", 0);
  bombed.day = absl::CivilDay(2022, 9, 11);
  Draft left = draft_at("left", "kherson", 0);
  left.day = absl::CivilDay(2022, 9, 1);
  Draft shelled = draft_at("shelled", "kharkiv", 1);
  shelled.kind = Kind::kAttack;
  EXPECT_EQ(Dated(report, {first, bombed, left, shelled}).day,
            absl::CivilDay(2022, 9, 11));
}

TEST(DecideDate, ADayEarlierCountsFromTheClaimBefore) {
  const Report report(
      "Troops bombed a bridge on Monday. A day earlier they shelled a school.");
  const GoldClaim gold = GoldDay("2022-09-11");
  Draft before = DraftAt(report, "bombed", gold);
  before.day = absl::CivilDay(2022, 9, 12);
  const Draft draft = Dated(report, {before, DraftAt(report, "shelled", gold)});
  EXPECT_EQ(draft.day, absl::CivilDay(2022, 9, 11));
}

TEST(DecideDate, AMonthThatIsSaidBeatsAGuessedDay) {
  const Report report("In August troops shelled a school.");
  const GoldClaim gold = GoldDay("2022-09-15");
  const Draft draft = Dated(report, {DraftAt(report, "shelled", gold)});
  EXPECT_FALSE(draft.day.has_value());
  ASSERT_GE(draft.time, 0);
  EXPECT_EQ(report.doc().times[draft.time].precision, TimePrecision::kMonth);
}

TEST(DecideDate, ADayOfTheActIsItsDayWhateverTheWeightsSay) {
  const GoldClaim none = GoldDay("");
  for (const std::string text :
       {"Ten died in the clashes of 12 September, the army said.",
        "Ten died in the clashes of 11 and 12 September."}) {
    const Report report(text);
    EXPECT_EQ(Dated(report, {DraftAt(report, "clashes", none)}).day,
              absl::CivilDay(2022, 9, 12))
        << text;
  }
  const Report apart("Clashes in the town of 12 September Street went on.");
  EXPECT_FALSE(Dated(apart, {DraftAt(apart, "clashes", none)}).day);
}

TEST(DecideDate, WithoutAPublicationDayNothingIsGuessed) {
  const Report report("Troops shelled a school.", BlockRole::kBody,
                      std::nullopt);
  const GoldClaim gold = GoldDay("2022-09-15");
  EXPECT_FALSE(
      Dated(report, {DraftAt(report, "shelled", gold)}).day.has_value());
}

TEST(DecideDate, ADayIsBoundToItsWords) {
  const Report report("Troops shelled a school on Monday night.");
  const GoldClaim gold = GoldDay("2022-09-12");
  const Draft draft = Dated(report, {DraftAt(report, "shelled", gold)});
  ASSERT_GE(draft.time, 0);
  const TimeExpression& time = report.doc().times[draft.time];
  EXPECT_EQ(report.Words(time.first, time.last), "Monday night");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
