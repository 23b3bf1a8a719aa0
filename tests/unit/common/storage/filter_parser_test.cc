#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/storage/filter.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/storage/filter_fixture.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::testing::HasSubstr;

class FilterParserTest : public ::testing::Test {
 protected:
  // The nodes as text, to see how a filter was understood.
  static std::string Shape(const FilterNode& node) {
    std::string text;
    switch (node.kind) {
      case FilterNode::Kind::kAnd:
        text = "and";
        break;
      case FilterNode::Kind::kOr:
        text = "or";
        break;
      case FilterNode::Kind::kNot:
        text = "not";
        break;
      case FilterNode::Kind::kSearch:
        return absl::StrCat("~", std::get<std::string>(node.value));
      default:
        return node.name;
    }
    text += "(";
    for (const FilterNode& child : node.children) {
      absl::StrAppend(&text, text.back() == '(' ? "" : " ", Shape(child));
    }
    return text + ")";
  }

  std::string Parsed(absl::string_view text) {
    const auto filter = ParseFilter(text, schema_);
    EXPECT_THAT(filter, IsOk()) << text;
    return filter.ok() ? Shape(filter->root) : "";
  }

  void ExpectError(absl::string_view text, int position,
                   absl::string_view message) {
    const auto filter = ParseFilter(text, schema_);
    EXPECT_THAT(filter, HasReason(type::v1::ERROR_REASON_INVALID_FILTER))
        << text;
    EXPECT_THAT(std::string(filter.status().message()),
                HasSubstr(absl::StrCat("at byte ", position, ": ", message)))
        << text;
  }

  const FilterSchema schema_ = TestSchema();
};

TEST_F(FilterParserTest, EmptyMatchesAll) {
  EXPECT_TRUE(ParseFilter("", schema_)->match_all);
  EXPECT_TRUE(ParseFilter("  \n\t ", schema_)->match_all);
}

TEST_F(FilterParserTest, Precedence) {
  EXPECT_EQ(Parsed("count = 1 AND score = 2 OR named = true"),
            "and(count or(score named))");
  EXPECT_EQ(Parsed("count = 1 score = 2 OR named = true"),
            "and(count or(score named))");
  EXPECT_EQ(Parsed("(count = 1 AND score = 2) OR named = true"),
            "or(and(count score) named)");
  EXPECT_EQ(Parsed("NOT count = 1 score = 2"), "and(not(count) score)");
  EXPECT_EQ(Parsed("-count = 1 -(ministry OR score = 2)"),
            "and(not(count) not(or(~ministry score)))");
  EXPECT_EQ(Parsed("((count = 1))"), "count");
}

TEST_F(FilterParserTest, BareWordsSearch) {
  EXPECT_EQ(Parsed("ministry \"of defence\""), "and(~ministry ~of defence)");
}

TEST_F(FilterParserTest, ValuesOfAllTypes) {
  EXPECT_THAT(ParseFilter("count = -30", schema_), IsOk());
  EXPECT_THAT(ParseFilter("score >= -0.5e1", schema_), IsOk());
  EXPECT_THAT(ParseFilter("named = false", schema_), IsOk());
  for (const char* time :
       {"2022-09-14", "2022-09-14T12:00:00Z", "\"2022-09-14T12:00:00+04:00\"",
        "2022-09-14T12:00:00.5Z"}) {
    EXPECT_THAT(ParseFilter(absl::StrCat("publish_time < ", time), schema_),
                IsOk())
        << time;
  }
  const auto full = ParseFilter("reason = ERROR_REASON_NOT_FOUND", schema_);
  const auto brief = ParseFilter("reason = NOT_FOUND", schema_);
  ASSERT_THAT(full, IsOk());
  ASSERT_THAT(brief, IsOk());
  EXPECT_EQ(full->root.value, brief->root.value);
}

TEST_F(FilterParserTest, QuotesAndEscapes) {
  const auto filter = ParseFilter(R"(title = "say \"no\" \\ 'x'")", schema_);
  ASSERT_THAT(filter, IsOk());
  EXPECT_EQ(std::get<std::string>(filter->root.value), "say \"no\" \\ 'x'");
  EXPECT_THAT(ParseFilter("title = 'it'", schema_), IsOk());
}

TEST_F(FilterParserTest, Wildcards) {
  const auto pieces = [this](absl::string_view text) {
    return ParseFilter(text, schema_)->root.pieces;
  };
  EXPECT_THAT(pieces("title = \"a*b\""), ::testing::ElementsAre("a", "b"));
  EXPECT_THAT(pieces("title = *"), ::testing::ElementsAre("", ""));
  EXPECT_THAT(pieces(R"(title = "a\*b")"), ::testing::IsEmpty());
  EXPECT_THAT(pieces(R"(title = "\**")"), ::testing::ElementsAre("*", ""));
}

