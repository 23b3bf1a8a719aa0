#include "services/ingest/storage/sql/document_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/sealed.h"
#include "services/ingest/domain/document_names.h"
#include "services/ingest/domain/timestamps.h"
#include "services/ingest/storage/sql/compression.h"

namespace parallax::ingest::storage {
namespace {

using parallax::storage::ReadSealed;
using parallax::storage::Seal;
using parallax::storage::SqlBlob;
using parallax::storage::SqlConnection;
using parallax::storage::SqlStatement;
using parallax::storage::SqlValue;

// The id of the earliest document with the same text; '' without copies.
#define CLUSTER                                                           \
  "(CASE WHEN EXISTS(SELECT 1 FROM documents c WHERE c.text_hash = "      \
  "d.text_hash AND c.id <> d.id) THEN (SELECT c.id FROM documents c "     \
  "WHERE c.text_hash = d.text_hash ORDER BY c.latest_publish_time, c.id " \
  "LIMIT 1) ELSE '' END)"

int64_t Micros(const google::protobuf::Timestamp& timestamp) {
  return timestamp.seconds() * 1'000'000 + timestamp.nanos() / 1000;
}

absl::Status Damaged() {
  return status::Error(absl::StatusCode::kDataLoss,
                       type::v1::ERROR_REASON_STORE_FAILED,
                       "a stored document is damaged");
}

absl::Status ReadContents(int64_t id, v1::DocumentView view,
                          SqlConnection* connection,
                          v1::DocumentRevision* revision) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement query,
      connection->Prepare("SELECT text, raw FROM contents WHERE revision = ?"));
  query.BindInt(1, id);
  PARALLAX_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (!found) return Damaged();
  PARALLAX_ASSIGN_OR_RETURN(const std::string text,
                            Decompress(query.ColumnBlob(0)));
  v1::DocumentRevision contents;
  if (!contents.ParseFromString(text)) return Damaged();
  revision->set_text(std::move(*contents.mutable_text()));
  *revision->mutable_blocks() = std::move(*contents.mutable_blocks());
  if (view == v1::DOCUMENT_VIEW_RAW) {
    PARALLAX_ASSIGN_OR_RETURN(*revision->mutable_raw(),
                              Decompress(query.ColumnBlob(1)));
  }
  return absl::OkStatus();
}

}  // namespace

const char kDocumentColumns[] =
    "d.id, d.uri, d.create_time, d.revision_count, " CLUSTER
    ", (SELECT COUNT(*) FROM revisions e WHERE e.document = d.id AND "
    "(e.publish_time, e.revision) <= (r.publish_time, r.revision)), "
    "r.id, r.document, r.revision, r.facts, r.mention_count";

absl::StatusOr<PackedRevision> Pack(const domain::NewRevision& revision) {
  PackedRevision packed;
  v1::DocumentRevision facts = revision.revision;
  v1::DocumentRevision contents;
  contents.set_text(std::move(*facts.mutable_text()));
  *contents.mutable_blocks() = std::move(*facts.mutable_blocks());
  facts.clear_text();
  facts.clear_blocks();
  facts.clear_raw();
  facts.clear_name();
  facts.clear_ordinal();
  facts.clear_mention_count();
  packed.facts = Seal(facts.SerializeAsString());
  v1::DocumentInput input = revision.input;
  input.clear_content();
  packed.input = Seal(input.SerializeAsString());
  PARALLAX_ASSIGN_OR_RETURN(packed.raw, Compress(revision.input.content()));
  PARALLAX_ASSIGN_OR_RETURN(packed.text,
                            Compress(contents.SerializeAsString()));
  return packed;
}

std::vector<SqlValue> FactValues(const v1::DocumentRevision& facts) {
  return {Micros(facts.publish_time()), Micros(facts.fetch_time()),
          facts.outlet(), facts.title(), facts.language()};
}

