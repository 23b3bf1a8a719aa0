#include "common/storage/postgres_database.h"

#include <atomic>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/common/storage/postgres_fixture.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// As many sessions of the tested store as are in `state`.
std::string Sessions(const std::string& url, const std::string& state) {
  return ::parallax::testing::PostgresServer::Shared().Query(
      url, absl::StrCat("SELECT count(*) FROM pg_stat_activity WHERE "
                        "application_name = 'notes-test' AND datname = "
                        "current_database() AND ",
                        state));
}

class PostgresDatabaseTest : public PostgresTest {};

TEST_F(PostgresDatabaseTest, ValuesOfEveryTypeComeBack) {
  const std::string bytes("\0\xff'?", 4);
  ASSERT_THAT(
      db_->Read(
          call_,
          [&](SqlConnection& c) -> absl::Status {
            PARALLAX_ASSIGN_OR_RETURN(
                SqlStatement row,
                c.Prepare("SELECT CAST(? AS BIGINT), CAST(? AS FLOAT8), "
                          "CAST(? AS TEXT), CAST(? AS BYTEA), CAST(? AS TEXT), "
                          "1, true, CAST(7 AS SMALLINT)"));
            row.BindInt(1, INT64_MIN)
                .BindDouble(2, -0.25)
                .BindText(3, "Սոթք ? '")
                .BindBlob(4, bytes)
                .BindNull(5);
            PARALLAX_ASSIGN_OR_RETURN(const bool found, row.Step());
            EXPECT_TRUE(found);
            EXPECT_EQ(row.column_count(), 8);
            EXPECT_EQ(row.ColumnInt(0), INT64_MIN);
            EXPECT_EQ(row.ColumnDouble(1), -0.25);
            EXPECT_EQ(row.ColumnText(2), "Սոթք ? '");
            EXPECT_EQ(row.ColumnBlob(3), bytes);
            EXPECT_TRUE(row.ColumnIsNull(4));
            EXPECT_EQ(row.ColumnInt(5), 1);
            EXPECT_EQ(row.ColumnInt(6), 1);
            EXPECT_EQ(row.ColumnInt(7), 7);
            PARALLAX_ASSIGN_OR_RETURN(const bool more, row.Step());
            EXPECT_FALSE(more);
            return absl::OkStatus();
          }),
      IsOk());
}

TEST_F(PostgresDatabaseTest, InsertAndChangeSayWhatTheyDid) {
  ASSERT_THAT(
      db_->Write(call_,
                 [](SqlConnection& c) -> absl::Status {
                   PARALLAX_ASSIGN_OR_RETURN(
                       const std::int64_t first,
                       c.Insert("INSERT INTO note(text) VALUES(?)", "a"));
                   PARALLAX_ASSIGN_OR_RETURN(
                       const std::int64_t second,
                       c.Insert("INSERT INTO note(text) VALUES(?)", "b"));
                   EXPECT_GT(second, first);
                   PARALLAX_ASSIGN_OR_RETURN(
                       const std::int64_t changed,
                       c.Change("UPDATE note SET author = ? WHERE text <> ?",
                                "x", "none"));
                   EXPECT_EQ(changed, 2);
                   return absl::OkStatus();
                 }),
      IsOk());
}

TEST_F(PostgresDatabaseTest, AScanTakesEveryRowInPortions) {
  ASSERT_THAT(db_->Write(call_,
                         [](SqlConnection& c) {
                           return c.Run(
                               "INSERT INTO note(text) SELECT 'n' || i FROM "
                               "generate_series(1, 1000) i");
                         }),
              IsOk());
  ASSERT_THAT(
      db_->Read(call_,
                [](SqlConnection& c) -> absl::Status {
                  PARALLAX_ASSIGN_OR_RETURN(
                      SqlStatement rows,
                      c.PrepareScan("SELECT id FROM note WHERE id > ?"));
                  rows.BindInt(1, 0);
                  PARALLAX_ASSIGN_OR_RETURN(
                      SqlStatement other,
                      c.Prepare("SELECT text FROM note WHERE id = ?"));
                  int count = 0;
                  while (true) {
                    PARALLAX_ASSIGN_OR_RETURN(const bool row, rows.Step());
                    if (!row) break;
                    ++count;
                    // Other statements may come between.
                    other.Reset();
                    other.BindInt(1, rows.ColumnInt(0));
                    PARALLAX_ASSIGN_OR_RETURN(const bool found, other.Step());
                    EXPECT_TRUE(found);
                  }
                  EXPECT_EQ(count, 1000);
                  return absl::OkStatus();
                }),
      IsOk());
}

