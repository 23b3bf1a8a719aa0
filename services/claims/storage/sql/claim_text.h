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

// The claims that hold the words that all of `demands` ask for, all for which
// these hold and perhaps more; nothing when they ask for none.
std::optional<TextSelection> SelectByText(
    const std::vector<const ::parallax::storage::FilterNode*>& demands,
    ::parallax::storage::SqlDialect dialect);

}  // namespace parallax::claims::storage
