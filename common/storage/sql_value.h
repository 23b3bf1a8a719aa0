// A value to be bound to a parameter of an SQL statement of any engine.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "absl/strings/string_view.h"

namespace parallax::storage {

// Bytes, as opposed to text.
struct SqlBlob {
  std::string bytes;
  friend bool operator==(const SqlBlob& a, const SqlBlob& b) {
    return a.bytes == b.bytes;
  }
};

// Null, integer, double, text or blob. A bool is the integer 0 or 1.
class SqlValue {
 public:
  using Variant =
      std::variant<std::monostate, std::int64_t, double, std::string, SqlBlob>;

  SqlValue() = default;  // null
  template <typename T>
  requires std::is_integral_v<T> || std::is_enum_v<T>
  // NOLINTNEXTLINE(google-explicit-constructor)
  SqlValue(T value) : value_(static_cast<std::int64_t>(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  SqlValue(double value) : value_(value) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  SqlValue(std::string value) : value_(std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  SqlValue(absl::string_view value) : value_(std::string(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  SqlValue(const char* value) : value_(std::string(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  SqlValue(SqlBlob value) : value_(std::move(value)) {}

  const Variant& variant() const { return value_; }
  friend bool operator==(const SqlValue& a, const SqlValue& b) {
    return a.value_ == b.value_;
  }

 private:
  Variant value_;
};

}  // namespace parallax::storage
