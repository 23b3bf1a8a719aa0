#include "common/status/errors.h"

#include <algorithm>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/payload.h"
#include "google/rpc/error_details.pb.h"

namespace parallax::status {
namespace {

constexpr char kReasonPrefix[] = "ERROR_REASON_";

// Details travel in a trailer, and a client takes 8 KiB of trailers unless it
// says otherwise: an error that echoes a long request must not become another
// error.
constexpr std::size_t kMaxMessageBytes = 1024;
constexpr std::size_t kMaxDescriptionBytes = 512;
constexpr std::size_t kMaxViolations = 32;
constexpr std::size_t kMaxViolationBytes = 2048;

// At most `limit` bytes of `text`, never half a character.
std::string Shortened(absl::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  while (limit > 0 &&
         (static_cast<unsigned char>(text[limit]) & 0xc0) == 0x80) {
    --limit;
  }
  return absl::StrCat(text.substr(0, limit), "...");
}

template <typename Detail>
std::optional<Detail> FindDetail(const absl::Status& status) {
  const absl::optional<absl::Cord> payload =
      status.GetPayload(DetailUrl(*Detail::descriptor()));
  Detail detail;
  if (!payload.has_value() || !detail.ParseFromString(std::string(*payload))) {
    return std::nullopt;
  }
  return detail;
}

void SetResource(absl::string_view type, absl::string_view name,
                 absl::Status* status) {
  google::rpc::ResourceInfo info;
  info.set_resource_type(std::string(type));
  info.set_resource_name(Shortened(name, kMaxDescriptionBytes));
  SetDetail(info, status);
}

void SetRetry(absl::Duration after, absl::Status* status) {
  google::rpc::RetryInfo info;
  const absl::Duration rest =
      after - absl::Seconds(absl::ToInt64Seconds(after));
  info.mutable_retry_delay()->set_seconds(absl::ToInt64Seconds(after));
  info.mutable_retry_delay()->set_nanos(
      static_cast<std::int32_t>(absl::ToInt64Nanoseconds(rest)));
  SetDetail(info, status);
}

}  // namespace

std::string DetailUrl(const google::protobuf::Descriptor& type) {
  return absl::StrCat("type.googleapis.com/", type.full_name());
}

void SetDetail(const google::protobuf::Message& detail, absl::Status* status) {
  status->SetPayload(DetailUrl(*detail.GetDescriptor()),
                     absl::Cord(detail.SerializeAsString()));
}

absl::Status Error(absl::StatusCode code, ErrorReason reason,
                   absl::string_view message, const Metadata& metadata) {
  absl::Status status(code, Shortened(message, kMaxMessageBytes));
  google::rpc::ErrorInfo info;
  info.set_reason(ReasonName(reason));
  info.set_domain(kErrorDomain);
  for (const auto& [key, value] : metadata) {
    (*info.mutable_metadata())[key] = value;
  }
  SetDetail(info, &status);
  return status;
}

void Violations::Add(absl::string_view field, absl::string_view description,
                     ErrorReason reason) {
  std::string path = prefix_.empty() || field.empty()
                         ? absl::StrCat(prefix_, field)
                         : absl::StrCat(prefix_, ".", field);
  violations_.push_back(
      FieldViolation{Shortened(path, kMaxDescriptionBytes),
                     Shortened(description, kMaxDescriptionBytes), reason});
}

void Violations::AddStatus(absl::string_view field,
                           const absl::Status& status) {
  if (status.ok()) return;
  const std::vector<FieldViolation> inner = ViolationsOf(status);
  if (inner.empty()) {
    const ErrorReason reason = ReasonOf(status);
    Add(field, status.message(),
        reason == type::v1::ERROR_REASON_UNSPECIFIED
            ? type::v1::ERROR_REASON_INVALID_FIELD
            : reason);
  }
  for (const FieldViolation& violation : inner) {
    Add(field.empty() || violation.field.empty()
            ? absl::StrCat(field, violation.field)
            : absl::StrCat(field, ".", violation.field),
        violation.description, violation.reason);
  }
}

absl::Status Violations::ToStatus() const {
  if (violations_.empty()) return absl::OkStatus();
  std::string message;
  google::rpc::BadRequest request;
  std::size_t bytes = 0;
  for (const FieldViolation& violation : violations_) {
    bytes += violation.field.size() + violation.description.size();
    const std::size_t listed = request.field_violations_size();
    if (listed == kMaxViolations ||
        (listed > 0 && bytes > kMaxViolationBytes)) {
      absl::StrAppend(&message, "; and ", violations_.size() - listed, " more");
      break;
    }
    absl::StrAppend(&message, message.empty() ? "" : "; ", violation.field,
                    violation.field.empty() ? "" : ": ", violation.description);
    google::rpc::BadRequest::FieldViolation* added =
        request.add_field_violations();
    added->set_field(violation.field);
    added->set_description(violation.description);
  }
  absl::Status status = Error(absl::StatusCode::kInvalidArgument,
                              violations_.front().reason, message);
  SetDetail(request, &status);
  return status;
}

absl::Status InvalidField(absl::string_view field,
                          absl::string_view description, ErrorReason reason) {
  Violations violations;
  violations.Add(field, description, reason);
  return violations.ToStatus();
}

absl::Status NotFound(absl::string_view type, absl::string_view name) {
  absl::Status status =
      Error(absl::StatusCode::kNotFound, type::v1::ERROR_REASON_NOT_FOUND,
            absl::StrCat(type, " \"", name, "\" not found"));
  SetResource(type, name, &status);
  return status;
}

absl::Status AlreadyExists(absl::string_view type, absl::string_view name) {
  absl::Status status = Error(
      absl::StatusCode::kAlreadyExists, type::v1::ERROR_REASON_ALREADY_EXISTS,
      absl::StrCat(type, " \"", name, "\" exists already"));
  SetResource(type, name, &status);
  return status;
}

absl::Status Overloaded(absl::string_view message, absl::Duration retry_after) {
  absl::Status status = Error(absl::StatusCode::kResourceExhausted,
                              type::v1::ERROR_REASON_OVERLOADED, message);
  SetRetry(retry_after, &status);
  return status;
}

absl::Status Unavailable(ErrorReason reason, absl::string_view message,
                         absl::Duration retry_after) {
  absl::Status status = Error(absl::StatusCode::kUnavailable, reason, message);
  SetRetry(retry_after, &status);
  return status;
}

absl::Status WithMetadata(absl::Status status, const Metadata& metadata) {
  auto info = FindDetail<google::rpc::ErrorInfo>(status);
  if (!info.has_value()) return status;
  for (const auto& [key, value] : metadata) {
    (*info->mutable_metadata())[key] = value;
  }
  SetDetail(*info, &status);
  return status;
}

absl::Status WithInternalDetail(absl::Status status, absl::string_view detail) {
  if (status.ok()) return status;
  std::string all = InternalDetail(status);
  absl::StrAppend(&all, all.empty() ? "" : "; ", detail);
  status.SetPayload(kInternalDetailUrl, absl::Cord(all));
  return status;
}

std::string InternalDetail(const absl::Status& status) {
  const absl::optional<absl::Cord> payload =
      status.GetPayload(kInternalDetailUrl);
  return payload.has_value() ? std::string(*payload) : std::string();
}

ErrorReason ReasonOf(const absl::Status& status) {
  const auto info = FindDetail<google::rpc::ErrorInfo>(status);
  if (!info.has_value() || info->domain() != kErrorDomain) {
    return type::v1::ERROR_REASON_UNSPECIFIED;
  }
  return ReasonFromName(info->reason());
}

Metadata MetadataOf(const absl::Status& status) {
  Metadata metadata;
  if (const auto info = FindDetail<google::rpc::ErrorInfo>(status)) {
    metadata.assign(info->metadata().begin(), info->metadata().end());
  }
  std::sort(metadata.begin(), metadata.end());
  return metadata;
}

std::vector<FieldViolation> ViolationsOf(const absl::Status& status) {
  std::vector<FieldViolation> violations;
  const auto request = FindDetail<google::rpc::BadRequest>(status);
  if (!request.has_value()) return violations;
  // The wire has one reason for all of them.
  const ErrorReason reason = ReasonOf(status);
  for (const auto& violation : request->field_violations()) {
    violations.push_back(
        FieldViolation{violation.field(), violation.description(),
                       reason == type::v1::ERROR_REASON_UNSPECIFIED
                           ? type::v1::ERROR_REASON_INVALID_FIELD
                           : reason});
  }
  return violations;
}

std::optional<absl::Duration> RetryDelayOf(const absl::Status& status) {
  const auto info = FindDetail<google::rpc::RetryInfo>(status);
  if (!info.has_value()) return std::nullopt;
  return absl::Seconds(info->retry_delay().seconds()) +
         absl::Nanoseconds(info->retry_delay().nanos());
}

std::optional<Resource> ResourceOf(const absl::Status& status) {
  const auto info = FindDetail<google::rpc::ResourceInfo>(status);
  if (!info.has_value()) return std::nullopt;
  return Resource{info->resource_type(), info->resource_name()};
}

std::string ReasonName(ErrorReason reason) {
  return std::string(absl::StripPrefix(
      absl::string_view(type::v1::ErrorReason_Name(reason)), kReasonPrefix));
}

ErrorReason ReasonFromName(absl::string_view name) {
  ErrorReason reason;
  if (type::v1::ErrorReason_Parse(absl::StrCat(kReasonPrefix, name), &reason)) {
    return reason;
  }
  return type::v1::ERROR_REASON_UNSPECIFIED;
}

}  // namespace parallax::status
