#include "common/storage/sql_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "tests/unit/common/storage/postgres_fixture.h"
#include "tests/unit/common/storage/sqlite_fixture.h"

namespace parallax::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The numbers of 1 to 9 that are among those of the list.
absl::StatusOr<std::vector<std::int64_t>> Among(
    SqlDatabase& database, const std::vector<std::int64_t>& list) {
  std::vector<std::int64_t> found;
  PARALLAX_RETURN_IF_ERROR(database.Read(
      rpc::CallContext::Background(), [&](SqlConnection& c) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            SqlStatement rows,
            c.Prepare(absl::StrCat("SELECT id FROM note WHERE ",
                                   IsAmongNumbers(c.dialect(), "id"),
                                   " ORDER BY id")));
        rows.BindValue(1, NumberList(c.dialect(), list));
        while (true) {
          PARALLAX_ASSIGN_OR_RETURN(const bool row, rows.Step());
          if (!row) return absl::OkStatus();
          found.push_back(rows.ColumnInt(0));
        }
      }));
  return found;
}

class SqliteListTest : public SqliteTest {};
class PostgresListTest : public PostgresTest {};

void ExpectFound(SqlDatabase& database) {
  EXPECT_THAT(*Among(database, {}), IsEmpty());
  EXPECT_THAT(*Among(database, {4, 2, 77, -1, 2}), ElementsAre(2, 4));
  std::vector<std::int64_t> many;
  for (std::int64_t i = 3; i < 100'000; ++i) many.push_back(i);
  EXPECT_THAT(*Among(database, many), ElementsAre(3, 4, 5));
}

// The texts of the list, as the engine reads them.
absl::StatusOr<std::vector<std::string>> Read(
    SqlDatabase& database, const std::vector<std::string>& list) {
  std::vector<std::string> read;
  PARALLAX_RETURN_IF_ERROR(database.Read(
      rpc::CallContext::Background(), [&](SqlConnection& c) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(SqlStatement rows,
                                  c.Prepare(TextRows(c.dialect())));
        rows.BindValue(1, TextList(c.dialect(), list));
        while (true) {
          PARALLAX_ASSIGN_OR_RETURN(const bool row, rows.Step());
          if (!row) return absl::OkStatus();
          read.emplace_back(rows.ColumnText(0));
        }
      }));
  return read;
}

// Those of the notes' texts that are in the list.
absl::StatusOr<std::vector<std::string>> AmongTexts(
    SqlDatabase& database, const std::vector<std::string>& list) {
  std::vector<std::string> found;
  PARALLAX_RETURN_IF_ERROR(database.Read(
      rpc::CallContext::Background(), [&](SqlConnection& c) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            SqlStatement rows,
            c.Prepare(absl::StrCat("SELECT text FROM note WHERE ",
                                   IsAmongTexts(c.dialect(), "text"),
                                   " ORDER BY text")));
        rows.BindValue(1, TextList(c.dialect(), list));
        while (true) {
          PARALLAX_ASSIGN_OR_RETURN(const bool row, rows.Step());
          if (!row) return absl::OkStatus();
          found.emplace_back(rows.ColumnText(0));
        }
      }));
  return found;
}

void ExpectRead(SqlDatabase& database) {
  EXPECT_THAT(*AmongTexts(database, {}), IsEmpty());
  EXPECT_THAT(*AmongTexts(database, {"d", "\"", "b", "b"}),
              ElementsAre("b", "d"));
  EXPECT_THAT(*Read(database, {}), IsEmpty());
  const std::vector<std::string> texts = {
      "",       "plain", "two words", "a,b",    "{x}",   "NULL", "\"quoted\"",
      "\\back", "it's",  "K\u0259lb", "a\nb\t", "[1,2]", "$1 ?"};
  EXPECT_EQ(*Read(database, texts), texts);
}

TEST_F(SqliteListTest, SelectsAnyNumberOfNumbers) {
  Open();
  for (const char* text : {"a", "b", "c", "d", "e"}) {
    ASSERT_THAT(Insert(text), ::parallax::testing::IsOk());
  }
  ExpectFound(*db_);
  ExpectRead(*db_);
}

TEST_F(PostgresListTest, SelectsAnyNumberOfNumbers) {
  for (const char* text : {"a", "b", "c", "d", "e"}) {
    ASSERT_THAT(Insert(text), ::parallax::testing::IsOk());
  }
  ExpectFound(*db_);
  ExpectRead(*db_);
}

}  // namespace
}  // namespace parallax::storage
