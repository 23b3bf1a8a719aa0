#include "services/geo/storage/postgres/open_layers.h"

#include <utility>

#include "common/status/macros.h"
#include "common/storage/postgres_database.h"
#include "services/geo/storage/store_schema.h"

namespace parallax::geo::storage {
namespace {

// One writes, one waits its turn; more would only hold connections.
constexpr int kWriters = 2;

}  // namespace

absl::StatusOr<std::unique_ptr<SqlLayerStore>> OpenPostgresLayers(
    const std::string& url) {
  PARALLAX_ASSIGN_OR_RETURN(auto database,
                            parallax::storage::PostgresDatabase::Open(
                                {.url = url,
                                 .schema = LayersSchema().PostgresSchema(),
                                 .migrations = LayersSchema().postgres_steps,
                                 .application = "parallax-geo",
                                 .writers = kWriters}));
  return std::make_unique<SqlLayerStore>(std::move(database));
}

}  // namespace parallax::geo::storage
