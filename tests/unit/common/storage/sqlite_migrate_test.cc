#include "common/storage/sqlite_migrate.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/unit/common/storage/sqlite_fixture.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;

using SqliteMigrateTest = SqliteTest;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(SqliteMigrateTest, OldStoresCatchUp) {
  SqliteOptions old = Options();
  old.migrations = Migrations(kNoteSteps, 1);
  Open(old);
  ASSERT_THAT(Insert("kept"), IsOk());
  db_.reset();
  Open();
  EXPECT_EQ(db_->schema_version(), 2);
  EXPECT_EQ(*Count(), 1);
  EXPECT_THAT(db_->Read(call_,
                        [](SqlConnection& c) {
                          return c.Run("SELECT author FROM note");
                        }),
              IsOk());
}

TEST_F(SqliteMigrateTest, NewerStoresAreRefused) {
  Open();
  db_.reset();
  SqliteOptions old = Options();
  old.migrations = Migrations(kNoteSteps, 1);
  EXPECT_THAT(SqliteDatabase::Open(old),
              HasStatus(absl::StatusCode::kFailedPrecondition));
}

TEST_F(SqliteMigrateTest, EditedStepsAreRefused) {
  Open();
  db_.reset();
  const Migration edited[] = {{1, "0001_initial", "CREATE TABLE other(x)"},
                              kNoteSteps[1]};
  SqliteOptions options = Options();
  options.migrations = edited;
  EXPECT_THAT(SqliteDatabase::Open(options),
              HasStatus(absl::StatusCode::kFailedPrecondition));
}

TEST_F(SqliteMigrateTest, AFailingStepLeavesTheStoreAsItWas) {
  Open();
  db_.reset();
  const Migration broken[] = {
      kNoteSteps[0],
      kNoteSteps[1],
      {3, "0003_broken", "CREATE TABLE extra(x); SELECT nonsense FROM note"}};
  SqliteOptions options = Options();
  options.migrations = broken;
  EXPECT_FALSE(SqliteDatabase::Open(options).ok());
  Open();
  EXPECT_EQ(db_->schema_version(), 2);
  EXPECT_FALSE(
      db_->Read(call_,
                [](SqlConnection& c) { return c.Run("SELECT * FROM extra"); })
          .ok());
}

TEST_F(SqliteMigrateTest, StoresOfOthersAreRefused) {
  Open();
  db_.reset();
  SqliteOptions options = Options();
  options.application_id = 7302;
  EXPECT_THAT(SqliteDatabase::Open(options),
              HasStatus(absl::StatusCode::kFailedPrecondition));
  auto foreign = OpenSqlite(dir_.File("foreign.db"),
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  ASSERT_THAT((*foreign)->Execute("CREATE TABLE x(y)"), IsOk());
  foreign->reset();
  options.path = dir_.File("foreign.db");
  const std::string before = ReadFile(options.path);
  EXPECT_THAT(SqliteDatabase::Open(options),
              HasStatus(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(ReadFile(options.path), before);
  EXPECT_FALSE(std::filesystem::exists(options.path + "-mark"));
}

TEST_F(SqliteMigrateTest, StepsMustBeNumbered) {
  const Migration gap[] = {{2, "0002_x", "SELECT 1"}};
  SqliteOptions options = Options();
  options.migrations = gap;
  EXPECT_FALSE(SqliteDatabase::Open(options).ok());
}

}  // namespace
}  // namespace parallax::storage
