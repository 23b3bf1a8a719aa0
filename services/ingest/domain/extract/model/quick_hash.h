// A hash that is cheap to take of the short strings that features are made of.
// Its values are kept in memory only: no file holds them.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_QUICK_HASH_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_QUICK_HASH_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {

namespace quick_hash {

// The little-endian number at `p`.
template <typename Number>
constexpr uint64_t Load(const char* p) {
  if (std::is_constant_evaluated()) {
    uint64_t value = 0;
    for (size_t i = sizeof(Number); i-- > 0;) {
      value = value << 8 | static_cast<unsigned char>(p[i]);
    }
    return value;
  }
  Number value;
  std::memcpy(&value, p, sizeof(value));
  return value;
}

// Both halves of the product, folded.
constexpr uint64_t Fold(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

inline constexpr uint64_t kLow = 0x9E3779B97F4A7C15u;
inline constexpr uint64_t kHigh = 0xD6E8FEB86659FD93u;

}  // namespace quick_hash

// What a string of up to 16 bytes brings to a hash, whatever comes before it.
class QuickText {
 public:
  [[gnu::always_inline]] constexpr explicit QuickText(absl::string_view bytes) {
    using namespace quick_hash;  // NOLINT: its only user
    const char* p = bytes.data();
    const size_t size = bytes.size();
    uint64_t low = 0;
    uint64_t high = 0;
    if (size >= 8) {
      low = Load<uint64_t>(p);
      high = Load<uint64_t>(p + size - 8);
    } else if (size >= 4) {
      low = Load<uint32_t>(p);
      high = Load<uint32_t>(p + size - 4);
    } else if (size > 0) {
      low = Load<uint8_t>(p) << 16 | Load<uint8_t>(p + size / 2) << 8 |
            Load<uint8_t>(p + size - 1);
    }
    low_ = low ^ kLow;
    high_ = high ^ (kHigh * (size + 1));
  }

  // Of a longer string: that of its end, after all that stands before that.
  static constexpr QuickText OfLong(absl::string_view bytes) {
    uint64_t before = 0;
    while (bytes.size() > 16) {
      before = QuickText(bytes.substr(0, 16)).After(before);
      bytes.remove_prefix(16);
    }
    QuickText text(bytes);
    text.low_ ^= before ^ quick_hash::kHigh;
    return text;
  }

  // The hash of what has the hash `seed`, and the string.
  constexpr uint64_t After(uint64_t seed) const {
    return quick_hash::Fold(low_ ^ seed, high_);
  }

 private:
  uint64_t low_ = 0;
  uint64_t high_ = 0;
};

constexpr QuickText QuickTextOf(absl::string_view bytes) {
  return bytes.size() > 16 ? QuickText::OfLong(bytes) : QuickText(bytes);
}

constexpr uint64_t QuickHash(absl::string_view bytes, uint64_t seed) {
  return QuickTextOf(bytes).After(seed);
}

// The same for names, which are mostly literals: where the compiler knows the
// name it takes the hash.
[[gnu::always_inline]] inline uint64_t QuickHashOfName(absl::string_view name) {
  if (!__builtin_constant_p(name.size()) || name.size() > 32) {
    return QuickHash(name, 0);
  }
  if (name.size() <= 16) return QuickText(name).After(0);
  return QuickText(name.substr(16))
      .After(QuickText(name.substr(0, 16)).After(0) ^ quick_hash::kHigh);
}

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_QUICK_HASH_H_
