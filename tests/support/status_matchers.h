// Matchers for absl::Status and absl::StatusOr.
//
//   ASSERT_THAT(store.Write(...), IsOk());
//   EXPECT_THAT(result, HasStatus(absl::StatusCode::kNotFound));
//   EXPECT_THAT(result, HasReason(type::v1::ERROR_REASON_INVALID_FILTER));
#pragma once

#include <gmock/gmock.h>

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/status/errors.h"

namespace parallax::testing {

inline const absl::Status& StatusOf(const absl::Status& status) {
  return status;
}
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

MATCHER(IsOk, negation ? "is an error" : "is OK") {
  const absl::Status& status = StatusOf(arg);
  if (!status.ok()) {
    *result_listener << status << " detail: "
                     << ::parallax::status::InternalDetail(status);
  }
  return status.ok();
}

MATCHER_P(HasStatus, code, "") {
  *result_listener << StatusOf(arg);
  return StatusOf(arg).code() == code;
}

MATCHER_P(HasReason, reason, "") {
  *result_listener << StatusOf(arg);
  return ::parallax::status::ReasonOf(StatusOf(arg)) == reason;
}

}  // namespace parallax::testing
