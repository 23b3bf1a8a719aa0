// What PostgreSQL's SQLSTATE codes mean to a caller.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace parallax::storage {

// `state` is the five characters of an error, or empty when the server could
// not be reached. `detail` (the server's message, the statement) goes to the
// log only.
//   none, 08..., 57P0..., 25P03,
//   53300                   UNAVAILABLE, the store cannot be reached
//   40001, 40P01, 55P03     UNAVAILABLE, retry
//   57014                   CANCELLED
//   53100                   RESOURCE_EXHAUSTED, the disk is full
//   53..., 54...            RESOURCE_EXHAUSTED
//   XX001, XX002            DATA_LOSS
//   25006, 28..., 3D000,
//   3F000, 42501            FAILED_PRECONDITION, the store cannot be written
//   22...                   INVALID_ARGUMENT, a value that it cannot hold
//   23505                   ALREADY_EXISTS
//   other 23...             FAILED_PRECONDITION
//   anything else           INTERNAL
absl::Status PostgresError(absl::string_view state, absl::string_view detail);

// True when the transaction only stood in another's way: it may run again.
bool IsPostgresConflict(absl::string_view state);

}  // namespace parallax::storage
