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

// The upper half of the product: `a` scaled to [0, b).
inline uint64_t High(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<uint64_t>((static_cast<Wide>(a) * b) >> 64);
}

inline constexpr uint64_t kLow = 0x9E3779B97F4A7C15u;
inline constexpr uint64_t kHigh = 0xD6E8FEB86659FD93u;

}  // namespace quick_hash

// Of up to 16 bytes.
[[gnu::always_inline]] inline uint64_t QuickHashShort(absl::string_view bytes,
                                                      uint64_t seed) {
  using namespace quick_hash;  // NOLINT: its only user
  const char* p = bytes.data();
  const size_t size = bytes.size();
  uint64_t low = 0;
  uint64_t high = 0;
  if (size >= 8) {
    low = Load8(p);
    high = Load8(p + size - 8);
  } else if (size >= 4) {
    low = Load4(p);
    high = Load4(p + size - 4);
  } else if (size > 0) {
    low = static_cast<uint64_t>(static_cast<unsigned char>(p[0])) << 16 |
          static_cast<uint64_t>(static_cast<unsigned char>(p[size / 2])) << 8 |
          static_cast<unsigned char>(p[size - 1]);
  }
  return Fold(low ^ seed ^ kLow, high ^ (kHigh * (size + 1)));
}

uint64_t QuickHashLong(absl::string_view bytes, uint64_t seed);

inline uint64_t QuickHash(absl::string_view bytes, uint64_t seed) {
  if (bytes.size() > 16) return QuickHashLong(bytes, seed);
  return QuickHashShort(bytes, seed);
}

// The same for names, which are mostly literals: where the compiler knows the
// name it takes the hash.
[[gnu::always_inline]] inline uint64_t QuickHashOfName(absl::string_view name) {
  if (!__builtin_constant_p(name.size()) || name.size() > 32) {
    return QuickHash(name, 0);
  }
  if (name.size() <= 16) return QuickHashShort(name, 0);
  return QuickHashShort(name.substr(16), QuickHashShort(name.substr(0, 16), 0) ^
                                             quick_hash::kHigh);
}

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_QUICK_HASH_H_
