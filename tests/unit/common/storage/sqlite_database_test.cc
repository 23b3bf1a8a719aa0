#include "common/storage/sqlite_database.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "tests/unit/common/storage/sqlite_fixture.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;

using SqliteDatabaseTest = SqliteTest;

TEST_F(SqliteDatabaseTest, WritesAreReadAndSurviveReopening) {
  Open();
  ASSERT_THAT(Insert("one"), IsOk());
  EXPECT_EQ(*Count(), 1);
  db_.reset();
  Open();
  EXPECT_EQ(*Count(), 1);
  EXPECT_EQ(db_->schema_version(), 2);
  EXPECT_THAT(db_->CheckIntegrity(call_), IsOk());
}

TEST_F(SqliteDatabaseTest, ValuesOfAllKinds) {
  Open();
  ASSERT_THAT(db_->Read(call_,
                        [](SqlConnection& c) -> absl::Status {
                          PARALLAX_ASSIGN_OR_RETURN(
                              auto q,
                              c.Prepare("SELECT ?, ?, ?, ?, ?, typeof(?6)"));
                          const std::string text("a\0b", 3);
                          q.BindAll({SqlValue(-5), SqlValue(0.5),
                                     SqlValue(text), SqlValue(SqlBlob{"xyz"}),
                                     SqlValue(), SqlValue("")});
                          PARALLAX_RETURN_IF_ERROR(q.Step().status());
                          EXPECT_EQ(q.ColumnInt(0), -5);
                          EXPECT_EQ(q.ColumnDouble(1), 0.5);
                          EXPECT_EQ(q.ColumnText(2), text);
                          EXPECT_EQ(q.ColumnBlob(3), "xyz");
                          EXPECT_TRUE(q.ColumnIsNull(4));
                          EXPECT_EQ(q.ColumnText(5), "text");
                          EXPECT_EQ(q.column_count(), 6);
                          return absl::OkStatus();
                        }),
              IsOk());
}

