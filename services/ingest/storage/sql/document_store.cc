#include "services/ingest/storage/sql/document_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/filter_sql.h"
#include "common/storage/sealed.h"
#include "common/storage/store_faults.h"
#include "services/ingest/storage/sql/compression.h"
#include "services/ingest/storage/sql/document_filter_reader.h"
#include "services/ingest/storage/sql/document_rows.h"
#include "services/ingest/storage/sql/store_check.h"

namespace parallax::ingest::storage {
namespace {

using parallax::storage::ReadSealed;
using parallax::storage::SqlConnection;
using parallax::storage::SqlDatabase;
using parallax::storage::SqlStatement;
using parallax::storage::SqlValue;

absl::StatusOr<bool> FindKept(const domain::RevisionKey& key,
                              SqlConnection* connection,
                              domain::KeptRevision* kept) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement query,
      connection->Prepare(
          "SELECT recorded, mention_count, ledger_revision, claims FROM "
          "revisions WHERE document = ? AND revision = ?"));
  query.BindText(1, key.document).BindText(2, key.revision);
  PARALLAX_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (!found) return false;
  kept->recorded = query.ColumnInt(0) != 0;
  kept->outcome.mention_count = static_cast<int32_t>(query.ColumnInt(1));
  kept->outcome.ledger_revision = query.ColumnInt(2);
  for (const absl::string_view claim :
       absl::StrSplit(query.ColumnText(3), '\n', absl::SkipEmpty())) {
    kept->outcome.claims.emplace_back(claim);
  }
  return true;
}

absl::Status NoDocument(const std::string& document) {
  return status::NotFound("document", domain::DocumentName(document));
}

}  // namespace

SqlDocumentStore::SqlDocumentStore(std::unique_ptr<SqlDatabase> database)
    : database_(std::move(database)) {}

absl::StatusOr<domain::KeptRevision> SqlDocumentStore::Keep(
    const rpc::CallContext& context, const domain::NewRevision& revision) {
  domain::KeptRevision kept;
  // Most repeats are answered without the writer.
  bool found = false;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(context, [&](SqlConnection& connection) {
        absl::StatusOr<bool> result =
            FindKept(revision.key, &connection, &kept);
        if (result.ok()) found = *result;
        return result.status();
      }));
  if (found) return kept;
  PARALLAX_ASSIGN_OR_RETURN(const PackedRevision packed, Pack(revision));
  const int64_t now = absl::ToUnixMicros(context.Now());
  PARALLAX_RETURN_IF_ERROR(
      database_->Write(context, [&](SqlConnection& connection) -> absl::Status {
        kept = {};
        PARALLAX_RETURN_IF_ERROR(connection.Serialize(revision.key.document));
        PARALLAX_ASSIGN_OR_RETURN(const bool there,
                                  FindKept(revision.key, &connection, &kept));
        if (there) return absl::OkStatus();
        kept.created = true;
        return InsertRevision(revision, packed, now, &connection);
      }));
  return kept;
}

absl::Status SqlDocumentStore::MarkRecorded(
    const rpc::CallContext& context, const domain::RevisionKey& key,
    const domain::RecordedOutcome& outcome) {
  return database_->Write(
      context, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            const std::int64_t changed,
            connection.Change(
                "UPDATE revisions SET recorded = 1, mention_count = ?, "
                "ledger_revision = ?, claims = ? WHERE document = ? AND "
                "revision = ?",
                outcome.mention_count, outcome.ledger_revision,
                absl::StrJoin(outcome.claims, "\n"), key.document,
                key.revision));
        if (changed > 0) return absl::OkStatus();
        return status::NotFound("document revision", domain::RevisionName(key));
      });
}

absl::StatusOr<std::vector<domain::RevisionKey>> SqlDocumentStore::ListPending(
    const rpc::CallContext& context, absl::Time kept_before, int limit) {
  std::vector<domain::RevisionKey> keys;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(context, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            SqlStatement query,
            connection.Prepare(
                "SELECT document, revision FROM revisions WHERE recorded = 0 "
                "AND keep_time < ? ORDER BY keep_time LIMIT ?"));
        query.BindInt(1, absl::ToUnixMicros(kept_before)).BindInt(2, limit);
        while (true) {
          PARALLAX_ASSIGN_OR_RETURN(const bool more, query.Step());
          if (!more) return absl::OkStatus();
          keys.push_back({std::string(query.ColumnText(0)),
                          std::string(query.ColumnText(1))});
        }
      }));
  return keys;
}

absl::StatusOr<v1::DocumentInput> SqlDocumentStore::LoadInput(
    const rpc::CallContext& context, const domain::RevisionKey& key) {
  v1::DocumentInput input;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(context, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            SqlStatement query,
            connection.Prepare(
                "SELECT c.input, c.raw FROM revisions r JOIN contents c ON "
                "c.revision = r.id WHERE r.document = ? AND r.revision = ?"));
        query.BindText(1, key.document).BindText(2, key.revision);
        PARALLAX_ASSIGN_OR_RETURN(const bool found, query.Step());
        if (!found) {
          return status::NotFound("document revision",
                                  domain::RevisionName(key));
        }
        PARALLAX_RETURN_IF_ERROR(ReadSealed(query.ColumnBlob(0), &input));
        PARALLAX_ASSIGN_OR_RETURN(*input.mutable_content(),
                                  Decompress(query.ColumnBlob(1)));
        return absl::OkStatus();
      }));
  return input;
}

