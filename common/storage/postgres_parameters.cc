#include "common/storage/postgres_parameters.h"

#include <cstring>
#include <utility>
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

std::uint64_t BitsOf(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

struct ListType {
  char letter;
  unsigned list;
  unsigned element;
};

ListType ListTypeOf(const SqlValue& value) {
  const auto& variant = value.variant();
  if (std::holds_alternative<double>(variant)) {
    return {'F', kPostgresFloat8List, kPostgresFloat8};
  }
  if (std::holds_alternative<std::string>(variant)) {
    return {'T', kPostgresTextList, kPostgresText};
  }
  if (std::holds_alternative<SqlBlob>(variant)) {
    return {'B', kPostgresBytesList, kPostgresBytes};
  }
  return {'I', kPostgresInt8List, kPostgresInt8};
}

void AppendNumber(std::int64_t number, std::string* bytes) {
  const auto order = NetworkOrder(static_cast<std::uint64_t>(number));
  bytes->append(order.data() + 4, 4);
}

// Appends an element of a list: its length and its bytes.
struct ElementAppender {
  std::string& list;

  void operator()(std::monostate) const { AppendNumber(-1, &list); }
  void operator()(std::int64_t value) const {
    Append(NetworkOrder(static_cast<std::uint64_t>(value)));
  }
  void operator()(double value) const { Append(NetworkOrder(BitsOf(value))); }
  void operator()(const std::string& value) const { Append(value); }
  void operator()(const SqlBlob& value) const { Append(value.bytes); }

  template <typename Bytes>
  void Append(const Bytes& bytes) const {
    AppendNumber(static_cast<std::int64_t>(bytes.size()), &list);
    list.append(bytes.data(), bytes.size());
  }
};

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
      numbers_.push_back(NetworkOrder(BitsOf(*real)));
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

PostgresParameters PostgresParameters::Lists(absl::Span<const SqlValue> values,
                                             int columns) {
  PostgresParameters parameters;
  // Must not move, as above.
  parameters.lists_.reserve(columns);
  for (int column = 0; column < columns; ++column) {
    parameters.AddList(values, column, columns);
  }
  return parameters;
}

void PostgresParameters::AddList(absl::Span<const SqlValue> values, int column,
                                 int columns) {
  ListType type = ListTypeOf(SqlValue());
  bool nulls = false;
  bool typed = false;
  std::int64_t rows = 0;
  for (std::size_t at = column; at < values.size(); at += columns, ++rows) {
    const bool null = values[at] == SqlValue();
    nulls = nulls || null;
    if (!null && !std::exchange(typed, true)) type = ListTypeOf(values[at]);
  }
  std::string& bytes = lists_.emplace_back();
  // Dimensions, whether there are nulls, the type; of the one dimension the
  // length and the first index.
  AppendNumber(rows == 0 ? 0 : 1, &bytes);
  AppendNumber(nulls ? 1 : 0, &bytes);
  AppendNumber(type.element, &bytes);
  if (rows > 0) {
    AppendNumber(rows, &bytes);
    AppendNumber(1, &bytes);
  }
  for (std::size_t at = column; at < values.size(); at += columns) {
    std::visit(ElementAppender{bytes}, values[at].variant());
  }
  Add(type.letter, type.list, bytes.data(), bytes.size());
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
