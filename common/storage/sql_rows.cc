#include "common/storage/sql_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/storage/sql_connection.h"

namespace parallax::storage {
namespace {

// Enough that a statement costs little beside its rows, and few enough that the
// engine is at work while the next ones are made.
constexpr std::size_t kRowsTogether = 128;

}  // namespace

SqlRowStatement InsertRows(absl::string_view table,
                           const std::vector<std::string>& columns,
                           absl::string_view conflict) {
  const std::string into = absl::StrCat("INSERT INTO ", table, " (",
                                        absl::StrJoin(columns, ", "), ") ");
  const std::string places =
      absl::StrJoin(std::vector<std::string>(columns.size(), "?"), ", ");
  return {static_cast<int>(columns.size()),
          absl::StrCat(into, "VALUES (", places, ") ", conflict),
          absl::StrCat(into, "SELECT * FROM unnest(", places, ") ", conflict)};
}

absl::Status SqlPendingRows::Add(std::vector<SqlValue> row) {
  std::move(row.begin(), row.end(), std::back_inserter(values_));
  if (values_.size() < kRowsTogether * row.size()) return absl::OkStatus();
  return Send();
}

absl::Status SqlPendingRows::Put(absl::string_view key,
                                 std::vector<SqlValue> row) {
  const auto [at, fresh] = keys_.try_emplace(key, values_.size());
  if (fresh) return Add(std::move(row));
  std::move(row.begin(), row.end(), &values_[at->second]);
  return absl::OkStatus();
}

absl::Status SqlPendingRows::Send() {
  keys_.clear();
  if (values_.empty()) return absl::OkStatus();
  return connection_.RunRows(statement_, std::exchange(values_, {}));
}

}  // namespace parallax::storage
