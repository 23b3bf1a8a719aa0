// Many rows with one statement.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/storage/sql_value.h"

namespace parallax::storage {

class SqlConnection;

// A statement that is to be run for each of many rows of values.
struct SqlRowStatement {
  int columns = 0;
  // Its parameters are the values of one row.
  std::string each;
  // The same for all rows at once, for an engine that takes a list as one
  // parameter: a list for each column. unnest() makes rows of them.
  std::string all;
  // Whether `all` looks for rows: how it does is then planned each time, by the
  // size that tables have at that moment.
  bool searches = false;
};

// INSERT INTO `table`. `conflict` is what stands at the end: "ON CONFLICT ...".
SqlRowStatement InsertRows(absl::string_view table,
                           const std::vector<std::string>& columns,
                           absl::string_view conflict = "");

// Rows that wait to be written together, of one statement of one connection.
class SqlPendingRows {
 public:
  // Both must outlive it.
  SqlPendingRows(SqlConnection* connection, const SqlRowStatement* statement)
      : connection_(*connection), statement_(*statement) {}

  // Rows go out when many wait.
  absl::Status Add(std::vector<SqlValue> row);
  // The same for a row that takes the place of one that waits under that key:
  // no statement may change a row twice.
  absl::Status Put(absl::string_view key, std::vector<SqlValue> row);

  // Runs the statement for what waits, without waiting for it.
  absl::Status Send();

 private:
  SqlConnection& connection_;
  const SqlRowStatement& statement_;
  std::vector<SqlValue> values_;
  // Where the values of each key begin.
  absl::flat_hash_map<std::string, std::size_t> keys_;
};

}  // namespace parallax::storage
