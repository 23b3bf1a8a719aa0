#include "services/ingest/storage/sqlite/open_documents.h"

#include <utility>

#include "common/status/macros.h"
#include "common/storage/sqlite_database.h"
#include "services/ingest/storage/store_schema.h"

namespace parallax::ingest::storage {
absl::StatusOr<std::unique_ptr<SqlDocumentStore>> OpenSqliteDocuments(
    const std::string& path) {
  PARALLAX_ASSIGN_OR_RETURN(
      auto database, parallax::storage::SqliteDatabase::Open(
                         {.path = path,
                          .migrations = DocumentsSchema().sqlite_steps,
                          .application_id = DocumentsSchema().application_id}));
  return std::make_unique<SqlDocumentStore>(std::move(database));
}

}  // namespace parallax::ingest::storage
