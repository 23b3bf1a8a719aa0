#include "services/ingest/storage/sqlite/sqlite_document_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/filter_sql.h"
#include "services/ingest/storage/sqlite/compression.h"
#include "services/ingest/storage/sqlite/document_filter_reader.h"
#include "services/ingest/storage/sqlite/document_rows.h"
#include "services/ingest/storage/sqlite/migrations.h"

namespace parallax::ingest::storage {
namespace {

using parallax::storage::SqliteConnection;
using parallax::storage::SqliteDatabase;
using parallax::storage::SqliteStatement;
using parallax::storage::SqlValue;

constexpr std::int32_t kApplicationId = 0x50584931;  // "PXI1"

absl::StatusOr<bool> FindKept(const domain::RevisionKey& key,
                              SqliteConnection* connection,
                              domain::KeptRevision* kept) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqliteStatement query,
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

SqliteDocumentStore::SqliteDocumentStore(
    std::unique_ptr<SqliteDatabase> database)
    : database_(std::move(database)) {}

absl::StatusOr<std::unique_ptr<SqliteDocumentStore>> SqliteDocumentStore::Open(
    const std::string& path) {
  parallax::storage::SqliteOptions options;
  options.path = path;
  options.migrations = SqliteMigrations();
  options.application_id = kApplicationId;
  PARALLAX_ASSIGN_OR_RETURN(std::unique_ptr<SqliteDatabase> database,
                            SqliteDatabase::Open(std::move(options)));
  return std::unique_ptr<SqliteDocumentStore>(
      new SqliteDocumentStore(std::move(database)));
}

absl::StatusOr<domain::KeptRevision> SqliteDocumentStore::Keep(
    const rpc::CallContext& context, const domain::NewRevision& revision) {
  domain::KeptRevision kept;
  // Most repeats are answered without the writer.
  bool found = false;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(context, [&](SqliteConnection& connection) {
        absl::StatusOr<bool> result =
            FindKept(revision.key, &connection, &kept);
        if (result.ok()) found = *result;
        return result.status();
      }));
  if (found) return kept;
  PARALLAX_ASSIGN_OR_RETURN(const PackedRevision packed, Pack(revision));
  const int64_t now = absl::ToUnixMicros(context.Now());
  PARALLAX_RETURN_IF_ERROR(database_->Write(
      context, [&](SqliteConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(const bool there,
                                  FindKept(revision.key, &connection, &kept));
        if (there) return absl::OkStatus();
        kept.created = true;
        return InsertRevision(revision, packed, now, &connection);
      }));
  return kept;
}

absl::Status SqliteDocumentStore::MarkRecorded(
    const rpc::CallContext& context, const domain::RevisionKey& key,
    const domain::RecordedOutcome& outcome) {
  return database_->Write(
      context, [&](SqliteConnection& connection) -> absl::Status {
        PARALLAX_RETURN_IF_ERROR(connection.Run(
            "UPDATE revisions SET recorded = 1, mention_count = ?, "
            "ledger_revision = ?, claims = ? WHERE document = ? AND revision "
            "= ?",
            outcome.mention_count, outcome.ledger_revision,
            absl::StrJoin(outcome.claims, "\n"), key.document, key.revision));
        if (connection.changes() > 0) return absl::OkStatus();
        return status::NotFound("document revision", domain::RevisionName(key));
      });
}

absl::StatusOr<std::vector<domain::RevisionKey>>
SqliteDocumentStore::ListPending(const rpc::CallContext& context,
                                 absl::Time kept_before, int limit) {
  std::vector<domain::RevisionKey> keys;
  PARALLAX_RETURN_IF_ERROR(database_->Read(
      context, [&](SqliteConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            SqliteStatement query,
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

absl::StatusOr<v1::DocumentInput> SqliteDocumentStore::LoadInput(
    const rpc::CallContext& context, const domain::RevisionKey& key) {
  v1::DocumentInput input;
  PARALLAX_RETURN_IF_ERROR(database_->Read(
      context, [&](SqliteConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            SqliteStatement query,
            connection.Prepare(
                "SELECT c.input, c.raw FROM revisions r JOIN contents c ON "
                "c.revision = r.id WHERE r.document = ? AND r.revision = ?"));
        query.BindText(1, key.document).BindText(2, key.revision);
        PARALLAX_ASSIGN_OR_RETURN(const bool found, query.Step());
        if (!found) {
          return status::NotFound("document revision",
                                  domain::RevisionName(key));
        }
        const absl::string_view bytes = query.ColumnBlob(0);
        if (!input.ParseFromArray(bytes.data(),
                                  static_cast<int>(bytes.size()))) {
          return status::Error(absl::StatusCode::kDataLoss,
                               type::v1::ERROR_REASON_STORE_FAILED,
                               "a stored document is damaged");
        }
        PARALLAX_ASSIGN_OR_RETURN(*input.mutable_content(),
                                  Decompress(query.ColumnBlob(1)));
        return absl::OkStatus();
      }));
  return input;
}

absl::StatusOr<v1::Document> SqliteDocumentStore::GetDocument(
    const rpc::CallContext& context, const std::string& document,
    v1::DocumentView view) {
  v1::Document result;
  PARALLAX_RETURN_IF_ERROR(database_->Read(
      context, [&](SqliteConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            SqliteStatement query,
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

absl::StatusOr<domain::DocumentPage> SqliteDocumentStore::ListDocuments(
    const rpc::CallContext& context, const parallax::storage::Filter& filter,
    const domain::PageRequest& page) {
  const parallax::storage::LoweredFilter lowered =
      parallax::storage::LowerFilter(filter, domain::DocumentFilterSchema(),
                                     DocumentMapping());
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
  PARALLAX_RETURN_IF_ERROR(database_->Read(
      context, [&](SqliteConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(SqliteStatement query,
                                  connection.Prepare(sql));
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

absl::StatusOr<domain::RevisionPage> SqliteDocumentStore::ListRevisions(
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
  PARALLAX_RETURN_IF_ERROR(database_->Read(
      context, [&](SqliteConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(SqliteStatement query,
                                  connection.Prepare(sql));
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

absl::StatusOr<std::string> SqliteDocumentStore::Secret(
    const std::string& name) {
  return database_->Secret(name);
}

void SqliteDocumentStore::Close() { database_->Close(); }

}  // namespace parallax::ingest::storage
