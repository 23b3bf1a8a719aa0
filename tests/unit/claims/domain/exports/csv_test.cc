#include "services/claims/domain/exports/csv.h"

#include <algorithm>
#include <string>

#include "gtest/gtest.h"
#include "services/claims/domain/exports/native_csv.h"

namespace parallax::claims::domain {
namespace {

std::string Line(const char* text) {
  CsvWriter csv;
  csv.Text(text);
  csv.Text("x");
  csv.EndLine();
  return csv.Take();
}

TEST(CsvTest, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(Line("plain"), "plain,x\r\n");
  EXPECT_EQ(Line(""), ",x\r\n");
  EXPECT_EQ(Line("a,b"), "\"a,b\",x\r\n");
  EXPECT_EQ(Line("he said \"no\""), "\"he said \"\"no\"\"\",x\r\n");
  EXPECT_EQ(Line("two\nlines"), "\"two\nlines\",x\r\n");
  EXPECT_EQ(Line("café"), "café,x\r\n");
}

TEST(CsvTest, NoTextIsAFormula) {
  EXPECT_EQ(Line("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\",x\r\n");
  EXPECT_EQ(Line("+1"), "'+1,x\r\n");
  EXPECT_EQ(Line("-1"), "'-1,x\r\n");
  EXPECT_EQ(Line("@cmd"), "'@cmd,x\r\n");
  EXPECT_EQ(Line("\tx"), "'\tx,x\r\n");
}

TEST(CsvTest, NumbersAndTimesStandAsTheyAre) {
  CsvWriter csv;
  csv.Number(std::int64_t{-5});
  csv.Number(-45.5);
  csv.Flag(true);
  csv.Empty();
  csv.Time(ToTimestamp(1'663'142'400'000'000));
  csv.Day(ToTimestamp(1'663'142'400'000'000));
  csv.EndLine();
  EXPECT_EQ(csv.Take(),
            "-5,-45.500000,true,,2022-09-14T08:00:00Z,2022-09-14\r\n");
  EXPECT_EQ(csv.size(), 0u);
}

TEST(NativeCsvTest, RowsHaveTheColumnsOfTheHeader) {
  CsvWriter csv;
  WriteNativeHeader(&csv);
  const std::string header = csv.Take();
  pb::Claim claim;
  claim.set_name("claims/a");
  claim.mutable_assertion()->mutable_casualties()->mutable_count()->set_best(
      105);
  WriteNativeRow(claim, 0, kForever, {}, &csv);
  const std::string row = csv.Take();
  EXPECT_EQ(std::count(header.begin(), header.end(), ','),
            std::count(row.begin(), row.end(), ','));
  EXPECT_EQ(header.substr(0, 15), "claim,revision,");
  EXPECT_NE(row.find(",105,"), std::string::npos);
}

}  // namespace
}  // namespace parallax::claims::domain
