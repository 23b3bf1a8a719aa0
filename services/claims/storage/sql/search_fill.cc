#include "services/claims/storage/sql/search_fill.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/observability/log.h"
#include "common/rpc/call_context.h"
#include "common/status/macros.h"
#include "common/text/word_query.h"
#include "services/claims/storage/sql/claim_tags.h"
#include "services/claims/storage/sql/decode.h"
#include "services/claims/storage/sql/ledger_store.h"
#include "services/claims/storage/sql/snapshot.h"

namespace parallax::claims::storage {
namespace {

using ::parallax::storage::SqlBlob;
using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqlStatement;

constexpr int kBatch = 500;
// No claim is left to be filled.
constexpr std::int64_t kDone = INT64_MAX;

struct Row {
  std::int64_t id = 0;
  domain::pb::Claim claim;
};

absl::StatusOr<std::int64_t> FilledTo(SqlConnection& connection) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection.Prepare(
          "SELECT value FROM setting WHERE key = 'search_filled_to'"));
  PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
  if (!row) return 0;
  // Kept as digits.
  std::int64_t id = 0;
  if (!absl::SimpleAtoi(select.ColumnBlob(0), &id)) {
    return absl::DataLossError("a stored setting cannot be read");
  }
  return id;
}

absl::StatusOr<std::vector<Row>> ReadRows(SqlConnection& connection,
                                          std::int64_t after) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection.Prepare(
          "SELECT id, body FROM claim WHERE id > ? ORDER BY id LIMIT ?"));
  select.BindInt(1, after).BindInt(2, kBatch);
  std::vector<Row> rows;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return rows;
    Row row{select.ColumnInt(0), {}};
    PARALLAX_RETURN_IF_ERROR(Decode(select.ColumnBlob(1), &row.claim));
    rows.push_back(std::move(row));
  }
}

absl::Status Fill(SqlConnection& connection, const Row& row) {
  PARALLAX_RETURN_IF_ERROR(connection.Run(
      "UPDATE claim SET quote_words = ?, claimant_words = ? WHERE id = ?",
      text::FoldWords(row.claim.quote()),
      text::FoldWords(row.claim.assertion().claimant().display_name()),
      row.id));
  PARALLAX_ASSIGN_OR_RETURN(const std::vector<std::string> outlets,
                            ReadOutlets(connection, row.claim.name()));
  return PutTags(connection, {TagsOf(row.claim, outlets)});
}

// Where the next batch begins.
absl::StatusOr<std::int64_t> FillBatch(SqlConnection& connection) {
  PARALLAX_RETURN_IF_ERROR(connection.Serialize(kLedgerLock));
  PARALLAX_ASSIGN_OR_RETURN(std::int64_t filled_to, FilledTo(connection));
  if (filled_to == kDone) return kDone;
  PARALLAX_ASSIGN_OR_RETURN(const std::vector<Row> rows,
                            ReadRows(connection, filled_to));
  for (const Row& row : rows) {
    PARALLAX_RETURN_IF_ERROR(Fill(connection, row));
  }
  filled_to = rows.empty() ? kDone : rows.back().id;
  PARALLAX_RETURN_IF_ERROR(connection.Run(
      "INSERT INTO setting (key, value) VALUES ('search_filled_to', ?) ON "
      "CONFLICT (key) DO UPDATE SET value = excluded.value",
      SqlBlob{absl::StrCat(filled_to)}));
  return filled_to;
}

}  // namespace

absl::Status FillSearch(::parallax::storage::SqlDatabase& database) {
  const rpc::CallContext call = rpc::CallContext::Background();
  std::int64_t filled_to = 0;
  // Most stores are filled, and a read disturbs nobody.
  PARALLAX_RETURN_IF_ERROR(
      database.Read(call, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(filled_to, FilledTo(connection));
        return absl::OkStatus();
      }));
  bool told = false;
  while (filled_to != kDone) {
    PARALLAX_RETURN_IF_ERROR(
        database.Write(call, [&](SqlConnection& connection) -> absl::Status {
          PARALLAX_ASSIGN_OR_RETURN(filled_to, FillBatch(connection));
          return absl::OkStatus();
        }));
    if (filled_to != kDone && !told) {
      observability::LogInfo("the claims of an older ledger are indexed", {});
      told = true;
    }
  }
  return absl::OkStatus();
}

}  // namespace parallax::claims::storage
