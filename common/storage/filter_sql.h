// Turns a filter into a WHERE clause for the part that SQL can decide.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/filter.h"
#include "common/storage/order_by.h"
#include "common/storage/sql_dialect.h"
#include "common/storage/sql_value.h"

namespace parallax::storage {

// Where a field lives.
struct SqlColumn {
  // A column or expression: "c.kind". Timestamps are integers of microseconds
  // since 1970, enums their numbers, unless `encode` says otherwise.
  std::string expression;
  // For fields of text: an expression of their text::FoldWords().
  std::string words;
  // For repeated fields, instead: a condition with one ? for the element, such
  // as "EXISTS(SELECT 1 FROM claim_place p WHERE p.claim=c.id AND p.place=?)".
  std::string contains;
  // For repeated fields: a condition for `field:*`; without it `field:*` is not
  // lowered.
  std::string present;
  // Replaces the standard encoding of values.
  std::function<SqlValue(const FilterValue&)> encode;
};

// A function as a condition with its values, in the order of its ?.
struct SqlCall {
  std::string condition;
  std::vector<SqlValue> values;
  // False when it also holds for rows for which the function does not.
  bool exact = true;
};

struct SqlMapping {
  absl::flat_hash_map<std::string, SqlColumn> columns;
  // A condition with one ? for bare words; without it, and unless every
  // searchable field has a column, bare words are not lowered.
  std::string search;
  // Lowers a function, or returns nullopt to leave it to Matches().
  std::function<std::optional<SqlCall>(const FilterNode& call)> call;
};

struct LoweredFilter {
  // "1=1" when there is nothing to ask; safe to put after WHERE or AND.
  std::string where = "1=1";
  std::vector<SqlValue> values;
  // False when Matches() must still be asked of each row.
  bool complete = true;
};

// Lowers what it can: an AND loses the parts that have no column, anything
// else with such a part is left out as a whole. Parameters are ?.
LoweredFilter LowerFilter(const Filter& filter, const FilterSchema& schema,
                          const SqlMapping& mapping, SqlDialect dialect);

// "c.publish_time DESC, c.id". INTERNAL when a term has no column.
absl::StatusOr<std::string> LowerOrderBy(const std::vector<OrderTerm>& order,
                                         const SqlMapping& mapping);

}  // namespace parallax::storage
