// Rows of the documents store <-> messages.
#ifndef PARALLAX_SERVICES_INGEST_STORAGE_SQL_DOCUMENT_ROWS_H_
#define PARALLAX_SERVICES_INGEST_STORAGE_SQL_DOCUMENT_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/filter_sql.h"
#include "common/storage/sql_connection.h"
#include "common/storage/sql_value.h"
#include "services/ingest/domain/document_store.h"

namespace parallax::ingest::storage {

// A revision's blobs, made outside the transaction.
struct PackedRevision {
  std::string facts;
  std::string input;
  std::string raw;
  std::string text;
};

absl::StatusOr<PackedRevision> Pack(const domain::NewRevision& revision);

// Columns of a revision that follow from its facts, and their values.
inline constexpr char kFactColumns[] =
    "publish_time, fetch_time, outlet, title, language";
std::vector<parallax::storage::SqlValue> FactValues(
    const v1::DocumentRevision& facts);

// Inserts the revision and brings its document up to date.
absl::Status InsertRevision(const domain::NewRevision& revision,
                            const PackedRevision& packed, int64_t now_micros,
                            parallax::storage::SqlConnection* connection);

// The columns that ReadRevision() wants, of "revisions r".
inline constexpr char kRevisionColumns[] =
    "r.id, r.document, r.revision, r.facts, r.mention_count";

// Reads them from `first` on. `ordinal` is left to the caller.
absl::Status ReadRevision(const parallax::storage::SqlStatement& row, int first,
                          v1::DocumentView view,
                          parallax::storage::SqlConnection* connection,
                          v1::DocumentRevision* revision);

// The columns of "documents d JOIN revisions r ON r.id = d.latest" that
// ReadDocument() wants.
extern const char kDocumentColumns[];
absl::Status ReadDocument(const parallax::storage::SqlStatement& row,
                          v1::DocumentView view,
                          parallax::storage::SqlConnection* connection,
                          v1::Document* document);

// Where DocumentFilterSchema()'s fields live.
const parallax::storage::SqlMapping& DocumentMapping();

}  // namespace parallax::ingest::storage

#endif  // PARALLAX_SERVICES_INGEST_STORAGE_SQL_DOCUMENT_ROWS_H_
