#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/quantity/quantity.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string RoleName(QuantityRole role) {
  static constexpr const char* kNames[] = {
      "count",   "age",      "money",       "percent", "distance",    "area",
      "weight",  "duration", "clock",       "date",    "year",        "calibre",
      "ordinal", "times",    "temperature", "power",   "designation", "score"};
  return kNames[static_cast<int>(role)];
}

// The quantities of the first sentence.
std::vector<Quantity> Quantities(const Report& report) {
  std::vector<Quantity> found;
  const Sentence& sentence = report.doc().text().sentences[0];
  FindQuantities(report.doc().text(), report.doc().words,
                 TestResources().lexicons, sentence.first, sentence.last,
                 found);
  return found;
}

// Counts as "5 exact", everything else by what it is.
std::vector<std::string> Read(const std::string& text) {
  const Report report(text);
  std::vector<std::string> out;
  for (const Quantity& q : Quantities(report)) {
    out.push_back(q.role == QuantityRole::kCount ? Show(q.count)
                                                 : RoleName(q.role));
  }
  return out;
}

TEST(QuantityFinder, OneOfThemWhoIsAChildIsCountedOnce) {
  EXPECT_THAT(Read("Three people, one of them a child, died."),
              ElementsAre("3 exact", "1 exact"));
  EXPECT_THAT(Read("Three people, one of them wounded, were found."),
              ElementsAre("3 exact", "1 exact"));
}

TEST(QuantityFinder, NotYetFiveIsAnAge) {
  EXPECT_THAT(Read("A few of them were not yet five."),
              ::testing::Contains("age"));
}

struct CountCase {
  const char* text;
  const char* count;
};

class OneCount : public ::testing::TestWithParam<CountCase> {};

TEST_P(OneCount, IsRead) {
  EXPECT_THAT(Read(GetParam().text), ElementsAre(GetParam().count))
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Bounds, OneCount,
    ::testing::Values(
        CountCase{"The army lost 40 soldiers.", "40 exact"},
        CountCase{"The army lost at least 40 soldiers.", "40.. at_least"},
        CountCase{"The army lost at the very least 40 soldiers.",
                  "40.. at_least"},
        CountCase{"The army lost no fewer than 40 soldiers.", "40.. at_least"},
        CountCase{"The army lost 40 or more soldiers.", "40.. at_least"},
        CountCase{"The army lost 40 soldiers or more.", "40.. at_least"},
        CountCase{"40 soldiers at least were killed.", "40.. at_least"},
        CountCase{"40 others, at least, were killed.", "40.. at_least"},
        CountCase{"The army lost more than 40 soldiers.", "41.. at_least"},
        CountCase{"The army lost over 40 soldiers.", "41.. at_least"},
        CountCase{"The army lost up to 40 soldiers.", "..40 at_most"},
        CountCase{"The army lost as many as 40 soldiers.", "..40 at_most"},
        CountCase{"The army lost no more than 40 soldiers.", "..40 at_most"},
        CountCase{"The army lost fewer than 40 soldiers.", "..39 at_most"},
        CountCase{"The army lost about 40 soldiers.", "40 about"},
        CountCase{"The army lost some 40 soldiers.", "40 about"},
        CountCase{"The army lost nearly 40 soldiers.", "40 about"},
        CountCase{"The army lost an estimated 40 soldiers.", "40 about"}));

INSTANTIATE_TEST_SUITE_P(
    Ranges, OneCount,
    ::testing::Values(
        CountCase{"The army lost between 20 and 30 soldiers.", "20..30 about"},
        CountCase{"The army lost 20 to 30 soldiers.", "20..30 about"},
        CountCase{"The army lost 20-30 soldiers.", "20..30 about"},
        CountCase{"The army lost two or three soldiers.", "2..3 about"},
        CountCase{"The army lost up to 20 or 30 soldiers.", "..30 at_most"},
        CountCase{"The army lost 10,000 to 13,000 soldiers.",
                  "10000..13000 about"}));

