#include "services/claims/storage/sqlite/open_ledger.h"

#include <utility>

#include "common/status/macros.h"
#include "common/storage/sqlite_database.h"
#include "services/claims/storage/migrations.h"

namespace parallax::claims::storage {
namespace {

constexpr std::int32_t kApplicationId = 0x50584331;  // "PXC1"

}  // namespace

absl::StatusOr<std::unique_ptr<SqlLedgerStore>> OpenSqliteLedger(
    const std::string& path, int readers) {
  PARALLAX_ASSIGN_OR_RETURN(auto database,
                            ::parallax::storage::SqliteDatabase::Open(
                                {.path = path,
                                 .migrations = SqliteMigrations(),
                                 .application_id = kApplicationId,
                                 .readers = readers,
                                 .cache_bytes = 4 * 1024 * 1024,
                                 .writer_cache_bytes = 16 * 1024 * 1024}));
  return SqlLedgerStore::Over(std::move(database));
}

}  // namespace parallax::claims::storage
