#include "common/storage/sql_list.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace parallax::storage {

std::string IsAmongNumbers(SqlDialect dialect, absl::string_view expression) {
  return dialect == SqlDialect::kSqlite
             ? absl::StrCat(expression, " IN (SELECT value FROM json_each(?))")
             : absl::StrCat(expression, " = ANY (CAST(? AS BIGINT[]))");
}

SqlValue NumberList(SqlDialect dialect,
                    absl::Span<const std::int64_t> numbers) {
  const std::string joined = absl::StrJoin(numbers, ",");
  return dialect == SqlDialect::kSqlite ? absl::StrCat("[", joined, "]")
                                        : absl::StrCat("{", joined, "}");
}

}  // namespace parallax::storage
