// Where a service keeps its data: the value of its option `store`.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/sql_dialect.h"

namespace parallax::storage {

struct StoreUrl {
  SqlDialect engine = SqlDialect::kSqlite;
  // A path for SQLite; for PostgreSQL the whole URL, as libpq reads it.
  std::string location;
};

// "sqlite:PATH", "postgresql://USER:PASSWORD@HOST:PORT/DATABASE?..." or the
// same with "postgres://". INVALID_ARGUMENT names no part of the text, which
// may hold a password.
absl::StatusOr<StoreUrl> ParseStoreUrl(absl::string_view text);

// The text with every password in it replaced by "***", to be shown.
std::string RedactStoreUrl(absl::string_view text);

}  // namespace parallax::storage
