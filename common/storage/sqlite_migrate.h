// Brings one SQLite file to the schema that this build knows.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/migration.h"
#include "common/storage/sqlite_connection.h"

namespace parallax::storage {

// Refuses a file of anybody else, and writes nothing to it; what SQLite has to
// recover when it first reads, it does. An empty file is anybody's, unless
// `use` reads from it. 0 accepts every file.
absl::Status CheckSqliteOwner(SqliteConnection& connection,
                              std::int32_t application_id, StoreUse use);

// Applies the missing steps, each in a transaction of its own together with
// its record, so that a crash in between leaves a usable store; none of them
// where `use` says so. Returns the version reached. Errors as
// SqliteDatabase::Open().
absl::StatusOr<int> MigrateSqlite(SqliteConnection& connection,
                                  Migrations migrations,
                                  std::int32_t application_id,
                                  StoreUse use = StoreUse::kServe);

}  // namespace parallax::storage
