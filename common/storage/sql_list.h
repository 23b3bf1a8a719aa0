// Lists of values as one parameter: one statement for lists of any length.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/storage/sql_dialect.h"
#include "common/storage/sql_value.h"

namespace parallax::storage {

// A condition that `expression` is one of the numbers that NumberList() gives
// to its one parameter.
std::string IsAmongNumbers(SqlDialect dialect, absl::string_view expression);

SqlValue NumberList(SqlDialect dialect, absl::Span<const std::int64_t> numbers);

// The same of the texts that TextList() gives.
std::string IsAmongTexts(SqlDialect dialect, absl::string_view expression);

// A query of one column, `item`: the texts that TextList() gives to its one
// parameter.
std::string TextRows(SqlDialect dialect);

SqlValue TextList(SqlDialect dialect, absl::Span<const std::string> texts);

}  // namespace parallax::storage
