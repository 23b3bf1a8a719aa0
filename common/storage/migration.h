// Steps that bring a store's schema up to date.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/storage/sql_connection.h"

namespace parallax::storage {

// One forward step. Versions begin at 1 and have no gaps. A step that has been
// released is never edited: its text's hash is kept in the store and checked.
// CMake's parallax_migrations() makes a list of these from .sql files.
struct Migration {
  int version;
  absl::string_view name;  // "0001_initial"
  absl::string_view sql;
};

using Migrations = absl::Span<const Migration>;

// What a store is opened for.
enum class StoreUse {
  // Made when it is not there and brought to the newest schema.
  kServe,
  // Must be there, and keeps its schema.
  kCopyFrom,
  // As to serve, but may hold a part of a copy, and then keeps its schema.
  kCopyTo,
};

// The version that the store has reached, after a look at every step recorded
// in its table parallax_migration. FAILED_PRECONDITION when one of them was
// edited since, or is not known here.
absl::StatusOr<int> CheckAppliedSteps(SqlConnection& connection,
                                      Migrations migrations);

// Runs one step and records it, within the transaction that is open.
absl::Status RunStep(SqlConnection& connection, const Migration& step);

}  // namespace parallax::storage
