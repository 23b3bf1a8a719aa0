#include "services/cli/session.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "common/status/errors.h"

namespace parallax::cli {

absl::StatusOr<google::protobuf::Timestamp> ParseTime(absl::string_view flag,
                                                      absl::string_view text,
                                                      bool end_of_day) {
  absl::Time time;
  std::string error;
  google::protobuf::Timestamp stamp;
  if (absl::ParseTime("%Y-%m-%d", text, &time, &error)) {
    if (end_of_day) time += absl::Hours(24) - absl::Nanoseconds(1);
  } else if (!absl::ParseTime("%Y-%m-%dT%H:%M:%E*S%Ez", text, &time, &error) &&
             !absl::ParseTime("%Y-%m-%dT%H:%M:%E*SZ", text, &time, &error) &&
             !absl::ParseTime("%Y-%m-%dT%H:%MZ", text, &time, &error) &&
             !absl::ParseTime("%Y-%m-%dT%H:%M", text, &time, &error)) {
    return absl::InvalidArgumentError(
        absl::StrCat(flag, ": \"", text,
                     "\" is no time; write 2022-09-15 or 2022-09-15T09:00Z"));
  }
  const int64_t nanos = absl::ToUnixNanos(
      time - absl::FromUnixSeconds(absl::ToUnixSeconds(time)) +
      absl::UnixEpoch());
  stamp.set_seconds(absl::ToUnixSeconds(time));
  stamp.set_nanos(static_cast<int32_t>(nanos));
  return stamp;
}

std::string FullName(absl::string_view collection, absl::string_view name) {
  if (absl::StrContains(name, '/')) return std::string(name);
  return absl::StrCat(collection, "/", name);
}

std::string FilterString(absl::string_view value) {
  return absl::StrCat(
      "\"", absl::StrReplaceAll(value, {{"\\", "\\\\"}, {"\"", "\\\""}}), "\"");
}

absl::StatusOr<std::vector<double>> Numbers(absl::string_view option,
                                            absl::string_view text,
                                            std::size_t count) {
  std::vector<double> numbers;
  for (absl::string_view part : absl::StrSplit(text, ',')) {
    double number = 0;
    if (!absl::SimpleAtod(part, &number)) break;
    numbers.push_back(number);
  }
  if (numbers.size() == count) return numbers;
  return absl::InvalidArgumentError(
      absl::StrCat(option, ": \"", text, "\" is not ", count,
                   " numbers with commas between"));
}

std::string Explain(const absl::Status& status, const Addresses& addresses) {
  std::string text(status.message().data(), status.message().size());
  if (text.empty()) {
    text = std::string(absl::StatusCodeToString(status.code()));
  }
  // The message lists the first of them itself.
  for (const auto& violation : status::ViolationsOf(status)) {
    if (absl::StrContains(status.message(), violation.description)) continue;
    absl::StrAppend(&text, "\n  ", violation.field, ": ",
                    violation.description);
  }
  if (absl::IsUnavailable(status)) {
    absl::StrAppend(
        &text, "\n  ingest ", addresses.ingest, ", claims ", addresses.claims,
        ", geo ", addresses.geo,
        "\n  Are the services up? Set --server or PARALLAX_SERVER.");
  }
  return text;
}

}  // namespace parallax::cli
