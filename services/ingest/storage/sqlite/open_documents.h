// Documents in one SQLite file.
#ifndef PARALLAX_SERVICES_INGEST_STORAGE_SQLITE_OPEN_DOCUMENTS_H_
#define PARALLAX_SERVICES_INGEST_STORAGE_SQLITE_OPEN_DOCUMENTS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/ingest/storage/sql/document_store.h"

namespace parallax::ingest::storage {

// Opens or creates the file; its folder must exist. Errors as
// SqliteDatabase::Open().
absl::StatusOr<std::unique_ptr<SqlDocumentStore>> OpenSqliteDocuments(
    const std::string& path);

}  // namespace parallax::ingest::storage

#endif  // PARALLAX_SERVICES_INGEST_STORAGE_SQLITE_OPEN_DOCUMENTS_H_
