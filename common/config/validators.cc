#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/config/options.h"

namespace parallax::config {

Validator<std::int64_t> InRange(std::int64_t low, std::int64_t high) {
  return [low, high](const std::int64_t& value) {
    if (value >= low && value <= high) return absl::OkStatus();
    return absl::InvalidArgumentError(
        absl::StrCat("must be between ", low, " and ", high));
  };
}

Validator<double> RealInRange(double low, double high) {
  return [low, high](const double& value) {
    if (value >= low && value <= high) return absl::OkStatus();
    return absl::InvalidArgumentError(
        absl::StrCat("must be between ", low, " and ", high));
  };
}

Validator<absl::Duration> AtLeast(absl::Duration low) {
  return [low](const absl::Duration& value) {
    if (value >= low) return absl::OkStatus();
    return absl::InvalidArgumentError(
        absl::StrCat("must be at least ", absl::FormatDuration(low)));
  };
}

Validator<std::string> NotEmpty() {
  return [](const std::string& value) {
    return value.empty() ? absl::InvalidArgumentError("must not be empty")
                         : absl::OkStatus();
  };
}

Validator<std::string> OneOf(std::vector<std::string> choices) {
  return [choices = std::move(choices)](const std::string& value) {
    if (std::find(choices.begin(), choices.end(), value) != choices.end()) {
      return absl::OkStatus();
    }
    return absl::InvalidArgumentError(
        absl::StrCat("must be one of ", absl::StrJoin(choices, ", ")));
  };
}

Validator<std::string> Address() {
  return [](const std::string& value) {
    if (absl::StartsWith(value, "unix:") && value.size() > 5) {
      return absl::OkStatus();
    }
    const std::size_t colon = value.rfind(':');
    int port = -1;
    if (colon != std::string::npos && colon > 0 &&
        absl::SimpleAtoi(absl::string_view(value).substr(colon + 1), &port) &&
        port >= 0 && port <= 65535) {
      return absl::OkStatus();
    }
    return absl::InvalidArgumentError(
        "must be host:port, [v6]:port or unix:path");
  };
}

}  // namespace parallax::config
