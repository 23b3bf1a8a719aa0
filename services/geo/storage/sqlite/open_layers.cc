#include "services/geo/storage/sqlite/open_layers.h"

#include <utility>

#include "common/status/macros.h"
#include "common/storage/sqlite_database.h"
#include "services/geo/storage/store_schema.h"

namespace parallax::geo::storage {
absl::StatusOr<std::unique_ptr<SqlLayerStore>> OpenSqliteLayers(
    const std::string& path) {
  PARALLAX_ASSIGN_OR_RETURN(
      auto database, parallax::storage::SqliteDatabase::Open(
                         {.path = path,
                          .migrations = LayersSchema().sqlite_steps,
                          .application_id = LayersSchema().application_id}));
  return std::make_unique<SqlLayerStore>(std::move(database));
}

}  // namespace parallax::geo::storage
