// The way by which a page of claims is found fastest.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/filter_sql.h"
#include "common/storage/sql_connection.h"
#include "services/claims/domain/ledger_reader.h"

namespace parallax::claims::storage {

// What a page is selected from, beside the filter. The rows are `t`.
struct RowAccess {
  std::string from;
  // Conditions.
  std::string where;
  // Their values; more than once to select the rows of each, in one order. A
  // row may then come several times, one after the other.
  std::vector<std::vector<::parallax::storage::SqlValue>> arms = {{}};
  // Columns that the rows are ordered by.
  std::string order;
  std::string name;
  // Rows beyond a bound are left out: a page that is not full may lack some.
  bool partial = false;
};

// A field that is a column or an expression.
::parallax::storage::SqlColumn Column(absl::string_view expression);

// Fields of claims in SQL.
const ::parallax::storage::SqlMapping& ClaimMapping();

// How to reach the claims that pass `query.filter`, ordered by the column
// `order`: where it demands a claimant, words, times or tags that few claims
// have, by those; by tags in their own order; else in the order asked for.
// Words that many claims have fill a page soon in whatever order: `try_order`
// permits to try that first, within a bound.
absl::StatusOr<RowAccess> ClaimAccess(
    ::parallax::storage::SqlConnection& connection,
    const domain::ListQuery& query, const std::string& order, bool try_order);

}  // namespace parallax::claims::storage
