// Messages out of stored bytes.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/storage/sealed.h"

namespace parallax::claims::storage {

// `bytes`, as sealed, as a message; DATA_LOSS when it is none.
template <typename Message>
absl::Status Decode(absl::string_view bytes, Message* message) {
  return ::parallax::storage::ReadSealed(bytes, message);
}

}  // namespace parallax::claims::storage
