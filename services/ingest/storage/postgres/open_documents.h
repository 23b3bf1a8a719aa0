// Documents in a PostgreSQL database.
#ifndef PARALLAX_SERVICES_INGEST_STORAGE_POSTGRES_OPEN_DOCUMENTS_H_
#define PARALLAX_SERVICES_INGEST_STORAGE_POSTGRES_OPEN_DOCUMENTS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/ingest/storage/sql/document_store.h"

namespace parallax::ingest::storage {

// Opens the documents in the database's schema parallax_ingest, which is made
// when it is not there. Errors as PostgresDatabase::Open().
absl::StatusOr<std::unique_ptr<SqlDocumentStore>> OpenPostgresDocuments(
    const std::string& url);

}  // namespace parallax::ingest::storage

#endif  // PARALLAX_SERVICES_INGEST_STORAGE_POSTGRES_OPEN_DOCUMENTS_H_
