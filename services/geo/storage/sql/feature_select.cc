#include "services/geo/storage/sql/feature_select.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "s2/s2cell_id.h"
#include "services/geo/storage/sql/feature_columns.h"

namespace parallax::geo::storage {

using parallax::storage::SqlValue;

FeatureSelect SelectFeatures(const domain::FeatureQuery& query) {
  FeatureSelect select;
  std::string& sql = select.sql;
  std::vector<SqlValue>& values = select.values;
  sql = "SELECT f.content, f.revision FROM feature f WHERE f.name > ?";
  values.emplace_back(query.after);
  if (!query.cells.empty()) {
    // A feature's cell meets the area when it lies in one of the area's cells,
    // or holds one.
    std::vector<int64_t> holders;
    std::string ranges;
    for (const uint64_t id : query.cells) {
      const S2CellId cell(id);
      absl::StrAppend(&ranges, ranges.empty() ? "" : ", ", "(?, ?)");
      values.emplace_back(CellKey(cell.range_min().id()));
      values.emplace_back(CellKey(cell.range_max().id()));
      for (int level = cell.level() - 1; level >= 0; --level) {
        holders.push_back(CellKey(cell.parent(level).id()));
      }
    }
    std::sort(holders.begin(), holders.end());
    holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
    for (const int64_t holder : holders) {
      absl::StrAppend(&ranges, ", (?, ?)");
      values.emplace_back(holder);
      values.emplace_back(holder);
    }
    absl::StrAppend(&sql, " AND f.id IN (WITH area(low, high) AS (VALUES ",
                    ranges,
                    ") SELECT c.feature FROM area CROSS JOIN feature_cell c"
                    " WHERE c.cell BETWEEN area.low AND area.high)");
  }
  if (!query.layers.empty()) {
    absl::StrAppend(
        &sql, " AND f.layer IN (",
        absl::StrJoin(std::vector<std::string>(query.layers.size(), "?"), ","),
        ")");
    values.insert(values.end(), query.layers.begin(), query.layers.end());
  }
  if (query.valid_at) {
    const int64_t at = absl::ToUnixMicros(*query.valid_at);
    absl::StrAppend(&sql,
                    " AND (f.valid_from_us IS NULL OR f.valid_from_us <= ?)"
                    " AND (f.valid_to_us IS NULL OR f.valid_to_us > ?)");
    values.emplace_back(at);
    values.emplace_back(at);
  }
  absl::StrAppend(&sql, " ORDER BY f.name LIMIT ?");
  values.emplace_back(query.limit);
  return select;
}

}  // namespace parallax::geo::storage
