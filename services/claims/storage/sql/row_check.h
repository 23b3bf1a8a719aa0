// Whether stored rows are as they were written: what an engine cannot tell.
#pragma once

#include "absl/status/status.h"
#include "common/storage/sql_connection.h"

namespace parallax::claims::storage {

// Reads every row. DATA_LOSS naming the tables that hold rows whose message is
// not what was sealed, or whose columns are not what follows from it.
absl::Status CheckRows(::parallax::storage::SqlConnection& connection);

}  // namespace parallax::claims::storage
