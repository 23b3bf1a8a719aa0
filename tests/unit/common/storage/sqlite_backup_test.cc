#include "common/storage/sqlite_backup.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/storage/sqlite_fixture.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;

class SqliteBackupTest : public SqliteTest {
 protected:
  absl::Status CopyTo(const std::string& target) {
    std::ofstream file(target, std::ios::binary);
    return CopySqlite(call_, Options().path, [&](absl::string_view piece) {
      file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
      return absl::OkStatus();
    });
  }
  // Files of the store's folder.
  std::size_t Files() const {
    const auto folder = std::filesystem::path(Options().path).parent_path();
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder),
                      std::filesystem::directory_iterator()));
  }
};

TEST_F(SqliteBackupTest, TheCopyHoldsWhatWasCommitted) {
  Open();
  for (int i = 0; i < 500; ++i) {
    ASSERT_THAT(Insert(std::string(300, 'x') + std::to_string(i)), IsOk());
  }
  const std::string copy = dir_.File("copy.db");
  ASSERT_THAT(CopyTo(copy), IsOk());
  ASSERT_THAT(Insert("after the copy"), IsOk());
  db_->Close();
  SqliteOptions options = Options();
  options.path = copy;
  Open(options);
  const auto count = Count();
  ASSERT_THAT(count, IsOk());
  EXPECT_EQ(*count, 500);
  EXPECT_THAT(db_->CheckIntegrity(call_), IsOk());
}

TEST_F(SqliteBackupTest, AnErrorOfTheSinkEndsItAndLeavesNoFile) {
  Open();
  ASSERT_THAT(Insert("one"), IsOk());
  const std::size_t files = Files();
  EXPECT_THAT(CopySqlite(call_, Options().path,
                         [](absl::string_view) {
                           return absl::ResourceExhaustedError("full");
                         }),
              HasStatus(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(Files(), files);
}

TEST_F(SqliteBackupTest, ACancelledCallMakesNoCopy) {
  Open();
  ASSERT_THAT(Insert("one"), IsOk());
  call_.Cancel();
  EXPECT_THAT(CopyTo(dir_.File("copy.db")),
              HasStatus(absl::StatusCode::kCancelled));
}

}  // namespace
}  // namespace parallax::storage
