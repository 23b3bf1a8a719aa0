// Corrections of a claim as the command line words them.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "parallax/claims/v1/review.pb.h"

namespace parallax::cli {

// Adds "casualties.victims_side=Armenia" to `correction`: the field and its
// value. The value is JSON where it can be read so ("105", "true",
// {"best":"105"}), else text; enum values may stand without their prefix and in
// any case ("military"). INVALID_ARGUMENT says what is wrong.
absl::Status AddAssignment(absl::string_view assignment,
                           claims::v1::CorrectClaim* correction);

// Adds a field that the words leave open: "event_time".
absl::Status AddUnset(absl::string_view path,
                      claims::v1::CorrectClaim* correction);

}  // namespace parallax::cli