INSTANTIATE_TEST_SUITE_P(
    Words, OneCount,
    ::testing::Values(
        CountCase{"The army lost one hundred and five soldiers.", "105 exact"},
        CountCase{"The army lost dozens of soldiers.", "24.. about"},
        CountCase{"The army lost more than a hundred soldiers.",
                  "101.. at_least"},
        CountCase{"Some 300k people fled.", "300000 about"},
        CountCase{"About 1.2m people fled.", "1200000 about"},
        CountCase{"No soldiers died.", "0 exact"},
        CountCase{"Nobody was hurt.", "0 exact"},
        CountCase{"Not one soldier died.", "0 exact"},
        CountCase{"More than half a million people fled.", "500001.. at_least"},
        CountCase{"It fell without causing casualties.", "0 exact"},
        CountCase{"They left without a single loss.", "0 exact"},
        CountCase{"Russia moved up to 12 soldiers.", "..12 at_most"},
        CountCase{"On the same day 11 people died.", "11 exact"},
        CountCase{"The toll went up to 12 dead.", "12 exact"},
        CountCase{"A soldier died.", "1 exact"},
        CountCase{"Both soldiers died.", "2 exact"}));

class NoCount : public ::testing::TestWithParam<CountCase> {};

TEST_P(NoCount, IsKnownForWhatItIs) {
  EXPECT_THAT(Read(GetParam().text), ElementsAre(GetParam().count))
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    AgesAndDates, NoCount,
    ::testing::Values(CountCase{"The victim was aged 31.", "age"},
                      CountCase{"The victim was 31 years old.", "age"},
                      CountCase{"The 31-year-old died.", "age"},
                      CountCase{"The minister, who is 84, was hurt.", "age"},
                      CountCase{"They met on 13 September.", "date"},
                      CountCase{"They met on September 13.", "date"},
                      CountCase{"They met in 2020.", "year"},
                      CountCase{"They met at 10 p.m.", "clock"},
                      CountCase{"They met for 10 days.", "duration"}));

INSTANTIATE_TEST_SUITE_P(
    Measures, NoCount,
    ::testing::Values(CountCase{"They paid $300 for it.", "money"},
                      CountCase{"They paid 300 euros for it.", "money"},
                      CountCase{"They paid $1.2m for it.", "money"},
                      CountCase{"They paid 2 mln euros for it.", "money"},
                      CountCase{"They paid 300k euros for it.", "money"},
                      CountCase{"They hold 40 percent.", "percent"},
                      CountCase{"They hold 40 % of it.", "percent"},
                      CountCase{"They moved 24 km.", "distance"},
                      CountCase{"They moved 24km.", "distance"},
                      CountCase{"They moved 300m.", "distance"},
                      CountCase{"They took 10 square kilometres.", "area"},
                      CountCase{"They used 5 tonnes of it.", "weight"},
                      CountCase{"They fired 152mm shells.", "calibre"},
                      CountCase{"They fired 152-mm shells.", "calibre"},
                      CountCase{"They fired 3 times.", "times"}));

INSTANTIATE_TEST_SUITE_P(
    UnitNames, NoCount,
    ::testing::Values(CountCase{"They read resolution 2254.", "designation"},
                      CountCase{"They read article 5.", "designation"},
                      CountCase{"They read point 3.", "designation"},
                      CountCase{"They met on day 11.", "designation"},
                      CountCase{"On day 11 rebels attacked.", "designation"}));

TEST(QuantityFinder, OrdinalsTimesAndNamesOfWeaponsAreNoCounts) {
  EXPECT_THAT(Read("They met on the 13th of September."), IsEmpty());
  EXPECT_THAT(Read("They met at 10:30."), IsEmpty());
  EXPECT_THAT(Read("The advance was not without losses."), IsEmpty());
  EXPECT_THAT(Read("It ended without loss of power."), IsEmpty());
  EXPECT_THAT(Read("The 19th brigade left."), IsEmpty());
  EXPECT_THAT(Read("They flew Su-25 jets."), IsEmpty());
  EXPECT_THAT(Read("The second soldier died."), IsEmpty());
}

TEST(QuantityFinder, AYearBeforeItsPeopleIsACount) {
  EXPECT_THAT(Read("The army lost 2020 soldiers."), ElementsAre("2020 exact"));
}

TEST(QuantityFinder, DaysOfAPairAreDates) {
  EXPECT_THAT(Read("They fought on 13 and 14 September."), ElementsAre("date"));
}

