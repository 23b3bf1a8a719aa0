// Layers and features in a PostgreSQL database.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/geo/storage/sql/layer_store.h"

namespace parallax::geo::storage {

// Opens the layers in the database's schema parallax_geo, which is made when it
// is not there. Errors as PostgresDatabase::Open().
absl::StatusOr<std::unique_ptr<SqlLayerStore>> OpenPostgresLayers(
    const std::string& url);

}  // namespace parallax::geo::storage
