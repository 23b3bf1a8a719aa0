// Hashing for features and lexicons. The values are stored in model files, so
// they must never depend on the platform or the standard library.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_HASHING_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_HASHING_H_

#include <bit>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::extract {

// A bijection that spreads every input bit over the word (splitmix64).
constexpr uint64_t Mix(uint64_t x) {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

inline uint64_t HashBytes(absl::string_view bytes) {
  uint64_t h = 0xCBF29CE484222325u ^ bytes.size();
  for (char c : bytes) {
    h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  }
  return Mix(h);
}

// Keys of conjoined features: `kind` tells templates apart, the operands are
// already well-mixed hashes, their order matters.
constexpr uint64_t Key(uint64_t kind, uint64_t a) {
  const uint64_t h = (a ^ kind) * 0x9FB21C651E98DF25u;
  return h ^ (h >> 32);
}
constexpr uint64_t Key(uint64_t kind, uint64_t a, uint64_t b) {
  return Key(kind, a + std::rotl(b * 0xD6E8FEB86659FD93u, 29));
}
constexpr uint64_t Key(uint64_t kind, uint64_t a, uint64_t b, uint64_t c) {
  return Key(kind, a + std::rotl(b * 0xD6E8FEB86659FD93u, 29) +
                       std::rotl(c * 0xA0761D6478BD642Fu, 47));
}
constexpr uint64_t Key(uint64_t kind, uint64_t a, uint64_t b, uint64_t c,
                       uint64_t d) {
  return Key(kind, a + std::rotl(d * 0xE7037ED1A0B428DBu, 13), b, c);
}

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_HASHING_H_
