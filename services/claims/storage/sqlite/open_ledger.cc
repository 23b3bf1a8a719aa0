#include "services/claims/storage/sqlite/open_ledger.h"

#include <utility>

#include "common/status/macros.h"
#include "common/storage/sqlite_database.h"
#include "services/claims/storage/store_schema.h"

namespace parallax::claims::storage {
absl::StatusOr<std::unique_ptr<SqlLedgerStore>> OpenSqliteLedger(
    const std::string& path, int readers) {
  PARALLAX_ASSIGN_OR_RETURN(
      auto database, ::parallax::storage::SqliteDatabase::Open(
                         {.path = path,
                          .migrations = LedgerSchema().sqlite_steps,
                          .application_id = LedgerSchema().application_id,
                          .readers = readers,
                          .cache_bytes = 4 * 1024 * 1024,
                          .writer_cache_bytes = 16 * 1024 * 1024}));
  return SqlLedgerStore::Over(std::move(database));
}

}  // namespace parallax::claims::storage
