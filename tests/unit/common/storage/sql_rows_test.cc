#include "common/storage/sql_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "tests/unit/common/storage/postgres_fixture.h"
#include "tests/unit/common/storage/sqlite_fixture.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SqliteRowsTest : public SqliteTest {};
class PostgresRowsTest : public PostgresTest {};

absl::Status Write(SqlDatabase& database, const SqlDatabase::Body& body) {
  return database.Write(rpc::CallContext::Background(), body);
}

// "id text author" of every note, by the text.
std::vector<std::string> Notes(SqlDatabase& database) {
  std::vector<std::string> notes;
  EXPECT_THAT(
      database.Read(
          rpc::CallContext::Background(),
          [&](SqlConnection& c) -> absl::Status {
            PARALLAX_ASSIGN_OR_RETURN(
                SqlStatement rows,
                c.Prepare("SELECT id, text, author FROM note ORDER "
                          "BY text"));
            while (true) {
              PARALLAX_ASSIGN_OR_RETURN(const bool row, rows.Step());
              if (!row) return absl::OkStatus();
              notes.push_back(absl::StrCat(
                  rows.ColumnInt(0), " ", rows.ColumnText(1), " ",
                  rows.ColumnIsNull(2) ? "(none)" : rows.ColumnText(2)));
            }
          }),
      IsOk());
  return notes;
}

const SqlRowStatement& Upsert() {
  static const SqlRowStatement& statement = *new SqlRowStatement(
      InsertRows("note", {"id", "text", "author"},
                 "ON CONFLICT (text) DO UPDATE SET id = excluded.id, author = "
                 "excluded.author"));
  return statement;
}

void ExpectRowsAreWritten(SqlDatabase& database) {
  ASSERT_THAT(Write(database,
                    [](SqlConnection& c) -> absl::Status {
                      SqlPendingRows rows(&c, &Upsert());
                      PARALLAX_RETURN_IF_ERROR(rows.Send());
                      PARALLAX_RETURN_IF_ERROR(
                          rows.Add({1, "a \"b\" {c}, \\", SqlValue()}));
                      PARALLAX_RETURN_IF_ERROR(rows.Add({2, "b", ""}));
                      return rows.Send();
                    }),
              IsOk());
  EXPECT_THAT(Notes(database), ElementsAre("1 a \"b\" {c}, \\ (none)", "2 b "));
  // Of one key the last; what is there already is changed.
  ASSERT_THAT(Write(database,
                    [](SqlConnection& c) -> absl::Status {
                      SqlPendingRows rows(&c, &Upsert());
                      PARALLAX_RETURN_IF_ERROR(rows.Put("b", {3, "b", "x"}));
                      PARALLAX_RETURN_IF_ERROR(rows.Put("c", {4, "c", "y"}));
                      PARALLAX_RETURN_IF_ERROR(rows.Put("b", {5, "b", "z"}));
                      PARALLAX_RETURN_IF_ERROR(rows.Send());
                      // Sent is sent.
                      PARALLAX_RETURN_IF_ERROR(rows.Put("c", {6, "c", "w"}));
                      return rows.Send();
                    }),
              IsOk());
  EXPECT_THAT(Notes(database),
              ElementsAre("1 a \"b\" {c}, \\ (none)", "5 b z", "6 c w"));
}

void ExpectManyGoOutByThemselves(SqlDatabase& database) {
  constexpr int kMany = 1000;
  ASSERT_THAT(Write(database,
                    [](SqlConnection& c) -> absl::Status {
                      const SqlRowStatement insert =
                          InsertRows("note", {"text", "author"});
                      SqlPendingRows rows(&c, &insert);
                      for (int i = 0; i < kMany; ++i) {
                        PARALLAX_RETURN_IF_ERROR(
                            rows.Put(absl::StrCat(i), {absl::StrCat(i), "x"}));
                      }
                      PARALLAX_ASSIGN_OR_RETURN(
                          SqlStatement count,
                          c.Prepare("SELECT count(*) FROM note"));
                      PARALLAX_RETURN_IF_ERROR(count.Step().status());
                      EXPECT_GT(count.ColumnInt(0), kMany / 2);
                      return rows.Send();
                    }),
              IsOk());
  EXPECT_THAT(Notes(database), SizeIs(kMany));
}

void ExpectAnErrorUndoesAll(SqlDatabase& database) {
  EXPECT_THAT(Write(database,
                    [](SqlConnection& c) -> absl::Status {
                      const SqlRowStatement insert =
                          InsertRows("note", {"text"});
                      SqlPendingRows rows(&c, &insert);
                      for (const char* text : {"a", "b", "a"}) {
                        PARALLAX_RETURN_IF_ERROR(rows.Add({text}));
                      }
                      return rows.Send();
                    }),
              ::parallax::testing::HasStatus(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(Notes(database), IsEmpty());
}

void ExpectIdsAreFree(SqlDatabase& database) {
  for (int round = 0; round < 2; ++round) {
    ASSERT_THAT(
        Write(database,
              [&](SqlConnection& c) -> absl::Status {
                PARALLAX_ASSIGN_OR_RETURN(
                    const std::int64_t before,
                    c.Insert("INSERT INTO note(text) VALUES(?)",
                             absl::StrCat("before ", round)));
                PARALLAX_ASSIGN_OR_RETURN(const std::vector<std::int64_t> ids,
                                          c.TakeIds("note", 3));
                EXPECT_THAT(ids,
                            ElementsAre(before + 1, before + 2, before + 3));
                for (const std::int64_t id : ids) {
                  PARALLAX_RETURN_IF_ERROR(
                      c.Run("INSERT INTO note(id, text) VALUES(?, ?)", id,
                            absl::StrCat("number ", id)));
                }
                PARALLAX_ASSIGN_OR_RETURN(
                    const std::int64_t after,
                    c.Insert("INSERT INTO note(text) VALUES(?)",
                             absl::StrCat("after ", round)));
                EXPECT_EQ(after, ids.back() + 1);
                return absl::OkStatus();
              }),
        IsOk());
  }
}

TEST_F(SqliteRowsTest, RowsAreWritten) {
  Open();
  ExpectRowsAreWritten(*db_);
}

TEST_F(PostgresRowsTest, RowsAreWritten) { ExpectRowsAreWritten(*db_); }

TEST_F(SqliteRowsTest, ManyGoOutByThemselves) {
  Open();
  ExpectManyGoOutByThemselves(*db_);
}

TEST_F(PostgresRowsTest, ManyGoOutByThemselves) {
  ExpectManyGoOutByThemselves(*db_);
}

TEST_F(SqliteRowsTest, AnErrorUndoesAll) {
  Open();
  ExpectAnErrorUndoesAll(*db_);
}

TEST_F(PostgresRowsTest, AnErrorUndoesAll) { ExpectAnErrorUndoesAll(*db_); }

TEST_F(SqliteRowsTest, IdsAreFree) {
  Open();
  ExpectIdsAreFree(*db_);
}

TEST_F(PostgresRowsTest, IdsAreFree) { ExpectIdsAreFree(*db_); }

}  // namespace
}  // namespace parallax::storage
