// Layers and features in one SQLite file.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/geo/storage/sql/layer_store.h"

namespace parallax::geo::storage {

// Opens or creates the file at `path`. Errors as SqliteDatabase::Open().
absl::StatusOr<std::unique_ptr<SqlLayerStore>> OpenSqliteLayers(
    const std::string& path);

}  // namespace parallax::geo::storage
