#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/kinds/choice.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

std::vector<Choice> Choices(const Report& report) {
  std::vector<Choice> choices;
  QuantityChoices(report.doc(), nullptr, choices);
  return choices;
}

// The choice that stands at this word; empty when there is none.
Choice ChoiceAt(const Report& report, const std::string& word) {
  const uint32_t at = report.Find(word);
  for (Choice& choice : Choices(report)) {
    if (choice.at == at) return choice;
  }
  return {};
}

// "killed 5 exact", nearest word first.
std::vector<std::string> Readings(const Choice& choice) {
  std::vector<std::string> out;
  for (const Draft& draft : choice.drafts) {
    out.push_back(absl::StrCat(draft.kind == Kind::kCasualties
                                   ? MeasureName(draft.measure)
                                   : KindName(draft.kind),
                               " ", Show(draft.count)));
  }
  return out;
}

struct ReadingCase {
  const char* text;
  const char* number;
  const char* reading;
};

class FirstReading : public ::testing::TestWithParam<ReadingCase> {};

TEST_P(FirstReading, IsThatOfTheNearestWord) {
  const Report report(GetParam().text);
  const std::vector<std::string> readings =
      Readings(ChoiceAt(report, GetParam().number));
  ASSERT_FALSE(readings.empty()) << GetParam().text;
  EXPECT_EQ(readings[0], GetParam().reading) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Measures, FirstReading,
    ::testing::Values(
        ReadingCase{"Five people were killed.", "five", "killed 5 exact"},
        ReadingCase{"Five people were wounded.", "five", "wounded 5 exact"},
        ReadingCase{"At least 12 people are missing.", "12",
                    "missing 12.. at_least"},
        ReadingCase{"The army captured 30 soldiers.", "30",
                    "captured 30 exact"},
        ReadingCase{"Some 300k people were displaced.", "300",
                    "displaced 300000 about"},
        ReadingCase{"Gunmen kidnapped 20 pupils.", "20", "abducted 20 exact"},
        ReadingCase{"Police detained 20 people.", "20", "detained 20 exact"},
        ReadingCase{"As many as 40 people were killed.", "40",
                    "killed ..40 at_most"},
        ReadingCase{"The strike damaged three houses.", "three",
                    "damage 3 exact"},
        ReadingCase{"The country deployed 2,000 troops.", "2,000",
                    "deployment 2000 exact"}));

TEST(QuantityChoices, EachNumberOffersEachWordOfItsSentence) {
  const Report report("Five people were killed and 12 wounded.");
  EXPECT_THAT(Readings(ChoiceAt(report, "five")),
              ElementsAre("killed 5 exact", "wounded 5 exact"));
  EXPECT_THAT(Readings(ChoiceAt(report, "12")),
              ElementsAre("wounded 12 exact", "killed 12 exact"));
}

TEST(QuantityChoices, WhatIsNoCountOffersNothing) {
  for (const char* text :
       {"A 31-year-old was killed.", "On 13 September he was killed.",
        "Fire from 152mm guns killed him.", "Shells killed him 24 km away.",
        "Many were killed."}) {
    const Report report(text);
    for (const Choice& choice : Choices(report)) {
      for (const Draft& draft : choice.drafts) {
        EXPECT_EQ(report.doc().quantities[draft.quantity].form,
                  QuantityForm::kArticle)
            << text;
      }
    }
  }
}

TEST(QuantityChoices, ANumberWithoutAWordForAnActOffersNothing) {
  EXPECT_THAT(Choices(Report("Five ministers met.")), IsEmpty());
}

TEST(QuantityChoices, NoClaimIsAlwaysAnOption) {
  const Report report("Five people were killed and 12 wounded.");
  for (const Choice& choice : Choices(report)) {
    EXPECT_EQ(choice.features.size(), choice.drafts.size() + 1);
    EXPECT_EQ(choice.chosen, 0);
    EXPECT_FALSE(choice.certain);
    for (const FeatureSet& set : choice.features) {
      EXPECT_EQ(set.task(), "count");
    }
  }
}

TEST(QuantityChoices, ADraftKnowsItsWordsAndRoles) {
  const Report report("A Russian strike killed five people");
  const Choice choice = ChoiceAt(report, "five");
  ASSERT_EQ(choice.drafts.size(), 1u);
  const Draft& draft = choice.drafts[0];
  EXPECT_EQ(draft.rule, "casualties/count");
  EXPECT_EQ(draft.head, report.Find("killed"));
  EXPECT_EQ(draft.object, static_cast<int32_t>(report.Find("people")));
  EXPECT_EQ(draft.roles.patient, draft.object);
  EXPECT_EQ(draft.attribution, -1);
  EXPECT_EQ(report.Words(draft.first, draft.last),
            "A Russian strike killed five people");
}

TEST(QuantityChoices, ASumIsOfferedBesideItsParts) {
  const Report report("Four soldiers and a policeman were killed.");
  std::vector<std::string> all;
  for (const Choice& choice : Choices(report)) {
    for (const std::string& reading : Readings(choice)) all.push_back(reading);
  }
  EXPECT_THAT(all, Contains("killed 5 exact"));
  EXPECT_THAT(all, Contains("killed 4 exact"));
}

TEST(QuantityChoices, ANumberLeansOnTheWordOfASentenceBefore) {
  const Report report("Ten people were killed on Monday. On Tuesday, five.");
  const Choice choice = ChoiceAt(report, "five");
  ASSERT_EQ(choice.drafts.size(), 1u);
  EXPECT_EQ(choice.drafts[0].rule, "casualties/carried-count");
  EXPECT_EQ(choice.drafts[0].trigger, -1);
  EXPECT_EQ(choice.drafts[0].measure, Measure::kKilled);
  EXPECT_EQ(choice.drafts[0].head, report.Find("five"));
}

TEST(QuantityChoices, ButNotOverManySentences) {
  std::string text = "Ten soldiers were killed. ";
  EXPECT_FALSE(
      ChoiceAt(Report(text + "He spoke of five."), "five").drafts.empty());
  for (int i = 0; i < 13; ++i) text += "It rained. ";
  EXPECT_TRUE(
      ChoiceAt(Report(text + "He spoke of five."), "five").drafts.empty());
}

TEST(QuantityChoices, WhatIsSaidInItsOwnSentenceComesFirst) {
  const Report report("Ten soldiers were killed. Five were wounded.");
  const Choice choice = ChoiceAt(report, "five");
  ASSERT_THAT(Readings(choice),
              ElementsAre("wounded 5 exact", "killed 5 exact"));
  EXPECT_EQ(choice.drafts[0].rule, "casualties/count");
  EXPECT_EQ(choice.drafts[1].rule, "casualties/carried-count");
}

TEST(QuantityChoices, AllThatBefellPeopleBeforeMayBeMeant) {
  const Report report(
      "Ten soldiers were killed and six wounded. Earlier he spoke of five.");
  EXPECT_THAT(Readings(ChoiceAt(report, "five")),
              UnorderedElementsAre("killed 5 exact", "wounded 5 exact"));
}

TEST(QuantityChoices, MostOfThemAreOfThoseCountedBefore) {
  const Report report("Ten people were killed, most of them farmers.");
  const Choice choice = ChoiceAt(report, "most");
  ASSERT_THAT(choice.drafts, SizeIs(1));
  EXPECT_EQ(choice.drafts[0].measure, Measure::kKilled);
  EXPECT_FALSE(choice.drafts[0].count.min.has_value());
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