TEST(QuantityFinder, AChangeIsTwoNumbers) {
  EXPECT_THAT(Read("The toll rose from 10 to 13."),
              ElementsAre("10 exact", "13 exact"));
}

TEST(QuantityFinder, ABoundHoldsForItsOwnNumberOnly) {
  EXPECT_THAT(Read("At least five soldiers and 12 civilians died."),
              ElementsAre("5.. at_least", "12 exact"));
  EXPECT_THAT(Read("Five soldiers and about 12 civilians died."),
              ElementsAre("5 exact", "12 about"));
}

TEST(QuantityFinder, TheBoundBelongsToTheQuantityNotToTheNumber) {
  const Report report("The army lost at least 40 soldiers.");
  const std::vector<Quantity> found = Quantities(report);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(report.Words(found[0].first, found[0].last), "at least 40");
  EXPECT_EQ(report.Words(found[0].core, found[0].core_last), "40");
  EXPECT_EQ(report.Words(found[0].noun, found[0].noun + 1), "soldiers");
  EXPECT_DOUBLE_EQ(found[0].value, 40.0);
}

TEST(QuantityFinder, ManyWithoutANumberHasNoCount) {
  const Report report("Many soldiers died.");
  const std::vector<Quantity> found = Quantities(report);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].form, QuantityForm::kMany);
  EXPECT_FALSE(found[0].count.min.has_value());
}

TEST(QuantityFinder, AddsUpPeopleThatStandTogether) {
  const Report report("Four soldiers and a policeman were killed.");
  const std::vector<Quantity> found = Quantities(report);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[2].form, QuantityForm::kSum);
  EXPECT_EQ(Show(found[2].count), "5 exact");
}

// The sums of the text, "4 exact".
std::vector<std::string> SumsOf(const std::string& text) {
  const Report report(text);
  std::vector<std::string> sums;
  for (const Quantity& q : Quantities(report)) {
    if (q.form == QuantityForm::kSum) sums.push_back(Show(q.count));
  }
  return sums;
}

TEST(QuantityFinder, AddsUpAWholeRow) {
  EXPECT_THAT(SumsOf("Two soldiers, a policeman and three farmers died."),
              ElementsAre("6 exact"));
  EXPECT_THAT(SumsOf("Two men, three others and a woman died."),
              ElementsAre("6 exact"));
  EXPECT_THAT(SumsOf("Two soldiers, three farmers died."), IsEmpty());
}

TEST(QuantityFinder, AgesStandInTheWayOfNoSum) {
  EXPECT_THAT(SumsOf("A boy of 11 and a woman died."), ElementsAre("2 exact"));
  EXPECT_THAT(SumsOf("A 31-year-old man and a woman died."),
              ElementsAre("2 exact"));
}

TEST(QuantityFinder, WhoTheyWereAddsNobody) {
  EXPECT_THAT(SumsOf("Three people, a woman and two boys, died."), IsEmpty());
}

TEST(QuantityFinder, AddsUpPeopleAndTheirKin) {
  EXPECT_THAT(SumsOf("A woman and her two sons died."), ElementsAre("3 exact"));
  EXPECT_THAT(SumsOf("A woman and her child died."), ElementsAre("2 exact"));
  EXPECT_THAT(SumsOf("A woman, her two sons and a policeman died."),
              ElementsAre("4 exact"));
  EXPECT_THAT(SumsOf("A woman and her house burned."), IsEmpty());
}

TEST(QuantityFinder, MostOfThemIsAShareWithoutANumber) {
  const Report report("Ten people died, most of them farmers.");
  const std::vector<Quantity> found = Quantities(report);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].form, QuantityForm::kMany);
  EXPECT_TRUE(found[1].partitive);
  EXPECT_FALSE(found[1].count.min.has_value());
  ASSERT_GE(found[1].noun, 0);
  EXPECT_EQ(report.Words(found[1].noun, found[1].noun + 1), "farmers");
}

TEST(QuantityFinder, NoOneIsNoneHoweverItIsWritten) {
  for (const char* text : {"No one died.", "No-one died."}) {
    const Report report(text);
    const std::vector<Quantity> found = Quantities(report);
    ASSERT_EQ(found.size(), 1u) << text;
    EXPECT_EQ(Show(found[0].count), "0 exact") << text;
  }
}