TEST_F(PostgresDatabaseTest, AnErrorUndoesEverything) {
  ASSERT_THAT(Insert("kept"), IsOk());
  EXPECT_THAT(db_->Write(call_,
                         [](SqlConnection& c) -> absl::Status {
                           PARALLAX_RETURN_IF_ERROR(c.Run(
                               "INSERT INTO note(text) VALUES('undone')"));
                           return absl::AbortedError("on second thoughts");
                         }),
              HasStatus(absl::StatusCode::kAborted));
  // Noticed only at the end, as nothing waits for it before.
  EXPECT_THAT(
      db_->Write(call_,
                 [](SqlConnection& c) -> absl::Status {
                   PARALLAX_RETURN_IF_ERROR(
                       c.Run("INSERT INTO note(text) VALUES('undone')"));
                   return c.Run("INSERT INTO note(text) VALUES('kept')");
                 }),
      HasStatus(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(*Texts(), ElementsAre("kept"));
}

TEST_F(PostgresDatabaseTest, ReadersSeeOneSnapshotAndCannotWrite) {
  ASSERT_THAT(Insert("a"), IsOk());
  ASSERT_THAT(
      db_->Read(call_,
                [&](SqlConnection& c) -> absl::Status {
                  const auto count = [&c]() -> absl::StatusOr<std::int64_t> {
                    PARALLAX_ASSIGN_OR_RETURN(
                        SqlStatement query,
                        c.Prepare("SELECT count(*) FROM note"));
                    PARALLAX_RETURN_IF_ERROR(query.Step().status());
                    return query.ColumnInt(0);
                  };
                  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t before, count());
                  PARALLAX_RETURN_IF_ERROR(Insert("b"));
                  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t after, count());
                  EXPECT_EQ(before, after);
                  return absl::OkStatus();
                }),
      IsOk());
  EXPECT_THAT(
      db_->Read(
          call_,
          [](SqlConnection& c) -> absl::Status {
            return c.Change("INSERT INTO note(text) VALUES('c')").status();
          }),
      HasStatus(absl::StatusCode::kFailedPrecondition));
}

TEST_F(PostgresDatabaseTest, AConflictRunsAgain) {
  int runs = 0;
  ASSERT_THAT(db_->Write(call_,
                         [&runs](SqlConnection& c) -> absl::Status {
                           PARALLAX_RETURN_IF_ERROR(
                               c.Run("INSERT INTO note(text) VALUES('once')"));
                           if (++runs > 2) return absl::OkStatus();
                           return c.Run(
                               "DO $$ BEGIN RAISE EXCEPTION 'in the way' USING "
                               "ERRCODE = '40001'; END $$");
                         }),
              IsOk());
  EXPECT_EQ(runs, 3);
  EXPECT_THAT(*Texts(), ElementsAre("once"));
}

TEST_F(PostgresDatabaseTest, TwoThatLockEachOtherOutBothEndWell) {
  ASSERT_THAT(Insert("a"), IsOk());
  ASSERT_THAT(Insert("b"), IsOk());
  std::atomic<int> begun = 0;
  const auto write = [&](const char* first, const char* second) {
    bool again = false;
    EXPECT_THAT(
        db_->Write(call_,
                   [&](SqlConnection& c) -> absl::Status {
                     const char* const kUpdate =
                         "UPDATE note SET author = COALESCE(author, '') || 'x' "
                         "WHERE text = ?";
                     PARALLAX_RETURN_IF_ERROR(
                         c.Change(kUpdate, first).status());
                     if (!std::exchange(again, true)) {
                       ++begun;
                       while (begun < 2) absl::SleepFor(absl::Milliseconds(1));
                     }
                     return c.Change(kUpdate, second).status();
                   }),
        IsOk());
  };
  std::thread one([&] { write("a", "b"); });
  std::thread two([&] { write("b", "a"); });
  one.join();
  two.join();
  EXPECT_EQ(Server::Shared().Query(
                url_, "SELECT string_agg(author, ',') FROM notes.note"),
            "xx,xx");
}

