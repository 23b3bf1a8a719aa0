// A hash that is cheap to take of the short strings that features are made of.
// Its values are kept in memory only: no file holds them.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_QUICK_HASH_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_QUICK_HASH_H_

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {

namespace quick_hash {

inline uint64_t Load8(const char* p) {
  uint64_t value;
  std::memcpy(&value, p, sizeof(value));
  return value;
}

inline uint64_t Load4(const char* p) {
  uint32_t value;
  std::memcpy(&value, p, sizeof(value));
  return value;
}

// Both halves of the product, folded.
inline uint64_t Fold(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

inline constexpr uint64_t kLow = 0x9E3779B97F4A7C15u;
inline constexpr uint64_t kHigh = 0xD6E8FEB86659FD93u;

}  // namespace quick_hash

inline uint64_t QuickHash(absl::string_view bytes, uint64_t seed) {
  using namespace quick_hash;  // NOLINT: its only user
  const char* p = bytes.data();
  size_t left = bytes.size();
  uint64_t low = 0;
  uint64_t high = 0;
  seed ^= left * kLow;
  for (; left > 16; p += 16, left -= 16) {
    seed = Fold(Load8(p) ^ seed ^ kLow, Load8(p + 8) ^ kHigh);
  }
  if (left >= 8) {
    low = Load8(p);
    high = Load8(p + left - 8);
  } else if (left >= 4) {
    low = Load4(p);
    high = Load4(p + left - 4);
  } else if (left > 0) {
    low = static_cast<uint64_t>(static_cast<unsigned char>(p[0])) << 16 |
          static_cast<uint64_t>(static_cast<unsigned char>(p[left / 2])) << 8 |
          static_cast<unsigned char>(p[left - 1]);
  }
  return Fold(low ^ seed ^ kLow, high ^ kHigh);
}

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_QUICK_HASH_H_
