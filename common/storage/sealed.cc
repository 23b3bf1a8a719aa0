#include "common/storage/sealed.h"

#include <zlib.h>

#include <cstdint>
#include <utility>

#include "common/status/errors.h"

namespace parallax::storage {
namespace {

// The greatest field number there is, with four bytes of value.
constexpr absl::string_view kTag("\xfd\xff\xff\xff\x0f", 5);
constexpr std::size_t kSumBytes = 4;
constexpr std::size_t kSealBytes = kTag.size() + kSumBytes;
// With so many bytes of the tag in place it is a tag that was damaged.
constexpr int kMostlyTag = 3;

std::string Checksum(absl::string_view bytes) {
  std::uint32_t sum = static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
  std::string text;
  for (std::size_t i = 0; i < kSumBytes; ++i, sum >>= 8) {
    text.push_back(static_cast<char>(sum & 0xff));
  }
  return text;
}

}  // namespace

std::string Seal(std::string message) {
  const std::string sum = Checksum(message);
  message.append(kTag.data(), kTag.size());
  message.append(sum);
  return message;
}

absl::StatusOr<absl::string_view> Unseal(absl::string_view stored) {
  if (stored.size() < kSealBytes) return stored;
  const absl::string_view message =
      stored.substr(0, stored.size() - kSealBytes);
  const absl::string_view seal = stored.substr(message.size());
  int alike = 0;
  for (std::size_t i = 0; i < kTag.size(); ++i) alike += seal[i] == kTag[i];
  if (alike < kMostlyTag) return stored;
  if (static_cast<std::size_t>(alike) < kTag.size() ||
      seal.substr(kTag.size()) != Checksum(message)) {
    return DamagedRow();
  }
  return message;
}

absl::Status DamagedRow() {
  return status::Error(absl::StatusCode::kDataLoss,
                       type::v1::ERROR_REASON_STORE_FAILED,
                       "a stored row is damaged");
}

}  // namespace parallax::storage
