// What a service keeps in a store of either engine: enough to open one without
// the service.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/storage/migration.h"
#include "common/storage/sql_database.h"
#include "common/storage/store_url.h"

namespace parallax::storage {

// A table into which the schema's steps themselves put rows.
struct SeededTable {
  absl::string_view name;
  // A condition in SQL that holds of those rows until the store is used.
  absl::string_view unused;
};

struct StoreSchema {
  absl::string_view service;  // "claims"
  // What marks its SQLite files.
  std::int32_t application_id = 0;
  Migrations sqlite_steps;
  Migrations postgres_steps;
  absl::Span<const SeededTable> seeded;

  // Its part of a PostgreSQL database: "parallax_claims".
  std::string PostgresSchema() const;
};

// Opens the store at `url` for work on its tables, with as few connections as
// that takes. NOT_FOUND when there is none to copy from; other errors as
// SqliteDatabase::Open() and PostgresDatabase::Open().
absl::StatusOr<std::unique_ptr<SqlDatabase>> OpenStore(
    const StoreUrl& url, const StoreSchema& schema, StoreUse use);

}  // namespace parallax::storage
