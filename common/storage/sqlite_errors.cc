#include "common/storage/sqlite_errors.h"

#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/status/errors.h"

namespace parallax::storage {
namespace {

absl::Status Failed(absl::StatusCode code, absl::string_view message) {
  return status::Error(code, type::v1::ERROR_REASON_STORE_FAILED, message);
}

absl::Status Translate(int code) {
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return status::Error(absl::StatusCode::kAlreadyExists,
                           type::v1::ERROR_REASON_ALREADY_EXISTS,
                           "it exists already");
    default:
      break;
  }
  switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return absl::OkStatus();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return status::Unavailable(type::v1::ERROR_REASON_STORE_FAILED,
                                 "the store is locked by another process",
                                 absl::Milliseconds(200));
    case SQLITE_FULL:
      return Failed(absl::StatusCode::kResourceExhausted,
                    "the store's disk is full");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return Failed(absl::StatusCode::kDataLoss, "the store is damaged");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return Failed(absl::StatusCode::kFailedPrecondition,
                    "the store cannot be opened or written");
    case SQLITE_CONSTRAINT:
      return Failed(absl::StatusCode::kFailedPrecondition,
                    "the change would break a rule of the store");
    case SQLITE_INTERRUPT:
    case SQLITE_ABORT:
      return absl::CancelledError("the query was stopped");
    case SQLITE_TOOBIG:
      return Failed(absl::StatusCode::kResourceExhausted,
                    "a value is too large for the store");
    default:
      return Failed(absl::StatusCode::kInternal, "the store failed");
  }
}

}  // namespace

absl::Status SqliteError(int code, absl::string_view detail) {
  return status::WithInternalDetail(
      Translate(code),
      absl::StrCat("sqlite ", code, " (", sqlite3_errstr(code), "): ", detail));
}

}  // namespace parallax::storage
