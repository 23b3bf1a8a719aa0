#include "common/storage/postgres_migrate.h"

#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/common/storage/postgres_fixture.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class PostgresMigrateTest : public PostgresTest {};

TEST_F(PostgresMigrateTest, StepsAreAppliedOnce) {
  EXPECT_EQ(db_->schema_version(), 2);
  ASSERT_THAT(Insert("kept"), IsOk());
  Open();
  EXPECT_EQ(db_->schema_version(), 2);
  EXPECT_THAT(*Texts(), ElementsAre("kept"));
}

TEST_F(PostgresMigrateTest, ManyMayStartAtOnce) {
  const std::string url = Server::Shared().NewDatabase();
  std::vector<std::thread> starting;
  for (int i = 0; i < 8; ++i) {
    starting.emplace_back([&] {
      PostgresOptions options = Options();
      options.url = url;
      EXPECT_THAT(PostgresDatabase::Open(options), IsOk());
    });
  }
  for (std::thread& thread : starting) thread.join();
  EXPECT_EQ(Server::Shared().Query(
                url, "SELECT count(*) FROM notes.parallax_migration"),
            "2");
}

TEST_F(PostgresMigrateTest, ANewerStoreIsRefused) {
  PostgresOptions options = Options();
  options.migrations = Migrations(kPostgresNoteSteps, 1);
  const auto old = PostgresDatabase::Open(options);
  EXPECT_THAT(old, HasStatus(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(old.status().message()), HasSubstr("newer"));
}

TEST_F(PostgresMigrateTest, AnEditedStepIsRefused) {
  const Migration edited[] = {
      {1, "0001_initial", "CREATE TABLE note(id BIGINT PRIMARY KEY)"},
      kPostgresNoteSteps[1]};
  PostgresOptions options = Options();
  options.migrations = edited;
  EXPECT_THAT(PostgresDatabase::Open(options),
              HasStatus(absl::StatusCode::kFailedPrecondition));
}

TEST_F(PostgresMigrateTest, AStepThatFailsLeavesTheStoreAsItWas) {
  const Migration steps[] = {
      kPostgresNoteSteps[0],
      kPostgresNoteSteps[1],
      {3, "0003_broken", "CREATE TABLE half(id BIGINT); SELECT no_such()"}};
  PostgresOptions options = Options();
  options.migrations = steps;
  EXPECT_FALSE(PostgresDatabase::Open(options).ok());
  EXPECT_EQ(
      Server::Shared().Query(url_, "SELECT to_regclass('notes.half') IS NULL"),
      "t");
  Open();
  EXPECT_EQ(db_->schema_version(), 2);
}

TEST_F(PostgresMigrateTest, ServicesShareADatabaseWithoutMeeting) {
  PostgresOptions options = Options();
  options.schema = "other";
  const auto other = PostgresDatabase::Open(options);
  ASSERT_THAT(other, IsOk());
  ASSERT_THAT(
      (*other)->Write(call_,
                      [](SqlConnection& c) {
                        return c.Run("INSERT INTO note(text) VALUES('there')");
                      }),
      IsOk());
  EXPECT_TRUE(Texts()->empty());
}

}  // namespace
}  // namespace parallax::storage
