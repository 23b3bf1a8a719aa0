#include "common/storage/filter_sql.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/sqlite_connection.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/common/storage/filter_fixture.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::parallax::testing::TempDir;

SqlMapping TestMapping() {
  SqlMapping mapping;
  mapping.columns = {
      {"title", {.expression = "i.title"}},
      {"claimant.name", {.expression = "i.claimant"}},
      {"count", {.expression = "i.count"}},
      {"score", {.expression = "i.score"}},
      {"named", {.expression = "i.named"}},
      {"publish_time", {.expression = "i.publish_time"}},
      {"reason", {.expression = "i.reason"}},
      {"quote", {.expression = "i.quote", .words = "i.quote_words"}},
      {"places",
       {.contains = "EXISTS(SELECT 1 FROM place p WHERE p.item = i.id AND "
                    "p.place = ?)",
        .present = "EXISTS(SELECT 1 FROM place p WHERE p.item = i.id)"}}};
  // claimant.side has no column.
  return mapping;
}

class FilterSqlTest : public ::testing::Test {
 protected:
  LoweredFilter Lower(absl::string_view text,
                      SqlDialect dialect = SqlDialect::kSqlite) {
    const auto filter = ParseFilter(text, schema_);
    EXPECT_THAT(filter, IsOk()) << text;
    return LowerFilter(*filter, schema_, mapping_, dialect);
  }

  const FilterSchema schema_ = TestSchema();
  const SqlMapping mapping_ = TestMapping();
};

TEST_F(FilterSqlTest, ParametersCarryAllValues) {
  const LoweredFilter lowered = Lower("title = \"x' OR 1=1 --\" count > 3");
  EXPECT_TRUE(lowered.complete);
  EXPECT_EQ(lowered.where,
            "((i.title IS NOT NULL AND i.title = ?) AND (i.count IS NOT NULL "
            "AND i.count > ?))");
  ASSERT_EQ(lowered.values.size(), 2u);
  EXPECT_TRUE(lowered.values[0] == SqlValue("x' OR 1=1 --"));
  EXPECT_TRUE(lowered.values[1] == SqlValue(3));
}

TEST_F(FilterSqlTest, PostgresHasLikeForWildcards) {
  const LoweredFilter lowered =
      Lower("title = \"a_%*\" OR count = 1", SqlDialect::kPostgres);
  EXPECT_EQ(lowered.where,
            "((i.title IS NOT NULL AND i.title LIKE ?) OR (i.count IS NOT "
            "NULL AND i.count = ?))");
  EXPECT_TRUE(lowered.values[0] == SqlValue("a\\_\\%%"));
}

TEST_F(FilterSqlTest, WhatHasNoColumnIsLeftToMatches) {
  LoweredFilter lowered = Lower("claimant.side = Armenia AND count = 1");
  EXPECT_FALSE(lowered.complete);
  EXPECT_EQ(lowered.where, "((i.count IS NOT NULL AND i.count = ?))");
  EXPECT_EQ(lowered.values.size(), 1u);

  lowered = Lower("claimant.side = Armenia OR count = 1");
  EXPECT_FALSE(lowered.complete);
  EXPECT_EQ(lowered.where, "1=1");
  EXPECT_TRUE(lowered.values.empty());

  lowered = Lower("NOT (claimant.side = Armenia AND count = 1)");
  EXPECT_FALSE(lowered.complete);
  EXPECT_EQ(lowered.where, "1=1");

  lowered = Lower("within(25, 1, 2) count = 1");
  EXPECT_FALSE(lowered.complete);
}

TEST_F(FilterSqlTest, FunctionsMayBeLowered) {
  SqlMapping mapping = mapping_;
  bool exact = true;
  mapping.call = [&exact](const FilterNode& call) {
    return SqlCall{"i.score < ?", {std::get<double>(call.arguments[0])}, exact};
  };
  const auto lower = [&](absl::string_view text) {
    return LowerFilter(*ParseFilter(text, schema_), schema_, mapping,
                       SqlDialect::kSqlite);
  };
  LoweredFilter lowered = lower("within(25, 1, 2)");
  EXPECT_TRUE(lowered.complete);
  EXPECT_EQ(lowered.where, "(i.score < ?)");

  // A condition that holds for more rows narrows them down, but never what is
  // negated.
  exact = false;
  lowered = lower("within(25, 1, 2)");
  EXPECT_FALSE(lowered.complete);
  EXPECT_EQ(lowered.where, "(i.score < ?)");
  lowered = lower("NOT within(25, 1, 2)");
  EXPECT_FALSE(lowered.complete);
  EXPECT_EQ(lowered.where, "1=1");
}

TEST_F(FilterSqlTest, WordsAreLookedForInTheirColumn) {
  EXPECT_EQ(Lower("quote:\"Border guards\"").where,
            "(instr(i.quote_words, ?) > 0)");
  const LoweredFilter lowered =
      Lower("quote:\"Border gu*\"", SqlDialect::kPostgres);
  EXPECT_EQ(lowered.where, "(strpos(i.quote_words, ?) > 0)");
  EXPECT_TRUE(lowered.values[0] == SqlValue(" border gu"));
}