TEST_F(PostgresDatabaseTest, WhatIsSerializedDoesNotOverlap) {
  std::atomic<int> inside = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&, i] {
      EXPECT_THAT(db_->Write(call_,
                             [&](SqlConnection& c) -> absl::Status {
                               PARALLAX_RETURN_IF_ERROR(c.Serialize("notes"));
                               PARALLAX_RETURN_IF_ERROR(
                                   c.Insert("INSERT INTO note(text) VALUES(?)",
                                            absl::StrCat("n", i))
                                       .status());
                               EXPECT_EQ(++inside, 1);
                               absl::SleepFor(absl::Milliseconds(20));
                               --inside;
                               return absl::OkStatus();
                             }),
                  IsOk());
    });
  }
  for (std::thread& writer : writers) writer.join();
}

TEST_F(PostgresDatabaseTest, ADeadlineStopsTheServer) {
  const rpc::CallContext late(absl::Now() + absl::Milliseconds(200), "");
  EXPECT_THAT(db_->Read(late,
                        [](SqlConnection& c) {
                          return c.Change("SELECT pg_sleep(600)").status();
                        }),
              HasStatus(absl::StatusCode::kDeadlineExceeded));
  EXPECT_EQ(Sessions(url_, "state = 'active'"), "0");
  EXPECT_THAT(*Texts(), IsEmpty());
}

TEST_F(PostgresDatabaseTest, ACancelledCallStopsTheServer) {
  const rpc::CallContext call(absl::InfiniteFuture(), "");
  std::thread caller([&] {
    while (Sessions(url_, "wait_event = 'PgSleep'") == "0") {
      absl::SleepFor(absl::Milliseconds(5));
    }
    call.Cancel();
  });
  EXPECT_THAT(db_->Write(call,
                         [](SqlConnection& c) {
                           return c.Change("SELECT pg_sleep(600)").status();
                         }),
              HasStatus(absl::StatusCode::kCancelled));
  caller.join();
  EXPECT_EQ(Sessions(url_, "state = 'active'"), "0");
}

TEST_F(PostgresDatabaseTest, ADeadlineEndsTheWaitForALock) {
  absl::Notification held;
  absl::Notification release;
  std::thread holder([&] {
    EXPECT_THAT(
        db_->Write(call_,
                   [&](SqlConnection& c) -> absl::Status {
                     PARALLAX_RETURN_IF_ERROR(c.Serialize("notes"));
                     PARALLAX_RETURN_IF_ERROR(c.Change("SELECT 1").status());
                     held.Notify();
                     release.WaitForNotification();
                     return absl::OkStatus();
                   }),
        IsOk());
  });
  held.WaitForNotification();
  const rpc::CallContext late(absl::Now() + absl::Milliseconds(100), "");
  EXPECT_THAT(db_->Write(late,
                         [](SqlConnection& c) -> absl::Status {
                           PARALLAX_RETURN_IF_ERROR(c.Serialize("notes"));
                           return c.Run("INSERT INTO note(text) VALUES('x')");
                         }),
              HasStatus(absl::StatusCode::kDeadlineExceeded));
  release.Notify();
  holder.join();
  EXPECT_THAT(*Texts(), IsEmpty());
}

TEST_F(PostgresDatabaseTest, ConnectionsAreTakenInTurns) {
  absl::Notification release;
  std::atomic<int> inside = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      EXPECT_THAT(db_->Read(call_,
                            [&](SqlConnection&) {
                              ++inside;
                              release.WaitForNotification();
                              return absl::OkStatus();
                            }),
                  IsOk());
    });
  }
  while (inside < 2) absl::SleepFor(absl::Milliseconds(1));
  const rpc::CallContext late(absl::Now() + absl::Milliseconds(50), "");
  EXPECT_THAT(db_->Read(late, [](SqlConnection&) { return absl::OkStatus(); }),
              HasStatus(absl::StatusCode::kDeadlineExceeded));
  release.Notify();
  for (std::thread& reader : readers) reader.join();
  EXPECT_THAT(Texts(), IsOk());
}