absl::StatusOr<v1::Document> SqlDocumentStore::GetDocument(
    const rpc::CallContext& context, const std::string& document,
    v1::DocumentView view) {
  v1::Document result;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(context, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            SqlStatement query,
            connection.Prepare(absl::StrCat(
                "SELECT ", kDocumentColumns,
                " FROM documents d JOIN revisions r ON r.id = d.latest WHERE "
                "d.id = ?")));
        query.BindText(1, document);
        PARALLAX_ASSIGN_OR_RETURN(const bool found, query.Step());
        if (!found) return NoDocument(document);
        return ReadDocument(query, view, &connection, &result);
      }));
  return result;
}

absl::StatusOr<domain::DocumentPage> SqlDocumentStore::ListDocuments(
    const rpc::CallContext& context, const parallax::storage::Filter& filter,
    const domain::PageRequest& page) {
  const parallax::storage::LoweredFilter lowered =
      parallax::storage::LowerFilter(filter, domain::DocumentFilterSchema(),
                                     DocumentMapping(), database_->dialect());
  const bool resumes = page.after.size() == 2;
  const std::string sql = absl::StrCat(
      "SELECT ", kDocumentColumns,
      " FROM documents d JOIN revisions r ON r.id = d.latest WHERE (",
      lowered.where, ")",
      resumes ? " AND (d.latest_publish_time < ? OR (d.latest_publish_time = ? "
                "AND d.id > ?))"
              : "",
      " ORDER BY d.latest_publish_time DESC, d.id");
  std::vector<SqlValue> values = lowered.values;
  if (resumes) {
    values.push_back(page.after[0]);
    values.push_back(page.after[0]);
    values.push_back(page.after[1]);
  }
  domain::DocumentPage result;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(context, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(SqlStatement query,
                                  connection.PrepareScan(sql));
        query.BindAll(values);
        std::vector<SqlValue> last;
        while (true) {
          PARALLAX_ASSIGN_OR_RETURN(const bool more, query.Step());
          if (!more) return absl::OkStatus();
          v1::Document document;
          PARALLAX_RETURN_IF_ERROR(ReadDocument(query, v1::DOCUMENT_VIEW_BASIC,
                                                &connection, &document));
          if (!lowered.complete && !parallax::storage::Matches(
                                       filter, domain::DocumentFilterSchema(),
                                       DocumentFilterReader(document))) {
            continue;
          }
          if (static_cast<int>(result.documents.size()) == page.size) {
            result.next = std::move(last);
            return absl::OkStatus();
          }
          const auto& published = document.latest_revision().publish_time();
          last = {published.seconds() * 1'000'000 + published.nanos() / 1000,
                  query.ColumnText(0)};
          result.documents.push_back(std::move(document));
        }
      }));
  return result;
}

absl::StatusOr<domain::RevisionPage> SqlDocumentStore::ListRevisions(
    const rpc::CallContext& context, const std::string& document,
    v1::DocumentView view, const domain::PageRequest& page) {
  const bool resumes = page.after.size() == 3;
  const std::string sql =
      absl::StrCat("SELECT r.publish_time, ", kRevisionColumns,
                   " FROM revisions r WHERE r.document = ?",
                   resumes ? " AND (r.publish_time, r.revision) > (?, ?)" : "",
                   " ORDER BY r.publish_time, r.revision LIMIT ?");
  std::vector<SqlValue> values = {document};
  std::int32_t ordinal = 0;
  if (resumes) {
    values.push_back(page.after[0]);
    values.push_back(page.after[1]);
    if (const auto* before =
            std::get_if<std::int64_t>(&page.after[2].variant())) {
      ordinal = static_cast<std::int32_t>(*before);
    }
  }
  values.push_back(page.size + 1);
  domain::RevisionPage result;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(context, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(SqlStatement query, connection.Prepare(sql));
        query.BindAll(values);
        std::vector<SqlValue> last;
        while (true) {
          PARALLAX_ASSIGN_OR_RETURN(const bool more, query.Step());
          if (!more) break;
          if (static_cast<int>(result.revisions.size()) == page.size) {
            result.next = std::move(last);
            break;
          }
          v1::DocumentRevision& revision = result.revisions.emplace_back();
          PARALLAX_RETURN_IF_ERROR(
              ReadRevision(query, 1, view, &connection, &revision));
          revision.set_ordinal(++ordinal);
          last = {query.ColumnInt(0), query.ColumnText(3), ordinal};
        }
        if (result.revisions.empty() && !resumes) return NoDocument(document);
        return absl::OkStatus();
      }));
  return result;
}

absl::StatusOr<v1::CheckStoreResponse> SqlDocumentStore::CheckStore(
    const rpc::CallContext& context) {
  v1::CheckStoreResponse found;
  parallax::storage::StoreFaults faults;
  PARALLAX_RETURN_IF_ERROR(faults.Note(database_->CheckIntegrity(context)));
  PARALLAX_RETURN_IF_ERROR(
      faults.Note(database_->Read(context, [&](SqlConnection& connection) {
        return CheckRows(context, connection, faults, found);
      })));
  faults.FillIn(&found);
  return found;
}

absl::StatusOr<std::string> SqlDocumentStore::Secret(const std::string& name) {
  return database_->Secret(name);
}

void SqlDocumentStore::Close() { database_->Close(); }

}  // namespace parallax::ingest::storage
