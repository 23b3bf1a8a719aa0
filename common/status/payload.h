// How details are kept inside an absl::Status. For this folder only.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace parallax::status {

// Payload that never leaves the process.
inline constexpr char kInternalDetailUrl[] = "parallax.internal/detail";

// "type.googleapis.com/google.rpc.ErrorInfo"
std::string DetailUrl(const google::protobuf::Descriptor& type);

void SetDetail(const google::protobuf::Message& detail, absl::Status* status);

}  // namespace parallax::status
