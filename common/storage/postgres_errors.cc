#include "common/storage/postgres_errors.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/status/errors.h"

namespace parallax::storage {
namespace {

absl::Status Failed(absl::StatusCode code, absl::string_view message) {
  return status::Error(code, type::v1::ERROR_REASON_STORE_FAILED, message);
}

bool IsUnreachable(absl::string_view state) {
  return state.empty() || absl::StartsWith(state, "08") ||
         absl::StartsWith(state, "57P0") || state == "25P03" ||
         state == "53300";
}

absl::Status Translate(absl::string_view state) {
  if (IsUnreachable(state)) {
    return status::Unavailable(type::v1::ERROR_REASON_STORE_FAILED,
                               "the store cannot be reached", absl::Seconds(1));
  }
  if (IsPostgresConflict(state) || state == "55P03") {
    return status::Unavailable(type::v1::ERROR_REASON_STORE_FAILED,
                               "the store is busy with other writes",
                               absl::Milliseconds(200));
  }
  if (state == "57014") return absl::CancelledError("the query was stopped");
  if (state == "53100") {
    return Failed(absl::StatusCode::kResourceExhausted,
                  "the store's disk is full");
  }
  if (absl::StartsWith(state, "53")) {
    return Failed(absl::StatusCode::kResourceExhausted,
                  "the store has run out of a resource");
  }
  if (absl::StartsWith(state, "54")) {
    return Failed(absl::StatusCode::kResourceExhausted,
                  "a value is too large for the store");
  }
  if (state == "XX001" || state == "XX002") {
    return Failed(absl::StatusCode::kDataLoss, "the store is damaged");
  }
  if (state == "25006" || absl::StartsWith(state, "28") || state == "3D000" ||
      state == "3F000" || state == "42501") {
    return Failed(absl::StatusCode::kFailedPrecondition,
                  "the store cannot be opened or written");
  }
  if (absl::StartsWith(state, "22")) {
    return Failed(absl::StatusCode::kInvalidArgument,
                  "the store cannot hold one of the values");
  }
  if (state == "23505") {
    return status::Error(absl::StatusCode::kAlreadyExists,
                         type::v1::ERROR_REASON_ALREADY_EXISTS,
                         "it exists already");
  }
  if (absl::StartsWith(state, "23")) {
    return Failed(absl::StatusCode::kFailedPrecondition,
                  "the change would break a rule of the store");
  }
  return Failed(absl::StatusCode::kInternal, "the store failed");
}

}  // namespace

absl::Status PostgresError(absl::string_view state, absl::string_view detail) {
  return status::WithInternalDetail(
      Translate(state),
      absl::StrCat("postgres ", state.empty() ? "connection" : state, ": ",
                   detail));
}

bool IsPostgresConflict(absl::string_view state) {
  return state == "40001" || state == "40P01";
}

}  // namespace parallax::storage
