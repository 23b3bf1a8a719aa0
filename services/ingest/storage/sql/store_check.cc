#include "services/ingest/storage/sql/store_check.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "common/storage/ids.h"
#include "common/storage/sealed.h"
#include "services/ingest/domain/document_names.h"
#include "services/ingest/storage/sql/compression.h"
#include "services/ingest/storage/sql/document_rows.h"

namespace parallax::ingest::storage {
namespace {

using parallax::storage::ReadSealed;
using parallax::storage::SqlConnection;
using parallax::storage::SqlStatement;
using parallax::storage::SqlValue;
using parallax::storage::StoreFaults;

std::string IdOfBytes(absl::string_view raw) {
  return domain::RevisionId(
      parallax::storage::Hex(parallax::storage::Sha256(raw)));
}

bool IsText(absl::string_view blob) {
  const auto bytes = Decompress(blob);
  v1::DocumentRevision contents;
  return bytes.ok() && contents.ParseFromString(*bytes);
}

// Whether the columns of `row` from `first` on are what follows from `facts`.
bool FollowFrom(const v1::DocumentRevision& facts, const SqlStatement& row,
                int first) {
  const std::vector<SqlValue> values = FactValues(facts);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int column = first + static_cast<int>(i);
    if (!(row.ColumnValue(column) == values[i])) return false;
  }
  return true;
}

// What may be large is read for one revision at a time.
absl::Status CheckContents(std::int64_t id, const domain::RevisionKey& key,
                           SqlConnection& connection, StoreFaults& faults) {
  const std::string name = domain::RevisionName(key);
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement row,
      connection.Prepare(
          "SELECT input, raw, text FROM contents WHERE revision = ?"));
  row.BindInt(1, id);
  PARALLAX_ASSIGN_OR_RETURN(const bool found, row.Step());
  if (!found) {
    faults.Add(name, "has lost its contents");
    return absl::OkStatus();
  }
  v1::DocumentInput input;
  if (!ReadSealed(row.ColumnBlob(0), &input).ok()) {
    faults.Add(name, "was handed in as something else than is stored");
  }
  const auto raw = Decompress(row.ColumnBlob(1));
  if (!raw.ok() || IdOfBytes(*raw) != key.revision) {
    faults.Add(name, "holds other bytes than it was named after");
  }
  if (!IsText(row.ColumnBlob(2))) {
    faults.Add(name, "holds a text that is not what was written");
  }
  return absl::OkStatus();
}

absl::Status CheckRevisions(const rpc::CallContext& context,
                            SqlConnection& connection, StoreFaults& faults,
                            v1::CheckStoreResponse& found) {
  PARALLAX_ASSIGN_OR_RETURN(SqlStatement rows,
                            connection.PrepareScan(absl::StrCat(
                                "SELECT id, document, revision, facts, ",
                                kFactColumns, " FROM revisions ORDER BY id")));
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, rows.Step());
    if (!row) return absl::OkStatus();
    PARALLAX_RETURN_IF_ERROR(context.Check());
    found.set_revision_count(found.revision_count() + 1);
    const domain::RevisionKey key = {std::string(rows.ColumnText(1)),
                                     std::string(rows.ColumnText(2))};
    v1::DocumentRevision facts;
    if (!ReadSealed(rows.ColumnBlob(3), &facts).ok()) {
      faults.Add(domain::RevisionName(key), "is not what was written");
    } else if (!FollowFrom(facts, rows, 4)) {
      faults.Add(domain::RevisionName(key),
                 "is listed by what it does not say");
    }
    PARALLAX_RETURN_IF_ERROR(
        CheckContents(rows.ColumnInt(0), key, connection, faults));
  }
}

absl::Status CheckDocuments(const rpc::CallContext& context,
                            SqlConnection& connection, StoreFaults& faults,
                            v1::CheckStoreResponse& found) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement rows,
      connection.PrepareScan(
          "SELECT d.id, d.uri, d.revision_count, d.latest, "
          "d.latest_publish_time, d.text_hash, (SELECT COUNT(*) FROM revisions "
          "c WHERE c.document = d.id), r.id, r.publish_time, r.text_hash, "
          "r.outlet FROM documents d LEFT JOIN revisions r ON r.id = (SELECT "
          "l.id FROM revisions l WHERE l.document = d.id ORDER BY "
          "l.publish_time DESC, l.revision DESC LIMIT 1) ORDER BY d.id"));
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, rows.Step());
    if (!row) return absl::OkStatus();
    PARALLAX_RETURN_IF_ERROR(context.Check());
    found.set_document_count(found.document_count() + 1);
    const absl::string_view id = rows.ColumnText(0);
    const std::string name = domain::DocumentName(id);
    if (rows.ColumnIsNull(7)) {
      faults.Add(name, "has lost its revisions");
      continue;
    }
    // Counts, latest revision, its time and its text.
    for (int column = 2; column < 6; ++column) {
      if (rows.ColumnValue(column) == rows.ColumnValue(column + 4)) continue;
      faults.Add(name, "is listed by what its revisions do not say");
      break;
    }
    if (domain::DocumentId(rows.ColumnText(1), rows.ColumnText(10),
                           rows.ColumnText(9)) != id) {
      faults.Add(name, "has another address or text than it was named after");
    }
  }
}

// Rows that belong to no other.
absl::Status CheckStrays(SqlConnection& connection, StoreFaults& faults) {
  const auto check = [&](absl::string_view sql,
                         absl::string_view what) -> absl::Status {
    PARALLAX_ASSIGN_OR_RETURN(SqlStatement count, connection.Prepare(sql));
    PARALLAX_ASSIGN_OR_RETURN(const bool row, count.Step());
    const std::int64_t strays = row ? count.ColumnInt(0) : 0;
    if (strays > 0) faults.Add("", absl::StrCat(strays, " ", what));
    return absl::OkStatus();
  };
  PARALLAX_RETURN_IF_ERROR(
      check("SELECT COUNT(*) FROM revisions r WHERE NOT EXISTS (SELECT 1 FROM "
            "documents d WHERE d.id = r.document)",
            "revisions belong to no document"));
  return check(
      "SELECT COUNT(*) FROM contents c WHERE NOT EXISTS (SELECT 1 FROM "
      "revisions r WHERE r.id = c.revision)",
      "contents belong to no revision");
}

}  // namespace

absl::Status CheckRows(const rpc::CallContext& context,
                       SqlConnection& connection, StoreFaults& faults,
                       v1::CheckStoreResponse& found) {
  PARALLAX_RETURN_IF_ERROR(CheckRevisions(context, connection, faults, found));
  PARALLAX_RETURN_IF_ERROR(CheckDocuments(context, connection, faults, found));
  return CheckStrays(connection, faults);
}

}  // namespace parallax::ingest::storage
