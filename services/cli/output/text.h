// Protobuf values in words and figures, as tables show them.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace google::protobuf {
class Message;
class Timestamp;
}  // namespace google::protobuf
namespace google::type {
class LatLng;
}
namespace parallax::type::v1 {
class Count;
class Measurement;
class TimeInterval;
}  // namespace parallax::type::v1
namespace parallax::claims::v1 {
class Assertion;
class Claim;
class Claimant;
class Review;
}  // namespace parallax::claims::v1

namespace parallax::cli {

// "killed or missing" of CASUALTY_MEASURE_KILLED_OR_MISSING: the value's name
// without the enum's prefix, in lower case; "" for the unspecified value.
std::string EnumWord(absl::string_view prefix, absl::string_view name);

// "105", "≥101", "≤30", "~100", "20-30", "dozens" (the words of a vague one).
std::string CountText(const type::v1::Count& count);
// "10 km²", "1,500 m".
std::string MeasurementText(const type::v1::Measurement& measurement);
// "2022-09-14" at midnight, "2022-09-14 08:30" otherwise (UTC).
std::string TimeText(const google::protobuf::Timestamp& time);
// "since 2022-09-12", "2022-09-12", "2022-09-12 to 2022-09-14".
std::string IntervalText(const type::v1::TimeInterval& interval);
// "40.2028, 45.8621".
std::string PointText(const google::type::LatLng& point);

// Who says it: "Nikol Pashinyan (Armenia)"; "own voice" for the outlet.
std::string ClaimantText(const claims::v1::Claimant& claimant);
// What is said, without claimant and stance: "105 killed, Armenia, military".
std::string ContentText(const claims::v1::Assertion& assertion);
// "says", "denies", "has not confirmed".
std::string StanceText(const claims::v1::Assertion& assertion);

// "accept", "correct casualties.count.best", "merge into claims/ab12".
std::string ActionText(const claims::v1::Review& review);

// The last part of a resource name: "ab12" of "claims/ab12".
absl::string_view ShortName(absl::string_view name);

// A message as JSON, on one line or indented.
std::string JsonText(const google::protobuf::Message& message, bool indented);

}  // namespace parallax::cli
