#include "services/geo/storage/sqlite/open_layers.h"

#include <cstdint>
#include <utility>

#include "common/status/macros.h"
#include "common/storage/sqlite_database.h"
#include "services/geo/storage/migrations.h"

namespace parallax::geo::storage {
namespace {

constexpr int32_t kApplicationId = 0x50584C59;  // "PXLY"

}  // namespace

absl::StatusOr<std::unique_ptr<SqlLayerStore>> OpenSqliteLayers(
    const std::string& path) {
  PARALLAX_ASSIGN_OR_RETURN(auto database,
                            parallax::storage::SqliteDatabase::Open(
                                {.path = path,
                                 .migrations = SqliteMigrations(),
                                 .application_id = kApplicationId}));
  return std::make_unique<SqlLayerStore>(std::move(database));
}

}  // namespace parallax::geo::storage