TEST(QuantityFinder, SeveralHundredThousandIsOneNumber) {
  const Report report("Several hundred thousand people died.");
  const std::vector<Quantity> found = Quantities(report);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(Show(found[0].count), "200000.. about");
}

TEST(QuantityFinder, WhatIsBoundedIsNotAddedUp) {
  const Report report("At least four soldiers and a policeman were killed.");
  for (const Quantity& q : Quantities(report)) {
    EXPECT_NE(q.form, QuantityForm::kSum);
  }
}

struct FlagCase {
  const char* text;
  bool additional;
  bool partitive;
};

class Flags : public ::testing::TestWithParam<FlagCase> {};

TEST_P(Flags, AreSet) {
  const Report report(GetParam().text);
  const std::vector<Quantity> found = Quantities(report);
  ASSERT_EQ(found.size(), 1u) << GetParam().text;
  EXPECT_EQ(found[0].additional, GetParam().additional) << GetParam().text;
  EXPECT_EQ(found[0].partitive, GetParam().partitive) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    OfWhatWasSaid, Flags,
    ::testing::Values(FlagCase{"Five soldiers died.", false, false},
                      FlagCase{"Five more soldiers died.", true, false},
                      FlagCase{"Five others died.", true, false},
                      FlagCase{"Another five soldiers died.", true, false},
                      FlagCase{"Another soldier died.", true, false},
                      FlagCase{"Five of the soldiers died.", false, true},
                      FlagCase{"Five of them died.", false, true},
                      FlagCase{"Dozens of soldiers died.", false, false}));

TEST(QuantityFinder, FindsTheHeadOfWhatIsCounted) {
  const Report report("The army lost 40 Armenian border guards.");
  const std::vector<Quantity> found = Quantities(report);
  ASSERT_EQ(found.size(), 1u);
  ASSERT_GE(found[0].noun, 0);
  EXPECT_EQ(report.doc().token(found[0].noun).lower, "guards");
}

TEST(QuantityFinder, AnotherIsOneMoreOfWhatWasCounted) {
  EXPECT_THAT(Read("One soldier was killed and another wounded."),
              ElementsAre("1 exact", "1 exact"));
  EXPECT_THAT(Read("Two policemen were killed and another wounded when a bomb "
                   "exploded."),
              ElementsAre("2 exact", "1 exact"));
  EXPECT_THAT(Read("Another wounded the town's pride."), IsEmpty());
  EXPECT_THAT(Read("Two sides accused one another."),
              ElementsAre("2 exact", "1 exact"));
}

TEST(QuantityFinder, MembersOfAUnitAreCounted) {
  EXPECT_THAT(Read("The clashes left 11 brigade members dead."),
              ElementsAre("11 exact"));
  EXPECT_THAT(Read("The 93 brigade left the town."),
              ElementsAre("designation"));
}

TEST(QuantityFinder, ANumberAloneCountsNothing) {
  const Report report("The toll stands at 40.");
  const std::vector<Quantity> found = Quantities(report);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].noun, -1);
}

TEST(QuantityFinder, ReadsOnlyTheTokensItIsGiven) {
  const Report report("Five soldiers died. Six soldiers died.");
  ASSERT_EQ(report.doc().text().sentences.size(), 2u);
  EXPECT_EQ(Quantities(report).size(), 1u);
}

TEST(QuantityFinder, HugeNumbersAreHeldAtTheGreatestCount) {
  const Report report("The army lost 900,000,000,000,000 soldiers.");
  const std::vector<Quantity> found = Quantities(report);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].count.min, kMaxCount);
}

TEST(QuantityFinder, AnAgeBehindAPersonIsNoCount) {
  EXPECT_THAT(Read("The fire killed the boy, 10, and the girl, 15, there."),
              ElementsAre("age", "age"));
}

TEST(QuantityFinder, AnotherBelongsToItsNumber) {
  EXPECT_THAT(Read("15 fighters were killed and another 13 wounded."),
              ElementsAre("15 exact", "13 exact"));
}

TEST(QuantityFinder, AnAgeBeforeAPersonLeavesOne) {
  EXPECT_THAT(Read("A 20-year-old soldier was killed."),
              ElementsAre("1 exact", "age"));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
