#include "common/storage/postgres_parameters.h"

#include <cstring>
#include <variant>

#include "absl/strings/str_cat.h"

namespace parallax::storage {
namespace {

std::array<char, 8> NetworkOrder(std::uint64_t value) {
  std::array<char, 8> bytes;
  for (int i = 7; i >= 0; --i) {
    bytes[i] = static_cast<char>(value & 0xff);
    value >>= 8;
  }
  return bytes;
}

}  // namespace

PostgresParameters::PostgresParameters(absl::Span<const SqlValue> values) {
  // Must not move: libpq is given pointers into it.
  numbers_.reserve(values.size());
  for (const SqlValue& value : values) {
    const auto& variant = value.variant();
    if (const auto* integer = std::get_if<std::int64_t>(&variant)) {
      numbers_.push_back(NetworkOrder(static_cast<std::uint64_t>(*integer)));
      Add('i', kPostgresInt8, numbers_.back().data(), 8);
    } else if (const auto* real = std::get_if<double>(&variant)) {
      std::uint64_t bits = 0;
      std::memcpy(&bits, real, sizeof(bits));
      numbers_.push_back(NetworkOrder(bits));
      Add('f', kPostgresFloat8, numbers_.back().data(), 8);
    } else if (const auto* text = std::get_if<std::string>(&variant)) {
      Add('t', kPostgresText, text->data(), text->size());
    } else if (const auto* blob = std::get_if<SqlBlob>(&variant)) {
      Add('b', kPostgresBytes, blob->bytes.data(), blob->bytes.size());
    } else {
      // The server tells from the place what type it is null of.
      Add('n', 0, nullptr, 0);
    }
  }
}

void PostgresParameters::Add(char letter, unsigned type, const char* value,
                             std::size_t size) {
  types_.push_back(type);
  values_.push_back(value);
  lengths_.push_back(static_cast<int>(size));
  formats_.push_back(1);
  signature_.push_back(letter);
}

std::int64_t PostgresInteger(const char* bytes, int size) {
  // Sign-extended from the first byte.
  std::int64_t value = size > 0 && bytes[0] < 0 ? -1 : 0;
  for (int i = 0; i < size; ++i) {
    value = static_cast<std::int64_t>(static_cast<std::uint64_t>(value) << 8 |
                                      static_cast<unsigned char>(bytes[i]));
  }
  return value;
}

std::string NumberParameters(absl::string_view sql) {
  std::string numbered;
  numbered.reserve(sql.size() + 16);
  int next = 1;
  bool quoted = false;
  for (const char c : sql) {
    if (c == '\'') quoted = !quoted;
    if (c == '?' && !quoted) {
      absl::StrAppend(&numbered, "$", next++);
    } else {
      numbered.push_back(c);
    }
  }
  return numbered;
}

}  // namespace parallax::storage