TEST_F(FilterSqlTest, OrderBy) {
  EXPECT_EQ(*LowerOrderBy({{"publish_time", true}, {"count", false}}, mapping_),
            "i.publish_time DESC, i.count");
  EXPECT_THAT(LowerOrderBy({{"claimant.side", false}}, mapping_),
              HasStatus(absl::StatusCode::kInternal));
}

// SQL and Matches() must agree on every item.
TEST_F(FilterSqlTest, SqlAgreesWithMatches) {
  const TempDir dir;
  auto db =
      OpenSqlite(dir.File("x.db"), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  ASSERT_THAT(db, IsOk());
  ASSERT_THAT(
      (*db)->Execute("CREATE TABLE item(id INTEGER PRIMARY KEY, title TEXT, "
                     "claimant TEXT, count INTEGER, score REAL, named INTEGER, "
                     "publish_time INTEGER, reason INTEGER, quote TEXT, "
                     "quote_words TEXT NOT NULL);"
                     "CREATE TABLE place(item INTEGER, place TEXT)"),
      IsOk());
  std::vector<TestItem::Values> items;
  const std::vector<std::string> titles = {"Border clashes", "a*b",  "a?b[c]",
                                           "border",         "x_%y", ""};
  for (int i = 0; i < 24; ++i) {
    TestItem::Values item = Pashinyan();
    item["title"] = {titles[i % titles.size()]};
    item["count"] = {std::int64_t{i % 5}};
    item["named"] = {i % 2 == 0};
    if (i % 3 == 0) item.erase("title");
    if (i % 4 == 0) item.erase("count");
    if (i % 5 == 0) item.erase("places");
    if (i % 7 == 0) item.erase("quote");
    if (i % 7 == 1) item["quote"] = {std::string("The OFFICE of Ölüdeniz")};
    items.push_back(item);
    const auto column = [&](const char* name) {
      return item.contains(name)
                 ? SqlValue(std::get<std::string>(item[name][0]))
                 : SqlValue();
    };
    ASSERT_THAT(
        (*db)->Run(
            "INSERT INTO item VALUES(?,?,?,?,?,?,?,?,?,?)", i, column("title"),
            column("claimant.name"),
            item.contains("count")
                ? SqlValue(std::get<std::int64_t>(item["count"][0]))
                : SqlValue(),
            0.9, i % 2 == 0,
            absl::ToUnixMicros(std::get<absl::Time>(item["publish_time"][0])),
            static_cast<int>(type::v1::ERROR_REASON_NOT_FOUND), column("quote"),
            text::FoldWords(item.contains("quote")
                                ? std::get<std::string>(item["quote"][0])
                                : "")),
        IsOk());
    for (const FilterValue& place : item["places"]) {
      ASSERT_THAT((*db)->Run("INSERT INTO place VALUES(?,?)", i,
                             std::get<std::string>(place)),
                  IsOk());
    }
  }
  for (const char* text : {"",
                           "count = 1",
                           "count != 1",
                           "NOT count = 1",
                           "count:*",
                           "NOT count:*",
                           "count > 1 OR title = \"a*b\"",
                           "title = \"a\\*b\"",
                           "title = \"a?b[c]\"",
                           "title = \"a?*\"",
                           "title = \"x_%*\"",
                           "title != \"*o*\"",
                           "title:BORDER",
                           "border",
                           "pashinyan",
                           "NOT border",
                           "places:\"places/sotk\"",
                           "places:*",
                           "-places:*",
                           "quote:office",
                           "quote:\"prime minister\"",
                           "quote:off*",
                           "-quote:oludeniz",
                           "quote:*",
                           "quote = \"The*\"",
                           "oludeniz OR clashes",
                           "NOT (office border)",
                           "named = true count < 3",
                           "publish_time >= 2022-09-14",
                           "publish_time < 2022-09-14",
                           "reason = NOT_FOUND",
                           "title = *",
                           "NOT (count = 1 OR title = border) AND score > 0.5",
                           "claimant.side = Armenia count = 2"}) {
    const auto filter = ParseFilter(text, schema_);
    ASSERT_THAT(filter, IsOk()) << text;
    const LoweredFilter lowered =
        LowerFilter(*filter, schema_, mapping_, SqlDialect::kSqlite);
    auto query = (*db)->Prepare(absl::StrCat("SELECT i.id FROM item i WHERE ",
                                             lowered.where, " ORDER BY i.id"));
    ASSERT_THAT(query, IsOk()) << text;
    query->BindAll(lowered.values);
    std::vector<int> by_sql;
    while (true) {
      const auto row = query->Step();
      ASSERT_THAT(row, IsOk());
      if (!*row) break;
      const int id = static_cast<int>(query->ColumnInt(0));
      if (lowered.complete || Matches(*filter, schema_, TestItem(items[id]))) {
        by_sql.push_back(id);
      }
    }
    std::vector<int> by_matches;
    for (int i = 0; i < static_cast<int>(items.size()); ++i) {
      TestItem::Values item = items[i];
      if (item["places"].empty()) item.erase("places");
      if (Matches(*filter, schema_, TestItem(item))) by_matches.push_back(i);
    }
    EXPECT_EQ(by_sql, by_matches) << text;
  }
}

}  // namespace
}  // namespace parallax::storage
