// One SQLite file: a writer with group commit and a pool of readers.
//
//   PARALLAX_ASSIGN_OR_RETURN(
//       auto db, storage::SqliteDatabase::Open(
//                    {.path = path, .migrations = Migrations()}));
//   PARALLAX_RETURN_IF_ERROR(db->Write(call, [&](SqlConnection& c) {
//     return c.Run("INSERT INTO place(id, name) VALUES(?, ?)", id, name);
//   }));
//   db->Read(call, [&](SqlConnection& c) -> absl::Status {
//     PARALLAX_ASSIGN_OR_RETURN(auto rows, c.Prepare("SELECT name FROM
//     place")); while (true) {
//       PARALLAX_ASSIGN_OR_RETURN(bool more, rows.Step());
//       if (!more) return absl::OkStatus();
//       names.emplace_back(rows.ColumnText(0));
//     }
//   });
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/rpc/call_context.h"
#include "common/storage/migration.h"
#include "common/storage/sql_database.h"

namespace parallax::storage {

class SqliteReaders;
class SqliteWriter;

struct SqliteOptions {
  // The database file; its folder must exist. ":memory:" is not supported.
  std::string path;
  Migrations migrations;
  // Written to a new file and checked on an old one, so that one service never
  // opens another's store. 0 means no check.
  std::int32_t application_id = 0;
  StoreUse use = StoreUse::kServe;
  int readers = 4;
  // At most this many writes share one commit.
  std::size_t max_batch = 256;
  // At most this many writes wait; one more gets RESOURCE_EXHAUSTED.
  std::size_t max_pending = 4096;
  // How long another process's lock is waited for.
  absl::Duration busy_timeout = absl::Seconds(5);
  // Page cache of each reader.
  std::int64_t cache_bytes = 4 * 1024 * 1024;
  // Page cache of the writer: pages beyond it go to the log before the commit,
  // and again when they change again.
  std::int64_t writer_cache_bytes = 4 * 1024 * 1024;
};

// Thread safe. Writes acknowledged with OK have reached the disk
// (synchronous=FULL) and survive kill -9 and power loss.
class SqliteDatabase final : public SqlDatabase {
 public:
  // Opens or creates the file and applies the migrations it lacks, as its use
  // allows. FAILED_PRECONDITION when the file is another application's, was
  // written by a newer version, has an edited migration or holds a part of a
  // copy; DATA_LOSS when it is damaged or has lost commits (sqlite_mark.h).
  static absl::StatusOr<std::unique_ptr<SqliteDatabase>> Open(
      SqliteOptions options);

  // Calls Close().
  ~SqliteDatabase() override;
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  SqlDialect dialect() const override { return SqlDialect::kSqlite; }

  // Runs `body` on the writer thread within a savepoint of its own, in one
  // transaction with the writes waiting beside it, and returns after that
  // transaction is durable. An error from `body` undoes that body's changes
  // alone and is returned. `body` runs at most once, sees all earlier writes,
  // and must not call Write(). When the deadline passes before `body` began it
  // does not run; once begun it is waited for, so that the caller never learns
  // "failed" of what was kept, except when the commit's own outcome is
  // uncertain (an I/O error while committing).
  absl::Status Write(const rpc::CallContext& context, Body body) override;

  // Without waiting: `done` is called on the writer thread, exactly once, with
  // what Write() would return. It must not block.
  void WriteAsync(const rpc::CallContext& context, Body body,
                  std::function<void(absl::Status)> done);

  // Runs `body` on the calling thread with a reader's connection, in one
  // snapshot of the committed state. Waits for a free reader within the
  // deadline; queries stop when the call is cancelled or late.
  absl::Status Read(const rpc::CallContext& context, const Body& body) override;

  // Called on the writer thread after each commit that changed something: wake
  // watchers here. Set before the first Write().
  void SetCommitListener(std::function<void()> listener) override;

  // SQLite's own check of the whole file: OK or DATA_LOSS with what it found.
  absl::Status CheckIntegrity(const rpc::CallContext& context) override;

  // As CopySqlite().
  absl::Status Copy(
      const rpc::CallContext& context,
      const std::function<absl::Status(absl::string_view)>& sink) override;

  int schema_version() const override;
  const std::string& path() const;

  // Refuses new work, finishes the writes that wait, folds the log into the
  // file and closes it. Waits for readers. Idempotent.
  void Close() override;

 private:
  SqliteDatabase(SqliteOptions options, int schema_version,
                 std::unique_ptr<SqliteWriter> writer,
                 std::unique_ptr<SqliteReaders> readers);

  const SqliteOptions options_;
  const int schema_version_;
  std::unique_ptr<SqliteWriter> writer_;
  std::unique_ptr<SqliteReaders> readers_;
};

}  // namespace parallax::storage
