#include "common/storage/store_schema.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "common/storage/postgres_database.h"
#include "common/storage/sqlite_database.h"

namespace parallax::storage {

std::string StoreSchema::PostgresSchema() const {
  return absl::StrCat("parallax_", service);
}

absl::StatusOr<std::unique_ptr<SqlDatabase>> OpenStore(
    const StoreUrl& url, const StoreSchema& schema, StoreUse use) {
  if (url.engine == SqlDialect::kPostgres) {
    return PostgresDatabase::Open(
        {.url = url.location,
         .schema = schema.PostgresSchema(),
         .migrations = schema.postgres_steps,
         .application = absl::StrCat("parallax-", schema.service, "-copy"),
         .use = use,
         .readers = 1,
         .writers = 1});
  }
  std::error_code error;
  if (use == StoreUse::kCopyFrom &&
      !std::filesystem::exists(url.location, error)) {
    return absl::NotFoundError(absl::StrCat("there is no ", url.location));
  }
  return SqliteDatabase::Open({.path = url.location,
                               .migrations = schema.sqlite_steps,
                               .application_id = schema.application_id,
                               .use = use,
                               .readers = 1});
}

}  // namespace parallax::storage
