#include "services/ingest/domain/extract/quantity/number_parser.h"

#include <gtest/gtest.h>

#include <string>

#include "services/ingest/domain/extract/quantity/quantity.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

// The number that starts at token `at` of the text, its length in `length`.
std::optional<ParsedNumber> Parse(const Report& report, uint32_t at) {
  return ParseNumber(report.doc().text(), report.doc().words,
                     TestResources().lexicons, at, report.doc().size());
}

struct NumberCase {
  const char* text;  // begins with the number
  double value;
  uint32_t tokens;
};

class NumberWords : public ::testing::TestWithParam<NumberCase> {};

TEST_P(NumberWords, AreRead) {
  const Report report(GetParam().text);
  const auto number = Parse(report, 0);
  ASSERT_TRUE(number.has_value()) << GetParam().text;
  EXPECT_DOUBLE_EQ(number->value, GetParam().value) << GetParam().text;
  EXPECT_EQ(number->last, GetParam().tokens) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Words, NumberWords,
    ::testing::Values(
        NumberCase{"Seven soldiers died", 7, 1},
        NumberCase{"Nineteen soldiers died", 19, 1},
        NumberCase{"Twenty-one soldiers died", 21, 3},
        NumberCase{"Twenty soldiers died", 20, 1},
        NumberCase{"Two hundred soldiers died", 200, 2},
        NumberCase{"Three hundred and forty soldiers died", 340, 4},
        NumberCase{"Two thousand three hundred soldiers died", 2300, 4},
        NumberCase{"One million people fled", 1e6, 2},
        NumberCase{"A million people fled", 1e6, 2},
        NumberCase{"Half a million people fled", 5e5, 3},
        NumberCase{"A quarter of a million people fled", 2.5e5, 5},
        NumberCase{"A hundred soldiers died", 100, 2},
        NumberCase{"A hundred thousand people fled", 1e5, 3},
        NumberCase{"A dozen soldiers died", 12, 2},
        NumberCase{"Half a dozen soldiers died", 6, 3},
        NumberCase{"Two dozen soldiers died", 24, 2}));

INSTANTIATE_TEST_SUITE_P(
    AfterOneAndA, NumberWords,
    ::testing::Values(
        NumberCase{"One hundred and five soldiers died", 105, 4},
        NumberCase{"One hundred five soldiers died", 105, 3},
        NumberCase{"A hundred and twenty-one soldiers died", 121, 6},
        NumberCase{"One thousand two hundred soldiers died", 1200, 4},
        NumberCase{"One hundred and five thousand people fled", 105e3, 5},
        NumberCase{"One hundred soldiers and five civilians died", 100, 2}));

INSTANTIATE_TEST_SUITE_P(
    Digits, NumberWords,
    ::testing::Values(NumberCase{"1,916 soldiers died", 1916, 1},
                      NumberCase{"6.5 million people fled", 6.5e6, 2},
                      NumberCase{"12 thousand people fled", 12e3, 2},
                      NumberCase{"3 dozen soldiers died", 36, 2},
                      NumberCase{"105 soldiers died", 105, 1}));

INSTANTIATE_TEST_SUITE_P(
    GluedLetters, NumberWords,
    ::testing::Values(NumberCase{"300k people fled", 300e3, 2},
                      NumberCase{"1.2m people fled", 1.2e6, 2},
                      NumberCase{"1.2m displaced people returned", 1.2e6, 2},
                      NumberCase{"3m Syrian refugees returned", 3e6, 2},
                      NumberCase{"1.2m have fled", 1.2e6, 2},
                      NumberCase{"2 mln people fled", 2e6, 2},
                      NumberCase{"2mln people fled", 2e6, 1},
                      NumberCase{"300m east of the bridge", 300, 1},
                      NumberCase{"300m of trench were dug", 300, 1},
                      NumberCase{"20m walls fell", 20, 1}));

struct VagueCase {
  const char* text;
  double value;
  uint32_t tokens;  // "of" included where a noun follows
};

class VagueNumbers : public ::testing::TestWithParam<VagueCase> {};

TEST_P(VagueNumbers, AreMarked) {
  const Report report(GetParam().text);
  const auto number = Parse(report, 0);
  ASSERT_TRUE(number.has_value()) << GetParam().text;
  EXPECT_TRUE(number->vague) << GetParam().text;
  EXPECT_DOUBLE_EQ(number->value, GetParam().value) << GetParam().text;
  EXPECT_EQ(number->last, GetParam().tokens) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Words, VagueNumbers,
    ::testing::Values(VagueCase{"Dozens of soldiers died", 24, 2},
                      VagueCase{"Dozens died", 24, 1},
                      VagueCase{"Hundreds of people fled", 200, 2},
                      VagueCase{"Several soldiers died", 3, 1},
                      VagueCase{"Several hundred people fled", 200, 2},
                      VagueCase{"Several thousand people fled", 2000, 2},
                      VagueCase{"Hundreds of thousands of people fled", 2e5, 4},
                      VagueCase{"Tens of thousands of people fled", 2e4, 4}));

TEST(NumberParser, PairsAreMarked) {
  for (const char* text : {"Both soldiers died", "A couple of soldiers died",
                           "A pair of tanks burnt"}) {
    const Report report(text);
    const auto number = Parse(report, 0);
    ASSERT_TRUE(number.has_value()) << text;
    EXPECT_TRUE(number->pair) << text;
    EXPECT_DOUBLE_EQ(number->value, 2.0) << text;
  }
}

TEST(NumberParser, ReadsNothingWhereNoNumberStarts) {
  for (const char* text :
       {"Soldiers died", "A soldier died", "And five died", "Su-25 jets"}) {
    const Report report(text);
    EXPECT_FALSE(Parse(report, 0).has_value()) << text;
  }
}

TEST(NumberParser, StopsAtTheEndThatIsGiven) {
  const Report report("Two hundred and five soldiers died");
  const auto number = ParseNumber(report.doc().text(), report.doc().words,
                                  TestResources().lexicons, 0, 3);
  ASSERT_TRUE(number.has_value());
  EXPECT_DOUBLE_EQ(number->value, 200.0);
  EXPECT_EQ(number->last, 2u);
  EXPECT_FALSE(ParseNumber(report.doc().text(), report.doc().words,
                           TestResources().lexicons, 0, 0)
                   .has_value());
}

struct DigitsCase {
  const char* token;
  std::optional<double> value;
};

class ParsedDigits : public ::testing::TestWithParam<DigitsCase> {};

TEST_P(ParsedDigits, AreNumbersOrNone) {
  EXPECT_EQ(ParseDigits(GetParam().token), GetParam().value)
      << GetParam().token;
}

INSTANTIATE_TEST_SUITE_P(
    Tokens, ParsedDigits,
    ::testing::Values(
        DigitsCase{"105", 105.0}, DigitsCase{"2,000", 2000.0},
        DigitsCase{"1,234,567", 1234567.0}, DigitsCase{"3.5", 3.5},
        DigitsCase{"0", 0.0}, DigitsCase{"", std::nullopt},
        DigitsCase{"five", std::nullopt}, DigitsCase{"12th", std::nullopt},
        DigitsCase{"1,23", std::nullopt}, DigitsCase{"1234,567", std::nullopt},
        DigitsCase{"1.2.3", std::nullopt}, DigitsCase{"-5", std::nullopt},
        DigitsCase{"5.", std::nullopt},
        DigitsCase{"99999999999999999999", std::nullopt}));

}  // namespace
}  // namespace parallax::ingest::domain::extract
