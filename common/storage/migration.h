// Steps that bring a store's schema up to date.
#pragma once

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace parallax::storage {

// One forward step. Versions begin at 1 and have no gaps. A step that has been
// released is never edited: its text's hash is kept in the store and checked.
// CMake's parallax_migrations() makes a list of these from .sql files.
struct Migration {
  int version;
  absl::string_view name;  // "0001_initial"
  absl::string_view sql;
};

using Migrations = absl::Span<const Migration>;

}  // namespace parallax::storage
