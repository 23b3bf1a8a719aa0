#include "services/ingest/storage/sqlite/open_documents.h"

#include <cstdint>
#include <utility>

#include "common/status/macros.h"
#include "common/storage/sqlite_database.h"
#include "services/ingest/storage/migrations.h"

namespace parallax::ingest::storage {
namespace {

constexpr std::int32_t kApplicationId = 0x50584931;  // "PXI1"

}  // namespace

absl::StatusOr<std::unique_ptr<SqlDocumentStore>> OpenSqliteDocuments(
    const std::string& path) {
  PARALLAX_ASSIGN_OR_RETURN(auto database,
                            parallax::storage::SqliteDatabase::Open(
                                {.path = path,
                                 .migrations = SqliteMigrations(),
                                 .application_id = kApplicationId}));
  return std::make_unique<SqlDocumentStore>(std::move(database));
}

}  // namespace parallax::ingest::storage
