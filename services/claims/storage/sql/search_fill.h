// Filling what claims are searched by into rows of an older schema.
#pragma once

#include "absl/status/status.h"
#include "common/storage/sql_database.h"

namespace parallax::claims::storage {

// Gives words and tags to the claims that were written before there were any,
// some at a time; an interrupted run goes on where it stopped. Any number of
// processes may call it at once.
absl::Status FillSearch(::parallax::storage::SqlDatabase& database);

}  // namespace parallax::claims::storage
