// A search for features in SQL.
#pragma once

#include <string>
#include <vector>

#include "common/storage/sql_value.h"
#include "services/geo/domain/layers/layer_store.h"

namespace parallax::geo::storage {

struct FeatureSelect {
  // Gives content and revision of each feature, by name.
  std::string sql;
  std::vector<parallax::storage::SqlValue> values;
};

// What LayerStore::FindFeatures() asks for.
FeatureSelect SelectFeatures(const domain::FeatureQuery& query);

}  // namespace parallax::geo::storage
