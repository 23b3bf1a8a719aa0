// A small store that the SQLite tests share.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/status/macros.h"
#include "common/storage/sqlite_database.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace parallax::storage {

inline constexpr Migration kNoteSteps[] = {
    {1, "0001_initial",
     "CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) "
     "STRICT"},
    {2, "0002_author", "ALTER TABLE note ADD COLUMN author TEXT"},
};

class SqliteTest : public ::testing::Test {
 protected:
  SqliteOptions Options() const {
    SqliteOptions options;
    options.path = dir_.File("notes.db");
    options.migrations = kNoteSteps;
    options.application_id = 7301;
    options.readers = 2;
    return options;
  }

  void Open() { Open(Options()); }
  void Open(const SqliteOptions& options) {
    auto db = SqliteDatabase::Open(options);
    ASSERT_THAT(db, ::parallax::testing::IsOk());
    db_ = *std::move(db);
  }

  absl::Status Insert(const std::string& text) {
    return db_->Write(call_, [&text](SqlConnection& connection) {
      return connection.Run("INSERT INTO note(text) VALUES(?)", text);
    });
  }

  absl::StatusOr<std::int64_t> Count() {
    std::int64_t count = 0;
    PARALLAX_RETURN_IF_ERROR(
        db_->Read(call_, [&count](SqlConnection& c) -> absl::Status {
          PARALLAX_ASSIGN_OR_RETURN(auto query,
                                    c.Prepare("SELECT count(*) FROM note"));
          PARALLAX_RETURN_IF_ERROR(query.Step().status());
          count = query.ColumnInt(0);
          return absl::OkStatus();
        }));
    return count;
  }

  const ::parallax::testing::TempDir dir_;
  const rpc::CallContext call_ = rpc::CallContext::Background();
  std::unique_ptr<SqliteDatabase> db_;
};

}  // namespace parallax::storage
