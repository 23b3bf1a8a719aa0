// Values on their way to a PostgreSQL server.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/storage/sql_value.h"

namespace parallax::storage {

// Type numbers of the server (pg_type.oid) that the stores use.
inline constexpr unsigned kPostgresBool = 16;
inline constexpr unsigned kPostgresBytes = 17;
inline constexpr unsigned kPostgresInt8 = 20;
inline constexpr unsigned kPostgresInt2 = 21;
inline constexpr unsigned kPostgresInt4 = 23;
inline constexpr unsigned kPostgresText = 25;
inline constexpr unsigned kPostgresFloat8 = 701;
inline constexpr unsigned kPostgresBytesList = 1001;
inline constexpr unsigned kPostgresTextList = 1009;
inline constexpr unsigned kPostgresInt8List = 1016;
inline constexpr unsigned kPostgresFloat8List = 1022;

// What libpq wants to be given, in binary form. The values must outlive it.
class PostgresParameters {
 public:
  explicit PostgresParameters(absl::Span<const SqlValue> values);

  // A list for each column of rows whose values stand one after the other. A
  // column has the type of its first value, integer when it has none.
  static PostgresParameters Lists(absl::Span<const SqlValue> values,
                                  int columns);

  PostgresParameters(PostgresParameters&&) noexcept = default;
  PostgresParameters& operator=(PostgresParameters&&) = delete;

  int size() const { return static_cast<int>(types_.size()); }
  absl::Span<const unsigned> types() const { return types_; }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

  // The types, a letter each; of lists a capital.
  const std::string& signature() const { return signature_; }

 private:
  PostgresParameters() = default;
  void AddList(absl::Span<const SqlValue> values, int column, int columns);
  void Add(char letter, unsigned type, const char* value, std::size_t size);

  // Numbers in network order.
  std::vector<std::array<char, 8>> numbers_;
  std::vector<std::string> lists_;
  std::vector<unsigned> types_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::string signature_;
};

// An integer of `size` bytes in network order.
std::int64_t PostgresInteger(const char* bytes, int size);

// `sql` with its parameters as PostgreSQL writes them: $1, $2...
std::string NumberParameters(absl::string_view sql);

}  // namespace parallax::storage