TEST_F(PostgresDatabaseTest, OthersCommitsAreHeardOf) {
  std::atomic<int> heard = 0;
  db_->SetCommitListener([&heard] { ++heard; });
  auto other = PostgresDatabase::Open(Options());
  ASSERT_THAT(other, IsOk());
  const int before = heard;
  ASSERT_THAT(
      (*other)->Write(call_,
                      [](SqlConnection& c) {
                        return c.Run("INSERT INTO note(text) VALUES('news')");
                      }),
      IsOk());
  const absl::Time end = absl::Now() + absl::Seconds(30);
  while (heard <= before && absl::Now() < end) {
    absl::SleepFor(absl::Milliseconds(1));
  }
  EXPECT_GT(heard, before);
  db_->Close();
}

TEST_F(PostgresDatabaseTest, AWriteThatLosesItsConnectionRunsAgain) {
  int runs = 0;
  ASSERT_THAT(
      db_->Write(call_,
                 [&](SqlConnection& c) -> absl::Status {
                   PARALLAX_RETURN_IF_ERROR(
                       c.Run("INSERT INTO note(text) VALUES('once')"));
                   if (++runs > 1) return absl::OkStatus();
                   return c
                       .Change("SELECT pg_terminate_backend(pg_backend_pid())")
                       .status();
                 }),
      IsOk());
  EXPECT_EQ(runs, 2);
  EXPECT_THAT(*Texts(), ElementsAre("once"));
}

TEST_F(PostgresDatabaseTest, AServerThatComesBackIsFoundAgain) {
  ASSERT_THAT(Insert("before"), IsOk());
  ASSERT_THAT(Texts(), IsOk());
  Server::Shared().Crash();
  const absl::Status down = Insert("during");
  EXPECT_THAT(down, HasStatus(absl::StatusCode::kUnavailable));
  EXPECT_TRUE(status::RetryDelayOf(down).has_value());
  Server::Shared().Start();
  ASSERT_THAT(Insert("after"), IsOk());
  EXPECT_THAT(*Texts(), ElementsAre("after", "before"));
}

TEST_F(PostgresDatabaseTest, SecretsAreOneForAll) {
  auto other = PostgresDatabase::Open(Options());
  ASSERT_THAT(other, IsOk());
  const auto mine = db_->Secret("key");
  const auto theirs = (*other)->Secret("key");
  ASSERT_THAT(mine, IsOk());
  ASSERT_THAT(theirs, IsOk());
  EXPECT_EQ(*mine, *theirs);
  EXPECT_EQ(mine->size(), 32u);
}

TEST_F(PostgresDatabaseTest, TextThatItCannotHoldIsRefused) {
  EXPECT_THAT(Insert(std::string("a\0b", 3)),
              HasStatus(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Insert("\xff\xfe"),
              HasStatus(absl::StatusCode::kInvalidArgument));
}

TEST_F(PostgresDatabaseTest, OrderIsByBytesWhateverTheDatabaseSays) {
  for (const char* text : {"b", "A", "a", "B", "-"}) {
    ASSERT_THAT(Insert(text), IsOk());
  }
  EXPECT_THAT(*Texts(), ElementsAre("-", "A", "B", "a", "b"));
}

TEST_F(PostgresDatabaseTest, AClosedStoreSaysSo) {
  db_->Close();
  db_->Close();
  EXPECT_THAT(Insert("x"), HasStatus(absl::StatusCode::kUnavailable));
}

TEST(PostgresOpenTest, AServerThatIsNotThereIsUnavailable) {
  EXPECT_THAT(
      PostgresDatabase::Open(
          {.url = "postgresql:///x?host=/no/such/folder&user=u&password=hidden",
           .schema = "notes"}),
      HasStatus(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace parallax::storage
