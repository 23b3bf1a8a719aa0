// Logs that were cut short, changed or taken away, and stores put back.
#include "common/storage/sqlite_mark.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/unit/common/storage/sqlite_fixture.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::testing::HasSubstr;

class SqliteMarkTest : public SqliteTest {
 protected:
  std::string Store() const { return dir_.File("notes.db"); }
  std::string Log() const { return dir_.File("notes.db-wal"); }
  std::string Mark() const { return dir_.File("notes.db-mark"); }

  // Writes `count` notes, a commit each, and is killed, so that they lie in the
  // log alone.
  void WriteAndDie(int count) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto db = SqliteDatabase::Open(Options());
      for (int i = 0; db.ok() && i < count; ++i) {
        const absl::Status written =
            (*db)->Write(call_, [i](SqlConnection& connection) {
              return connection.Run("INSERT INTO note(text) VALUES(?)",
                                    absl::StrCat("n", i));
            });
        if (!written.ok()) _exit(1);
      }
      kill(getpid(), SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
  }

  void ExpectLoss(absl::string_view lost) {
    const auto db = SqliteDatabase::Open(Options());
    EXPECT_THAT(db, HasStatus(absl::StatusCode::kDataLoss));
    EXPECT_THAT(std::string(db.status().message()), HasSubstr(lost));
    // Every time, not only at first.
    EXPECT_THAT(SqliteDatabase::Open(Options()),
                HasStatus(absl::StatusCode::kDataLoss));
  }
};

TEST_F(SqliteMarkTest, AKilledStoreIsWhereItsMarkIs) {
  WriteAndDie(20);
  Open();
  EXPECT_EQ(*Count(), 20);
  EXPECT_THAT(Insert("one more"), IsOk());
  db_.reset();
  Open();
  EXPECT_EQ(*Count(), 21);
}

TEST_F(SqliteMarkTest, ALogCutShortIsNoticed) {
  WriteAndDie(20);
  const auto size = std::filesystem::file_size(Log());
  // The last commit alone: its end is missing.
  std::filesystem::resize_file(Log(), size - 1);
  ExpectLoss("its last 1 commits of 20");
}

TEST_F(SqliteMarkTest, ALogOfWhichNothingIsLeftIsNoticed) {
  WriteAndDie(20);
  std::filesystem::resize_file(Log(), 0);
  ExpectLoss("its last 20 commits of 20");
}

TEST_F(SqliteMarkTest, AByteOfTheLogThatChangedIsNoticed) {
  WriteAndDie(20);
  {
    std::fstream file(Log(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(
        static_cast<std::streamoff>(std::filesystem::file_size(Log()) * 3 / 4));
    file.write("\x55\xaa\x55\xaa", 4);
  }
  ExpectLoss("has lost its last");
}

TEST_F(SqliteMarkTest, AnOlderFileInItsPlaceIsNoticed) {
  Open();
  ASSERT_THAT(Insert("first"), IsOk());
  db_.reset();
  std::filesystem::copy_file(Store(), dir_.File("older.db"));
  Open();
  ASSERT_THAT(Insert("second"), IsOk());
  db_.reset();
  std::filesystem::rename(dir_.File("older.db"), Store());
  ExpectLoss("its last 1 commits of 2");
}

TEST_F(SqliteMarkTest, WithoutTheMarkTheLossIsAccepted) {
  WriteAndDie(20);
  std::filesystem::resize_file(Log(), 0);
  ExpectLoss("lost");
  std::filesystem::remove(Mark());
  Open();
  EXPECT_EQ(*Count(), 0);
  ASSERT_THAT(Insert("goes on"), IsOk());
  db_.reset();
  Open();
  EXPECT_EQ(*Count(), 1);
}

TEST_F(SqliteMarkTest, AMarkThatCannotBeReadIsNone) {
  WriteAndDie(3);
  std::ofstream(Mark()) << "00000000000000000009 00000000\n";
  Open();
  EXPECT_EQ(*Count(), 3);
}

TEST_F(SqliteMarkTest, ReadsAndFailedWritesDoNotCount) {
  Open();
  ASSERT_THAT(Insert("x"), IsOk());
  EXPECT_FALSE(Insert("x").ok());
  ASSERT_THAT(db_->Write(call_,
                         [](SqlConnection& connection) {
                           return connection.Run("SELECT 1");
                         }),
              IsOk());
  ASSERT_THAT(Insert("y"), IsOk());
  std::ifstream mark(Mark());
  int number = 0;
  mark >> number;
  EXPECT_EQ(number, 2);
}

}  // namespace
}  // namespace parallax::storage
