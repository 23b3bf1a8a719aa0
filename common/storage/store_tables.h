// The tables of a store, as its engine describes them.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/sql_connection.h"

namespace parallax::storage {

// What both engines tell apart.
enum class ColumnKind { kInteger, kReal, kText, kBlob };

struct StoreColumn {
  std::string name;
  ColumnKind kind = ColumnKind::kInteger;
  // The engine numbers its rows from a counter of its own.
  bool numbered = false;
};

struct StoreTable {
  std::string name;
  // By name.
  std::vector<StoreColumn> columns;
  // Names of the primary key's columns, in its order; empty without one.
  std::vector<std::string> key;

  // "\"id\", \"name\"": every column.
  std::string ColumnList() const;
};

// The tables that hold what a store was told. Left out are the tables of
// schema steps and of copies, and those that an index of the engine keeps for
// itself. A table comes after those that its rows refer to. FAILED_PRECONDITION
// for a column of a type that no store has.
absl::StatusOr<std::vector<StoreTable>> ListTables(SqlConnection& connection);

}  // namespace parallax::storage
