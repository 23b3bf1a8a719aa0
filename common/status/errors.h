// Builders and readers for the errors that cross every border of the project.
//
// An error is an absl::Status whose payloads are google.rpc detail messages:
// ErrorInfo (a stable reason in the domain "parallax"), BadRequest, RetryInfo
// and ResourceInfo. common/status/grpc_status.h carries them over the wire.
//
//   status::Violations bad;
//   if (request.page_size() < 0) bad.Add("page_size", "must not be negative");
//   if (request.parent().empty()) bad.Add("parent", "is required");
//   PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
//
// A message given to these builders is sent to the caller: put what only an
// operator may see (paths, SQL, driver errors) in WithInternalDetail().
// All functions are thread safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "parallax/type/v1/error_reason.pb.h"

namespace parallax::status {

using ::parallax::type::v1::ErrorReason;

// ErrorInfo.domain of every error of the project.
inline constexpr char kErrorDomain[] = "parallax";

// Extra facts for a program, sent as ErrorInfo.metadata.
using Metadata = std::vector<std::pair<std::string, std::string>>;

// An error of `code` with an ErrorInfo of `reason`. `code` must not be kOk.
absl::Status Error(absl::StatusCode code, ErrorReason reason,
                   absl::string_view message, const Metadata& metadata = {});

// One field that a request has wrong.
struct FieldViolation {
  std::string field;        // path from the request, "documents[3].address"
  std::string description;  // what must hold, "must not be negative"
  ErrorReason reason = type::v1::ERROR_REASON_INVALID_FIELD;
};

// Collects every field violation of one request, so that the caller sees them
// all at once. Not thread safe.
class Violations {
 public:
  Violations() = default;
  // `prefix` is put before every field, joined by a dot.
  explicit Violations(absl::string_view prefix) : prefix_(prefix) {}

  void Add(absl::string_view field, absl::string_view description,
           ErrorReason reason = type::v1::ERROR_REASON_INVALID_FIELD);
  // Adds the violations that `status` carries, each below `field`; a status
  // without any becomes one violation with its message. OK adds nothing.
  void AddStatus(absl::string_view field, const absl::Status& status);

  bool empty() const { return violations_.empty(); }
  const std::vector<FieldViolation>& violations() const { return violations_; }

  // OK when empty; else INVALID_ARGUMENT with one BadRequest holding them and
  // an ErrorInfo with the first violation's reason. What does not fit into a
  // trailer (beyond 32 violations or 2 KiB) is counted, not listed.
  absl::Status ToStatus() const;

 private:
  std::string prefix_;
  std::vector<FieldViolation> violations_;
};

// INVALID_ARGUMENT with one violation.
absl::Status InvalidField(
    absl::string_view field, absl::string_view description,
    ErrorReason reason = type::v1::ERROR_REASON_INVALID_FIELD);

// NOT_FOUND; `type` is the resource type ("document"), `name` the full
// resource name ("documents/d1"). With ResourceInfo.
absl::Status NotFound(absl::string_view type, absl::string_view name);

// ALREADY_EXISTS, with ResourceInfo.
absl::Status AlreadyExists(absl::string_view type, absl::string_view name);

// RESOURCE_EXHAUSTED with reason OVERLOADED and RetryInfo.
absl::Status Overloaded(absl::string_view message, absl::Duration retry_after);

// UNAVAILABLE with `reason` and RetryInfo.
absl::Status Unavailable(ErrorReason reason, absl::string_view message,
                         absl::Duration retry_after);

// Adds entries to the ErrorInfo that `status` carries; nothing without one.
absl::Status WithMetadata(absl::Status status, const Metadata& metadata);

// Adds text that is logged with the error and never sent.
absl::Status WithInternalDetail(absl::Status status, absl::string_view detail);
// The text added by WithInternalDetail(), or empty.
std::string InternalDetail(const absl::Status& status);

// Readers. They accept any status, also one built elsewhere.
ErrorReason ReasonOf(const absl::Status& status);  // UNSPECIFIED if none
Metadata MetadataOf(const absl::Status& status);
std::vector<FieldViolation> ViolationsOf(const absl::Status& status);
std::optional<absl::Duration> RetryDelayOf(const absl::Status& status);

struct Resource {
  std::string type;
  std::string name;
};
std::optional<Resource> ResourceOf(const absl::Status& status);

// The wire form of a reason ("INVALID_FIELD", without the enum's prefix) and
// back; an unknown text gives ERROR_REASON_UNSPECIFIED.
std::string ReasonName(ErrorReason reason);
ErrorReason ReasonFromName(absl::string_view name);

}  // namespace parallax::status
