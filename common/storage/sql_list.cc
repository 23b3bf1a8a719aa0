#include "common/storage/sql_list.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace parallax::storage {
namespace {

// In quotation marks, as JSON and as the elements of PostgreSQL's arrays want
// it; the latter take control characters as they are.
std::string Quoted(SqlDialect dialect, absl::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    if (dialect == SqlDialect::kSqlite && absl::ascii_iscntrl(c)) {
      absl::StrAppend(&quoted, "\\u00", absl::Hex(c, absl::kZeroPad2));
    } else {
      quoted.push_back(c);
    }
  }
  quoted.push_back('"');
  return quoted;
}

std::string IsAmong(SqlDialect dialect, absl::string_view expression,
                    absl::string_view type) {
  return dialect == SqlDialect::kSqlite
             ? absl::StrCat(expression, " IN (SELECT value FROM json_each(?))")
             : absl::StrCat(expression, " = ANY (CAST(? AS ", type, "[]))");
}

SqlValue ListOf(SqlDialect dialect, absl::string_view joined) {
  return dialect == SqlDialect::kSqlite ? absl::StrCat("[", joined, "]")
                                        : absl::StrCat("{", joined, "}");
}

}  // namespace

std::string IsAmongNumbers(SqlDialect dialect, absl::string_view expression) {
  return IsAmong(dialect, expression, "BIGINT");
}

SqlValue NumberList(SqlDialect dialect,
                    absl::Span<const std::int64_t> numbers) {
  return ListOf(dialect, absl::StrJoin(numbers, ","));
}

std::string IsAmongTexts(SqlDialect dialect, absl::string_view expression) {
  return IsAmong(dialect, expression, "TEXT");
}

std::string TextRows(SqlDialect dialect) {
  return dialect == SqlDialect::kSqlite
             ? "SELECT value AS item FROM json_each(?)"
             : "SELECT unnest(CAST(? AS TEXT[])) AS item";
}

SqlValue TextList(SqlDialect dialect, absl::Span<const std::string> texts) {
  return ListOf(
      dialect,
      absl::StrJoin(texts, ",", [&](std::string* out, const std::string& text) {
        out->append(Quoted(dialect, text));
      }));
}

}  // namespace parallax::storage