TEST_F(FilterParserTest, FunctionsAreChecked) {
  EXPECT_EQ(Parsed("within(25, 40.1, -46.2)"), "within");
  ExpectError("within(25, 40.1)", 15, "within takes 3 arguments");
  ExpectError("within(25, 40.1, 46, 1)", 19, "within takes 3 arguments");
  ExpectError("within(25, 40.1, 46", 6, "\"(\" without \")\"");
  ExpectError("within(far, 1, 2)", 7, "\"far\" is not a number");
  ExpectError("near(1)", 0, "unknown function \"near\"");
}

TEST_F(FilterParserTest, ErrorsNameTheByte) {
  ExpectError("coutn = 1", 0,
              "unknown field \"coutn\"; did you mean \"count\"");
  ExpectError("count = x", 8, "\"x\" is not a whole number");
  ExpectError("count = 99999999999999999999", 8, "\"9999");
  ExpectError("count =", 7, "a value is missing");
  ExpectError("(count = 1", 0, "\"(\" without \")\"");
  ExpectError("count = 1)", 9, "\")\" without \"(\"");
  ExpectError("count = 1 AND", 13, "a condition is missing");
  ExpectError("AND count = 1", 0, "expected a field");
  ExpectError("title = \"abc", 8, "the quoted text has no end");
  ExpectError("title = \"a\\q\"", 10, "unknown escape");
  ExpectError("count ! 1", 6, "\"!\" without \"=\"");
  ExpectError("named > true", 0, "\"named\" has no order");
  ExpectError("places = x", 0, "\"places\" has several values");
  ExpectError("reason = NO_SUCH", 9,
              "\"NO_SUCH\" is not a value of ErrorReason");
  ExpectError("publish_time = yesterday", 15, "\"yesterday\" is not a time");
  ExpectError("publish_time = 0000-01-01", 15, "\"0000-01-01\" is not a time");
  ExpectError("score = nan", 8, "\"nan\" is not a number");
  ExpectError(absl::string_view("a\0b", 3), 1, "control character");
  ExpectError("NOT NOT count = 1", 4, "expected a field");
}

TEST_F(FilterParserTest, PositionIsInTheMetadata) {
  const auto filter = ParseFilter("count = x", schema_);
  EXPECT_THAT(status::MetadataOf(filter.status()),
              ::testing::ElementsAre(::testing::Pair("position", "8")));
}

TEST_F(FilterParserTest, WhatIsLookedForInTextsHoldsWords) {
  EXPECT_EQ(Parsed("quote:\"two wor*\" shell*"), "and(quote ~shell*)");
  ExpectError("quote:\"--\"", 6, "\"--\": holds no word to look for");
  ExpectError("count = 1 quote:\"a * b\"", 16,
              "\"a * b\": a star stands for the rest of the last word only");
  ExpectError("s*", 0, "\"s*\": a star needs the first two letters");
  ExpectError("quote:\"two words", 6, "the quoted text has no end");
}

TEST_F(FilterParserTest, NoSearchableFieldMeansNoBareWords) {
  FilterSchema schema;
  schema.Add("count", FilterType::kInt);
  const auto filter = ParseFilter("ministry", schema);
  EXPECT_THAT(filter, HasStatus(absl::StatusCode::kInvalidArgument));
}

TEST_F(FilterParserTest, Limits) {
  EXPECT_THAT(ParseFilter(std::string(5000, 'a'), schema_),
              HasReason(type::v1::ERROR_REASON_INVALID_FILTER));
  const std::string deep =
      std::string(100, '(') + "count = 1" + std::string(100, ')');
  EXPECT_THAT(ParseFilter(deep, schema_),
              HasReason(type::v1::ERROR_REASON_NESTED_TOO_DEEP));
  std::string wide = "count = 1";
  for (int i = 0; i < 300; ++i) wide += " a";
  EXPECT_THAT(ParseFilter(wide, schema_),
              HasReason(type::v1::ERROR_REASON_INVALID_FILTER));
}

TEST_F(FilterParserTest, AnyTokensInAnyOrderGiveAnAnswer) {
  const std::vector<std::string> tokens = {
      "count", "title", "places", "AND",      "OR",     "NOT",     "-",
      "(",     ")",     "=",      "!=",       "<",      ":",       "\"x",
      "\"",    "*",     "1",      ",",        "within", "within(", " ",
      "\\",    "'",     ">=",     "\xc3\xa9", "true"};
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (unsigned i = 0, n = random() % 12; i < n; ++i) {
      text += tokens[random() % tokens.size()];
      if (random() % 2 == 0) text += " ";
    }
    const auto filter = ParseFilter(text, schema_);
    if (filter.ok()) {
      Matches(*filter, schema_, TestItem(Pashinyan()));
    } else {
      EXPECT_EQ(filter.status().code(), absl::StatusCode::kInvalidArgument);
    }
  }
}

}  // namespace
}  // namespace parallax::storage
