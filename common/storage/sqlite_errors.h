// What SQLite's result codes mean to a caller.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace parallax::storage {

// `code` may be an extended result code. `detail` (SQLite's message, the
// statement) goes to the log only.
//   BUSY, LOCKED           UNAVAILABLE, retry
//   FULL                   RESOURCE_EXHAUSTED, the disk is full
//   CORRUPT, NOTADB        DATA_LOSS
//   READONLY, CANTOPEN,
//   PERM, AUTH             FAILED_PRECONDITION, the store cannot be written
//   UNIQUE, PRIMARYKEY     ALREADY_EXISTS
//   other CONSTRAINT       FAILED_PRECONDITION
//   INTERRUPT              CANCELLED
//   anything else          INTERNAL
absl::Status SqliteError(int code, absl::string_view detail);

}  // namespace parallax::storage
