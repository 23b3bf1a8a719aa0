// kill -9 in the middle of group commits: nothing acknowledged is lost.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/unit/common/storage/sqlite_fixture.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::IsOk;

using SqliteCrashTest = SqliteTest;

// Writes for ever from several threads; each acknowledged text goes to `out`.
[[noreturn]] void WriteForEver(const SqliteOptions& options, int round,
                               int out) {
  auto db = SqliteDatabase::Open(options);
  if (!db.ok()) _exit(3);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0;; ++i) {
        const std::string text = absl::StrCat(round, ":", t, ":", i);
        const absl::Status status = (*db)->Write(
            rpc::CallContext::Background(), [&text](SqlConnection& c) {
              return c.Run("INSERT INTO note(text) VALUES(?)", text);
            });
        if (!status.ok()) _exit(4);
        const std::string line = text + "\n";
        if (write(out, line.data(), line.size()) < 0) _exit(5);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  _exit(6);
}

TEST_F(SqliteCrashTest, AcknowledgedWritesSurviveKill) {
  std::vector<std::string> acknowledged;
  for (int round = 0; round < 8; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const SqliteOptions options = Options();
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(ends[0]);
      WriteForEver(options, round, ends[1]);
    }
    close(ends[1]);
    absl::SleepFor(absl::Milliseconds(60 + 17 * round));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    std::string text;
    char buffer[4096];
    ssize_t got = 0;
    while ((got = read(ends[0], buffer, sizeof(buffer))) > 0) {
      text.append(buffer, got);
    }
    close(ends[0]);
    std::size_t begin = 0;
    for (std::size_t end; (end = text.find('\n', begin)) != std::string::npos;
         begin = end + 1) {
      acknowledged.push_back(text.substr(begin, end - begin));
    }
    Open();
    EXPECT_THAT(db_->CheckIntegrity(call_), IsOk());
    ASSERT_THAT(
        db_->Read(call_,
                  [&acknowledged](SqlConnection& c) -> absl::Status {
                    PARALLAX_ASSIGN_OR_RETURN(
                        auto q,
                        c.Prepare("SELECT count(*) FROM note WHERE text = ?"));
                    for (const std::string& text : acknowledged) {
                      q.Reset();
                      q.BindText(1, text);
                      PARALLAX_RETURN_IF_ERROR(q.Step().status());
                      EXPECT_EQ(q.ColumnInt(0), 1) << text;
                    }
                    return absl::OkStatus();
                  }),
        IsOk());
    db_.reset();
  }
  EXPECT_GT(acknowledged.size(), 20u);
}

}  // namespace
}  // namespace parallax::storage
