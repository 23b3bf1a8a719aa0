// Messages are stored with a checksum, so that a byte that the disk changed is
// an error, and not another answer.
//
// The seal is appended in the form of a field that no message has: who does not
// know of seals reads a sealed message as ever. Rows that were written before
// there were seals have none, and are taken as they are.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/sql_value.h"

namespace parallax::storage {

std::string Seal(std::string message);

// A message as it is stored.
template <typename Message>
SqlBlob Sealed(const Message& message) {
  return {Seal(message.SerializeAsString())};
}

// The message without its seal, a view into `stored`. DATA_LOSS when it is not
// what was sealed.
absl::StatusOr<absl::string_view> Unseal(absl::string_view stored);

// Unseals and parses; DATA_LOSS when either fails.
template <typename Message>
absl::Status ReadSealed(absl::string_view stored, Message* message);

// What is said of a row that is not as it was written.
absl::Status DamagedRow();

}  // namespace parallax::storage

#include "common/status/macros.h"

namespace parallax::storage {

template <typename Message>
absl::Status ReadSealed(absl::string_view stored, Message* message) {
  PARALLAX_ASSIGN_OR_RETURN(const absl::string_view bytes, Unseal(stored));
  if (message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::OkStatus();
  }
  return DamagedRow();
}

}  // namespace parallax::storage
