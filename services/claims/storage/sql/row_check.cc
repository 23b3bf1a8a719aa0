#include "services/claims/storage/sql/row_check.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/sealed.h"
#include "services/claims/domain/values.h"
#include "services/claims/storage/sql/told_rows.h"

namespace parallax::claims::storage {
namespace {

using ::parallax::storage::ReadSealed;
using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqlStatement;
using ::parallax::storage::Unseal;

// A table and its column of messages, of which nothing but the seal is known.
struct SealedColumn {
  const char* table;
  const char* column;
};

constexpr SealedColumn kSealed[] = {
    {"source", "body"},    {"mention", "body"},  {"incident", "body"},
    {"question", "tally"}, {"relation", "body"}, {"change", "body"},
    {"review", "body"},    {"actor", "body"},
};

template <typename Message>
using ValuesOf = Values (*)(const Message&);

// Whether the row that `rows` stands at, its message first, is sound.
template <typename Message>
bool IsSound(const SqlStatement& rows, ValuesOf<Message> values_of) {
  Message message;
  if (!ReadSealed(rows.ColumnBlob(0), &message).ok()) return false;
  const Values values = values_of(message);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(rows.ColumnValue(static_cast<int>(i) + 1) == values[i])) return false;
  }
  return true;
}

bool IsSealed(const SqlStatement& rows) {
  return Unseal(rows.ColumnBlob(0)).ok();
}

template <typename Sound>
absl::StatusOr<std::int64_t> CountDamaged(SqlConnection& connection,
                                          absl::string_view columns,
                                          absl::string_view table,
                                          Sound sound) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement rows, connection.PrepareScan(absl::StrCat("SELECT ", columns,
                                                             " FROM ", table)));
  std::int64_t damaged = 0;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, rows.Step());
    if (!row) return damaged;
    if (!sound(rows)) ++damaged;
  }
}

template <typename Message>
absl::StatusOr<std::int64_t> CountDamaged(SqlConnection& connection,
                                          absl::string_view table,
                                          const Columns& columns,
                                          ValuesOf<Message> values_of) {
  return CountDamaged(connection,
                      absl::StrCat("body, ", absl::StrJoin(columns, ", ")),
                      table, [values_of](const SqlStatement& rows) {
                        return IsSound<Message>(rows, values_of);
                      });
}

}  // namespace

absl::Status CheckRows(SqlConnection& connection) {
  std::vector<std::string> found;
  const auto note = [&found](absl::string_view table, std::int64_t damaged) {
    if (damaged > 0) found.push_back(absl::StrCat(damaged, " in ", table));
  };
  for (const SealedColumn& sealed : kSealed) {
    PARALLAX_ASSIGN_OR_RETURN(
        const std::int64_t damaged,
        CountDamaged(connection, sealed.column, sealed.table, IsSealed));
    note(sealed.table, damaged);
  }
  PARALLAX_ASSIGN_OR_RETURN(
      const std::int64_t claims,
      CountDamaged<domain::pb::Claim>(connection, "claim", ClaimColumns(),
                                      ClaimValues));
  note("claim", claims);
  PARALLAX_ASSIGN_OR_RETURN(
      const std::int64_t questions,
      CountDamaged<domain::pb::Question>(connection, "question",
                                         QuestionColumns(), QuestionValues));
  note("question", questions);
  if (found.empty()) return absl::OkStatus();
  return status::Error(
      absl::StatusCode::kDataLoss, type::v1::ERROR_REASON_STORE_FAILED,
      absl::StrCat("stored rows are damaged: ", absl::StrJoin(found, ", ")));
}

}  // namespace parallax::claims::storage
