// Bytes that changed within rows, where no engine looks.
#include "services/claims/storage/sql/row_check.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/storage/sqlite_database.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/claims/domain/claim_fields.h"
#include "services/claims/storage/store_schema.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/ledger_fixture.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::storage {
namespace {

using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqliteDatabase;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::testing::HasSubstr;

class RowCheckTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const testing::Report& report : testing::WeekStory()) {
      ledger_.Record(report);
    }
    ledger_.Review(ledger_.Claims().front().name(), "reject {}");
    ASSERT_THAT(ledger_.store().UpsertActor(ledger_.call(), Actor()), IsOk());
    auto opened = SqliteDatabase::Open(
        {.path = ledger_.path(), .migrations = LedgerSchema().sqlite_steps});
    ASSERT_THAT(opened, IsOk());
    database_ = *std::move(opened);
  }

  static domain::pb::Actor Actor() {
    domain::pb::Actor actor;
    actor.set_name("actors/desk");
    actor.set_display_name("Desk");
    return actor;
  }

  void Change(const std::string& sql) {
    const auto changed = database_->Write(
        ledger_.call(),
        [&](SqlConnection& connection) { return connection.Execute(sql); });
    ASSERT_THAT(changed, IsOk()) << sql;
  }

  // Changes one byte of the messages of a table that are as its first.
  void Flip(const std::string& table) {
    Change(absl::StrCat("UPDATE ", table,
                        " SET body = CAST(substr(body, 1, 3) || x'7f' || "
                        "substr(body, 5) AS BLOB) WHERE body = (SELECT body "
                        "FROM ",
                        table, " LIMIT 1)"));
  }

  absl::Status Check() {
    return ledger_.store().CheckIntegrity(ledger_.call());
  }

  testing::Ledger ledger_;
  std::unique_ptr<SqliteDatabase> database_;
};

TEST_F(RowCheckTest, RowsAsWrittenAreSound) { EXPECT_THAT(Check(), IsOk()); }

TEST_F(RowCheckTest, AColumnThatIsNotItsMessagesIsFound) {
  Change("UPDATE claim SET quote = quote || 'x' WHERE id = 1");
  Change("UPDATE claim SET count_max = 7 WHERE id = 2");
  Change("UPDATE question SET victims_class = 5 WHERE id = 1");
  const absl::Status found = Check();
  EXPECT_THAT(found, HasStatus(absl::StatusCode::kDataLoss));
  EXPECT_EQ(found.message(),
            "stored rows are damaged: 2 in claim, 1 in question");
}

TEST_F(RowCheckTest, AMessageThatIsNotWhatWasSealedIsFound) {
  for (const char* table : {"source", "mention", "incident", "relation",
                            "change", "review", "actor", "claim", "question"}) {
    SCOPED_TRACE(table);
    Flip(table);
    const absl::Status found = Check();
    EXPECT_THAT(found, HasStatus(absl::StatusCode::kDataLoss));
    EXPECT_THAT(std::string(found.message()),
                HasSubstr(absl::StrCat(" in ", table)));
  }
}

TEST_F(RowCheckTest, AReadOfADamagedRowIsNoAnswer) {
  const std::string name = ledger_.Claims().front().name();
  Change(
      absl::StrCat("UPDATE claim SET body = CAST(substr(body, 1, 30) || "
                   "x'41' || substr(body, 32) AS BLOB) WHERE name = '",
                   name, "'"));
  EXPECT_THAT(ledger_.views().GetClaim(ledger_.call(), name, {}),
              HasStatus(absl::StatusCode::kDataLoss));
}

// Rows that were written before there were seals.
TEST_F(RowCheckTest, RowsWithoutASealAreTakenAsTheyAre) {
  const std::string before = ledger_.Text();
  for (const char* table : {"source", "mention", "claim", "question"}) {
    Change(absl::StrCat("UPDATE ", table,
                        " SET body = CAST(substr(body, 1, length(body) - 9) "
                        "AS BLOB)"));
  }
  EXPECT_THAT(Check(), IsOk());
  EXPECT_EQ(ledger_.Text(), before);
}

}  // namespace
}  // namespace parallax::claims::storage
