// The index over the words of quotes and claimants.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/storage/filter.h"
#include "common/storage/sql_dialect.h"
#include "common/storage/sql_value.h"

namespace parallax::claims::storage {

// A query for the numbers of claims, as `found`, with its values.
struct TextSelection {
  std::string rows;
  std::vector<::parallax::storage::SqlValue> values;
};

// The claims that hold the words that `filter` demands, all for which it holds
// and perhaps more; nothing when it demands none.
std::optional<TextSelection> SelectByText(
    const ::parallax::storage::Filter& filter,
    ::parallax::storage::SqlDialect dialect);

}  // namespace parallax::claims::storage
