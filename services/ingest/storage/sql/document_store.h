// Documents in an SQL database.
#ifndef PARALLAX_SERVICES_INGEST_STORAGE_SQL_DOCUMENT_STORE_H_
#define PARALLAX_SERVICES_INGEST_STORAGE_SQL_DOCUMENT_STORE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/sql_database.h"
#include "services/ingest/domain/document_store.h"
#include "services/ingest/domain/store_checker.h"

namespace parallax::ingest::storage {

// Any number of processes may hold one open over the same database, where its
// engine allows it. Writers of one document follow each other, those of several
// do not wait.
class SqlDocumentStore final : public domain::DocumentStore,
                               public domain::StoreChecker {
 public:
  explicit SqlDocumentStore(
      std::unique_ptr<parallax::storage::SqlDatabase> database);

  absl::StatusOr<domain::KeptRevision> Keep(
      const rpc::CallContext& context,
      const domain::NewRevision& revision) override;
  absl::Status MarkRecorded(const rpc::CallContext& context,
                            const domain::RevisionKey& key,
                            const domain::RecordedOutcome& outcome) override;

  absl::StatusOr<std::vector<domain::RevisionKey>> ListPending(
      const rpc::CallContext& context, absl::Time kept_before,
      int limit) override;
  absl::StatusOr<v1::DocumentInput> LoadInput(
      const rpc::CallContext& context, const domain::RevisionKey& key) override;

  absl::StatusOr<v1::Document> GetDocument(const rpc::CallContext& context,
                                           const std::string& document,
                                           v1::DocumentView view) override;
  absl::StatusOr<domain::DocumentPage> ListDocuments(
      const rpc::CallContext& context, const parallax::storage::Filter& filter,
      const domain::PageRequest& page) override;
  absl::StatusOr<domain::RevisionPage> ListRevisions(
      const rpc::CallContext& context, const std::string& document,
      v1::DocumentView view, const domain::PageRequest& page) override;

  absl::StatusOr<v1::CheckStoreResponse> CheckStore(
      const rpc::CallContext& context) override;

  absl::StatusOr<std::string> Secret(const std::string& name) override;
  void Close() override;

 private:
  const std::unique_ptr<parallax::storage::SqlDatabase> database_;
};

}  // namespace parallax::ingest::storage

#endif  // PARALLAX_SERVICES_INGEST_STORAGE_SQL_DOCUMENT_STORE_H_
