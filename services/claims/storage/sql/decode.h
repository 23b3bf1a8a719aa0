// Messages out of stored bytes.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace parallax::claims::storage {

// `bytes` as a message; DATA_LOSS when it is none.
template <typename Message>
absl::Status Decode(absl::string_view bytes, Message* message) {
  if (message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::OkStatus();
  }
  return absl::DataLossError("a stored row cannot be read");
}

}  // namespace parallax::claims::storage
