// Rows of claims and questions in SQL: columns that lists are filtered and
// ordered by, all of which follow from the row's message.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/storage/sql_rows.h"
#include "common/storage/sql_value.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::storage {

using Columns = std::vector<std::string>;
using Values = std::vector<::parallax::storage::SqlValue>;

// The values are in the order of the columns.
const Columns& ClaimColumns();
Values ClaimValues(const domain::pb::Claim& claim);

const Columns& QuestionColumns();
Values QuestionValues(const domain::pb::Question& question);

// Inserts rows, or replaces those of their names: `columns` and `more`.
::parallax::storage::SqlRowStatement UpsertRows(absl::string_view table,
                                                Columns columns,
                                                const Columns& more);

}  // namespace parallax::claims::storage