TEST_F(SqliteDatabaseTest, AFailedBodyUndoesItselfAlone) {
  Open();
  // Holds the writer so that the three writes share a batch.
  absl::Notification held;
  absl::Notification release;
  std::thread holder([&] {
    EXPECT_THAT(db_->Write(call_,
                           [&](SqlConnection&) {
                             held.Notify();
                             release.WaitForNotification();
                             return absl::OkStatus();
                           }),
                IsOk());
  });
  held.WaitForNotification();
  absl::BlockingCounter done(3);
  absl::Status results[3];
  const auto finish = [&](int i) {
    return [&, i](absl::Status status) {
      results[i] = std::move(status);
      done.DecrementCount();
    };
  };
  const auto insert = [](const char* text) {
    return [text](SqlConnection& c) {
      return c.Run("INSERT INTO note(text) VALUES(?)", text);
    };
  };
  db_->WriteAsync(call_, insert("a"), finish(0));
  db_->WriteAsync(
      call_,
      [](SqlConnection& c) -> absl::Status {
        PARALLAX_RETURN_IF_ERROR(c.Run("INSERT INTO note(text) VALUES('b')"));
        return c.Run("INSERT INTO note(text) VALUES('a')");
      },
      finish(1));
  db_->WriteAsync(call_, insert("c"), finish(2));
  release.Notify();
  done.Wait();
  holder.join();
  EXPECT_THAT(results[0], IsOk());
  EXPECT_THAT(results[1], HasStatus(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(results[2], IsOk());
  EXPECT_EQ(*Count(), 2);
}

TEST_F(SqliteDatabaseTest, AFailedFirstBodyUndoesItselfAloneToo) {
  Open();
  int heard = 0;
  db_->SetCommitListener([&heard] { ++heard; });
  absl::Notification written;
  absl::Notification release;
  absl::BlockingCounter done(4);
  absl::Status results[4];
  const auto finish = [&](int i) {
    return [&, i](absl::Status status) {
      results[i] = std::move(status);
      done.DecrementCount();
    };
  };
  const auto insert = [](const char* text) {
    return [text](SqlConnection& c) {
      return c.Run("INSERT INTO note(text) VALUES(?)", text);
    };
  };
  // Has written when it fails, and others wait to share its transaction.
  db_->WriteAsync(
      call_,
      [&](SqlConnection& c) -> absl::Status {
        PARALLAX_RETURN_IF_ERROR(c.Run("INSERT INTO note(text) VALUES('a')"));
        PARALLAX_RETURN_IF_ERROR(c.Run("INSERT INTO note(text) VALUES('b')"));
        written.Notify();
        release.WaitForNotification();
        return absl::AbortedError("on second thoughts");
      },
      finish(0));
  written.WaitForNotification();
  // The first of these would fail over what is to be undone.
  db_->WriteAsync(call_, insert("a"), finish(1));
  db_->WriteAsync(call_, insert("a"), finish(2));
  db_->WriteAsync(call_, insert("c"), finish(3));
  release.Notify();
  done.Wait();
  EXPECT_THAT(results[0], HasStatus(absl::StatusCode::kAborted));
  EXPECT_THAT(results[1], IsOk());
  EXPECT_THAT(results[2], HasStatus(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(results[3], IsOk());
  EXPECT_EQ(heard, 1);
  std::string texts;
  ASSERT_THAT(db_->Read(call_,
                        [&texts](SqlConnection& c) -> absl::Status {
                          PARALLAX_ASSIGN_OR_RETURN(
                              auto rows,
                              c.Prepare("SELECT text FROM note ORDER BY text"));
                          while (*rows.Step()) {
                            absl::StrAppend(&texts, rows.ColumnText(0));
                          }
                          return absl::OkStatus();
                        }),
              IsOk());
  EXPECT_EQ(texts, "ac");
  db_.reset();
  Open();
  EXPECT_EQ(*Count(), 2);
  EXPECT_THAT(db_->CheckIntegrity(call_), IsOk());
}

TEST_F(SqliteDatabaseTest, AFirstBodyThatFailsAloneLeavesTheWriterUsable) {
  Open();
  ASSERT_THAT(Insert("a"), IsOk());
  EXPECT_THAT(db_->Write(call_,
                         [](SqlConnection& c) -> absl::Status {
                           PARALLAX_RETURN_IF_ERROR(
                               c.Run("INSERT INTO note(text) VALUES('b')"));
                           return c.Run("INSERT INTO note(text) VALUES('a')");
                         }),
              HasStatus(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(*Count(), 1);
  EXPECT_THAT(Insert("b"), IsOk());
  EXPECT_EQ(*Count(), 2);
}

TEST_F(SqliteDatabaseTest, ManyWritersShareCommits) {
  Open();
  std::atomic<int> commits = 0;
  db_->SetCommitListener([&commits] { ++commits; });
  constexpr int kThreads = 16;
  constexpr int kEach = 25;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t] {
      for (int i = 0; i < kEach; ++i) {
        EXPECT_THAT(Insert(absl::StrCat(t, ":", i)), IsOk());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(*Count(), kThreads * kEach);
  EXPECT_GE(commits, 1);
  EXPECT_LT(commits, kThreads * kEach);
}

TEST_F(SqliteDatabaseTest, ALongLogIsFoldedBeforeTheNextWrite) {
  Open();
  std::string long_text;
  long_text.resize(12'000'000, 'x');
  ASSERT_THAT(Insert(long_text), IsOk());
  ASSERT_THAT(Insert("next"), IsOk());
  EXPECT_GT(std::filesystem::file_size(Options().path), long_text.size());
}

TEST_F(SqliteDatabaseTest, WritersSeeWhatCameBefore) {
  Open();
  for (int i = 0; i < 20; ++i) {
    EXPECT_THAT(db_->Write(call_,
                           [i](SqlConnection& c) -> absl::Status {
                             PARALLAX_ASSIGN_OR_RETURN(
                                 auto q,
                                 c.Prepare("SELECT count(*) FROM note"));
                             PARALLAX_RETURN_IF_ERROR(q.Step().status());
                             EXPECT_EQ(q.ColumnInt(0), i);
                             return c.Run("INSERT INTO note(text) VALUES(?)",
                                          absl::StrCat(i));
                           }),
                IsOk());
  }
}

TEST_F(SqliteDatabaseTest, AReadIsOneSnapshot) {
  Open();
  ASSERT_THAT(db_->Read(call_,
                        [this](SqlConnection& c) -> absl::Status {
                          const auto count = [&c]() -> std::int64_t {
                            auto q = c.Prepare("SELECT count(*) FROM note");
                            EXPECT_THAT(q->Step(), IsOk());
                            return q->ColumnInt(0);
                          };
                          EXPECT_EQ(count(), 0);
                          EXPECT_THAT(Insert("later"), IsOk());
                          EXPECT_EQ(count(), 0);
                          return absl::OkStatus();
                        }),
              IsOk());
  EXPECT_EQ(*Count(), 1);
}

TEST_F(SqliteDatabaseTest, ReadersCannotWrite) {
  Open();
  EXPECT_FALSE(db_->Read(call_,
                         [](SqlConnection& c) {
                           return c.Run("INSERT INTO note(text) VALUES('x')");
                         })
                   .ok());
  EXPECT_EQ(*Count(), 0);
}

TEST_F(SqliteDatabaseTest, NestedStatementsOfOneTextDoNotDisturbEachOther) {
  Open();
  ASSERT_THAT(Insert("a"), IsOk());
  ASSERT_THAT(Insert("b"), IsOk());
  std::string seen;
  ASSERT_THAT(db_->Read(call_,
                        [&seen](SqlConnection& c) -> absl::Status {
                          const char* sql = "SELECT text FROM note ORDER BY id";
                          PARALLAX_ASSIGN_OR_RETURN(auto outer, c.Prepare(sql));
                          while (*outer.Step()) {
                            PARALLAX_ASSIGN_OR_RETURN(auto inner,
                                                      c.Prepare(sql));
                            while (*inner.Step()) {
                              absl::StrAppend(&seen, outer.ColumnText(0),
                                              inner.ColumnText(0), " ");
                            }
                          }
                          return absl::OkStatus();
                        }),
              IsOk());
  EXPECT_EQ(seen, "aa ab ba bb ");
}

TEST_F(SqliteDatabaseTest, LongQueriesStopAtTheDeadlineAndOnCancel) {
  Open();
  const auto endless = [](SqlConnection& c) {
    return c.Run(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT count(*) FROM n");
  };
  const rpc::CallContext late(absl::Now() + absl::Milliseconds(30), "r");
  EXPECT_THAT(db_->Read(late, endless),
              HasStatus(absl::StatusCode::kDeadlineExceeded));
  const rpc::CallContext gone(absl::InfiniteFuture(), "r");
  std::thread canceller([&gone] {
    absl::SleepFor(absl::Milliseconds(30));
    gone.Cancel();
  });
  EXPECT_THAT(db_->Read(gone, endless),
              HasStatus(absl::StatusCode::kCancelled));
  canceller.join();
  // The reader is usable afterwards.
  EXPECT_THAT(Count(), IsOk());
}

TEST_F(SqliteDatabaseTest, WaitingForAReaderEndsAtTheDeadline) {
  SqliteOptions options = Options();
  options.readers = 1;
  Open(options);
  EXPECT_THAT(db_->Read(call_,
                        [this](SqlConnection&) {
                          const rpc::CallContext late(
                              absl::Now() + absl::Milliseconds(20), "r");
                          return db_->Read(late, [](SqlConnection&) {
                            return absl::OkStatus();
                          });
                        }),
              HasStatus(absl::StatusCode::kDeadlineExceeded));
}

TEST_F(SqliteDatabaseTest, AWriteThatIsLateDoesNotRun) {
  Open();
  absl::Notification held;
  absl::Notification release;
  std::thread holder([&] {
    EXPECT_THAT(db_->Write(call_,
                           [&](SqlConnection&) {
                             held.Notify();
                             release.WaitForNotification();
                             return absl::OkStatus();
                           }),
                IsOk());
  });
  held.WaitForNotification();
  bool ran = false;
  const rpc::CallContext late(absl::Now() + absl::Milliseconds(20), "r");
  EXPECT_THAT(db_->Write(late,
                         [&ran](SqlConnection&) {
                           ran = true;
                           return absl::OkStatus();
                         }),
              HasStatus(absl::StatusCode::kDeadlineExceeded));
  release.Notify();
  holder.join();
  ASSERT_THAT(Insert("after"), IsOk());
  EXPECT_FALSE(ran);
}

TEST_F(SqliteDatabaseTest, TooManyWaitingWritesAreRefused) {
  SqliteOptions options = Options();
  options.max_pending = 2;
  Open(options);
  absl::Notification held;
  absl::Notification release;
  absl::BlockingCounter done(3);
  const auto count = [&done](absl::Status status) {
    EXPECT_THAT(status, IsOk());
    done.DecrementCount();
  };
  const auto nothing = [](SqlConnection&) { return absl::OkStatus(); };
  db_->WriteAsync(
      call_,
      [&](SqlConnection&) {
        held.Notify();
        release.WaitForNotification();
        return absl::OkStatus();
      },
      count);
  held.WaitForNotification();
  db_->WriteAsync(call_, nothing, count);
  db_->WriteAsync(call_, nothing, count);
  const absl::Status refused = db_->Write(call_, nothing);
  EXPECT_THAT(refused, HasReason(type::v1::ERROR_REASON_OVERLOADED));
  EXPECT_TRUE(status::RetryDelayOf(refused).has_value());
  release.Notify();
  done.Wait();
}

TEST_F(SqliteDatabaseTest, WritesDoNotNest) {
  Open();
  EXPECT_THAT(db_->Write(call_, [this](SqlConnection&) { return Insert("x"); }),
              HasStatus(absl::StatusCode::kInternal));
}

TEST_F(SqliteDatabaseTest, AClosedStoreRefuses) {
  Open();
  ASSERT_THAT(Insert("x"), IsOk());
  db_->Close();
  db_->Close();
  EXPECT_THAT(Insert("y"), HasReason(type::v1::ERROR_REASON_SHUTTING_DOWN));
  EXPECT_THAT(Count(), HasReason(type::v1::ERROR_REASON_SHUTTING_DOWN));
}

TEST_F(SqliteDatabaseTest, SecretsStay) {
  Open();
  const auto secret = db_->Secret("page_token");
  ASSERT_THAT(secret, IsOk());
  EXPECT_EQ(secret->size(), 32u);
  EXPECT_NE(*db_->Secret("other"), *secret);
  db_.reset();
  Open();
  EXPECT_EQ(*db_->Secret("page_token"), *secret);
}

}  // namespace
}  // namespace parallax::storage