absl::Status InsertRevision(const domain::NewRevision& revision,
                            const PackedRevision& packed, int64_t now_micros,
                            SqlConnection* connection) {
  std::vector<SqlValue> values = FactValues(revision.revision);
  values.insert(values.end(),
                {revision.key.document, revision.key.revision,
                 revision.text_hash, now_micros, SqlBlob{packed.facts}});
  PARALLAX_ASSIGN_OR_RETURN(
      const int64_t id,
      connection->InsertAll(
          absl::StrCat("INSERT INTO revisions(", kFactColumns,
                       ", document, revision, text_hash, keep_time, facts) "
                       "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          values));
  PARALLAX_RETURN_IF_ERROR(connection->Run(
      "INSERT INTO contents(revision, input, raw, text) VALUES(?, ?, ?, ?)", id,
      SqlBlob{packed.input}, SqlBlob{packed.raw}, SqlBlob{packed.text}));
  PARALLAX_RETURN_IF_ERROR(connection->Run(
      "INSERT INTO documents(id, uri, create_time, revision_count, latest, "
      "latest_publish_time, text_hash) VALUES(?, ?, ?, 0, ?, ?, ?) "
      "ON CONFLICT(id) DO NOTHING",
      revision.key.document, revision.uri, now_micros, id,
      Micros(revision.revision.publish_time()), revision.text_hash));
  // The latest by publication, whatever the order of arrival.
  return connection->Run(
      "UPDATE documents SET "
      "(revision_count, latest, latest_publish_time, text_hash) = "
      "(SELECT (SELECT COUNT(*) FROM revisions c WHERE c.document = "
      "r.document), r.id, r.publish_time, r.text_hash FROM revisions r WHERE "
      "r.document = documents.id ORDER BY r.publish_time DESC, r.revision DESC "
      "LIMIT 1) WHERE id = ?",
      revision.key.document);
}

absl::Status ReadRevision(const SqlStatement& row, int first,
                          v1::DocumentView view, SqlConnection* connection,
                          v1::DocumentRevision* revision) {
  PARALLAX_RETURN_IF_ERROR(ReadSealed(row.ColumnBlob(first + 3), revision));
  revision->set_name(
      domain::RevisionName({std::string(row.ColumnText(first + 1)),
                            std::string(row.ColumnText(first + 2))}));
  revision->set_mention_count(static_cast<int32_t>(row.ColumnInt(first + 4)));
  if (view != v1::DOCUMENT_VIEW_FULL && view != v1::DOCUMENT_VIEW_RAW) {
    return absl::OkStatus();
  }
  return ReadContents(row.ColumnInt(first), view, connection, revision);
}

absl::Status ReadDocument(const SqlStatement& row, v1::DocumentView view,
                          SqlConnection* connection, v1::Document* document) {
  document->set_name(domain::DocumentName(row.ColumnText(0)));
  document->set_uri(std::string(row.ColumnText(1)));
  *document->mutable_create_time() =
      domain::ToTimestamp(absl::FromUnixMicros(row.ColumnInt(2)));
  document->set_revision_count(static_cast<int32_t>(row.ColumnInt(3)));
  document->set_cluster(std::string(row.ColumnText(4)));
  v1::DocumentRevision& latest = *document->mutable_latest_revision();
  PARALLAX_RETURN_IF_ERROR(ReadRevision(row, 6, view, connection, &latest));
  latest.set_ordinal(static_cast<int32_t>(row.ColumnInt(5)));
  return absl::OkStatus();
}

const parallax::storage::SqlMapping& DocumentMapping() {
  static const parallax::storage::SqlMapping* const mapping = [] {
    auto* result = new parallax::storage::SqlMapping;
    result->columns["outlet"].expression = "r.outlet";
    result->columns["title"].expression = "r.title";
    result->columns["uri"].expression = "d.uri";
    result->columns["publish_time"].expression = "d.latest_publish_time";
    result->columns["create_time"].expression = "d.create_time";
    result->columns["cluster"].expression = CLUSTER;
    result->columns["language"].expression = "r.language";
    return result;
  }();
  return *mapping;
}

}  // namespace parallax::ingest::storage
