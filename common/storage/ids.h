// Ids that content decides, so that repeating a call repeats nothing.
#pragma once

#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"

namespace parallax::storage {

// SHA-256 of `bytes`, 32 raw bytes.
std::string Sha256(absl::string_view bytes);

// Lower-case hex of raw bytes.
std::string Hex(absl::string_view bytes);

// Lower-case base32 (RFC 4648, without padding) of raw bytes: letters a-z and
// digits 2-7, fit for a resource name.
std::string Base32(absl::string_view bytes);

inline constexpr int kContentIdLength = 20;  // 100 bits

// A fixed-length id from the parts that make something what it is. Parts are
// told apart by their lengths: ("ab", "c") and ("a", "bc") differ. `kind`
// keeps things of different kinds apart.
std::string ContentId(absl::string_view kind,
                      std::initializer_list<absl::string_view> parts,
                      int length = kContentIdLength);

}  // namespace parallax::storage
