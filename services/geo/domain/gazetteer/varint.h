// Variable-length integers in gazetteer files, read with bounds checked.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace parallax::geo::domain {

inline void PutVarint(std::string& out, uint32_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

inline uint32_t ZigZag(int32_t value) {
  return (static_cast<uint32_t>(value) << 1) ^
         static_cast<uint32_t>(value >> 31);
}

inline int32_t UnZigZag(uint32_t value) {
  return static_cast<int32_t>(value >> 1) ^ -static_cast<int32_t>(value & 1);
}

// Takes one number from the front of `in`. False at its end or when the
// number is longer than 32 bits; `in` is then unspecified.
inline bool GetVarint(absl::string_view& in, uint32_t& value) {
  value = 0;
  for (int shift = 0; shift < 35 && !in.empty(); shift += 7) {
    const auto byte = static_cast<uint8_t>(in.front());
    in.remove_prefix(1);
    value |= static_cast<uint32_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return true;
  }
  return false;
}

}  // namespace parallax::geo::domain
