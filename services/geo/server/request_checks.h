// Checks that several requests share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "google/protobuf/timestamp.pb.h"

namespace parallax::geo::server {

// Characters of UTF-8 text.
size_t CharacterCount(absl::string_view text);

// An ISO 3166-1 alpha-2 code, or empty where that is allowed.
void CheckCountryCode(absl::string_view code, bool may_be_empty,
                      absl::string_view field, status::Violations& bad);

void CheckLayerNames(
    const google::protobuf::RepeatedPtrField<std::string>& names,
    absl::string_view field, status::Violations& bad);

void CheckMinRevision(int64_t revision, status::Violations& bad);

// The time that a request names; a violation when it is out of range.
std::optional<absl::Time> ReadTime(bool present,
                                   const google::protobuf::Timestamp& time,
                                   absl::string_view field,
                                   status::Violations& bad);

}  // namespace parallax::geo::server
