// Disks that are full, files that cannot be written, bytes that flipped.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "common/storage/sqlite_connection.h"
#include "common/storage/sqlite_errors.h"
#include "tests/support/small_disk.h"
#include "tests/unit/common/storage/sqlite_fixture.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;

using SqliteFaultsTest = SqliteTest;

TEST_F(SqliteFaultsTest, AFullDiskFailsTheWriteAndKeepsTheRest) {
  Open();
  ASSERT_THAT(Insert("kept"), IsOk());
  // A page limit is how SQLite itself plays a full disk.
  ASSERT_THAT(db_->Write(call_,
                         [](SqlConnection& c) {
                           return c.Execute("PRAGMA max_page_count = 1");
                         }),
              IsOk());
  const absl::Status full = db_->Write(call_, [](SqlConnection& c) {
    return c.Run("INSERT INTO note(text) VALUES(?)", std::string(1 << 20, 'x'));
  });
  EXPECT_THAT(full, HasStatus(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(full, HasReason(type::v1::ERROR_REASON_STORE_FAILED));
  EXPECT_EQ(*Count(), 1);
  ASSERT_THAT(db_->Write(call_,
                         [](SqlConnection& c) {
                           return c.Execute("PRAGMA max_page_count = 100000");
                         }),
              IsOk());
  EXPECT_THAT(Insert("afterwards"), IsOk());
  EXPECT_THAT(db_->CheckIntegrity(call_), IsOk());
}

TEST_F(SqliteFaultsTest, ADiskThatIsReallyFullLosesNothing) {
  ::parallax::testing::SmallDisk disk(700);
  if (!disk.Missing().empty()) GTEST_SKIP() << disk.Missing();
  SqliteOptions options = Options();
  options.path = disk.File("notes.db");
  Open(options);
  int kept = 0;
  absl::Status full;
  while (full.ok() && kept < 10'000) {
    full = Insert(absl::StrCat(kept, std::string(2'000, 'x')));
    if (full.ok()) ++kept;
  }
  EXPECT_THAT(full, HasStatus(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(full, HasReason(type::v1::ERROR_REASON_STORE_FAILED));
  EXPECT_GT(kept, 0);
  EXPECT_EQ(*Count(), kept);
  EXPECT_FALSE(Insert(std::string(8'000, 'y')).ok());
  // Closed and opened on the full disk, and once there is room.
  db_.reset();
  Open(options);
  EXPECT_EQ(*Count(), kept);
  ASSERT_TRUE(disk.Resize(8'000));
  EXPECT_THAT(Insert("afterwards"), IsOk());
  EXPECT_THAT(db_->CheckIntegrity(call_), IsOk());
  db_.reset();
  Open(options);
  EXPECT_EQ(*Count(), kept + 1);
  db_.reset();
}

TEST_F(SqliteFaultsTest, ADamagedFileIsNamedAsSuch) {
  std::ofstream(dir_.File("notes.db")) << std::string(8192, '?');
  EXPECT_THAT(SqliteDatabase::Open(Options()),
              HasStatus(absl::StatusCode::kDataLoss));
}

TEST_F(SqliteFaultsTest, AFlippedByteIsFound) {
  Open();
  for (int i = 0; i < 500; ++i) {
    ASSERT_THAT(Insert(absl::StrCat("note number ", i)), IsOk());
  }
  db_.reset();
  {
    std::fstream file(dir_.File("notes.db"),
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096 * 3 + 5);
    file.write("\xff\xff\xff\xff\xff\xff", 6);
  }
  auto db = SqliteDatabase::Open(Options());
  if (db.ok()) {
    EXPECT_THAT((*db)->CheckIntegrity(call_),
                HasStatus(absl::StatusCode::kDataLoss));
  } else {
    EXPECT_THAT(db, HasStatus(absl::StatusCode::kDataLoss));
  }
}

TEST_F(SqliteFaultsTest, AMissingFolderIsAClearError) {
  SqliteOptions options = Options();
  options.path = dir_.File("none/notes.db");
  const auto db = SqliteDatabase::Open(options);
  EXPECT_THAT(db, HasStatus(absl::StatusCode::kFailedPrecondition));
  // The path is for the operator, not for a caller.
  EXPECT_THAT(std::string(db.status().message()), Not(HasSubstr("notes.db")));
  EXPECT_THAT(status::InternalDetail(db.status()), HasSubstr("notes.db"));
}

TEST_F(SqliteFaultsTest, AReadOnlyFileIsAClearError) {
  Open();
  db_.reset();
  ASSERT_EQ(chmod(dir_.File("notes.db").c_str(), 0444), 0);
  ASSERT_EQ(chmod(dir_.path().c_str(), 0555), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    // Root may write anything, so it becomes nobody.
    if (geteuid() == 0 && setuid(65534) != 0) _exit(3);
    const absl::Status status = SqliteDatabase::Open(Options()).status();
    _exit(status.code() == absl::StatusCode::kFailedPrecondition ? 0 : 1);
  }
  int ended = 0;
  waitpid(child, &ended, 0);
  chmod(dir_.path().c_str(), 0755);
  ASSERT_TRUE(WIFEXITED(ended));
  EXPECT_EQ(WEXITSTATUS(ended), 0);
}

TEST_F(SqliteFaultsTest, AnotherProcessLockIsReportedAsBusy) {
  SqliteOptions options = Options();
  options.busy_timeout = absl::Milliseconds(20);
  Open(options);
  auto other = OpenSqlite(options.path, SQLITE_OPEN_READWRITE);
  ASSERT_THAT(other, IsOk());
  ASSERT_THAT((*other)->Execute("BEGIN IMMEDIATE"), IsOk());
  EXPECT_THAT(Insert("x"), HasStatus(absl::StatusCode::kUnavailable));
  ASSERT_THAT((*other)->Execute("ROLLBACK"), IsOk());
  EXPECT_THAT(Insert("x"), IsOk());
}

TEST_F(SqliteFaultsTest, OddOptionsAreRefused) {
  SqliteOptions options = Options();
  options.path = "";
  EXPECT_FALSE(SqliteDatabase::Open(options).ok());
  options = Options();
  options.readers = 0;
  EXPECT_FALSE(SqliteDatabase::Open(options).ok());
}

TEST(SqliteErrorsTest, CodesHaveMeanings) {
  EXPECT_THAT(SqliteError(SQLITE_OK, ""), IsOk());
  EXPECT_THAT(SqliteError(SQLITE_IOERR_FSYNC, ""),
              HasStatus(absl::StatusCode::kInternal));
  EXPECT_THAT(SqliteError(SQLITE_CONSTRAINT_FOREIGNKEY, ""),
              HasStatus(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(SqliteError(SQLITE_READONLY_DBMOVED, ""),
              HasStatus(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace parallax::storage
