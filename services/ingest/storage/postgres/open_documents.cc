#include "services/ingest/storage/postgres/open_documents.h"

#include <utility>

#include "common/status/macros.h"
#include "common/storage/postgres_database.h"
#include "services/ingest/storage/store_schema.h"

namespace parallax::ingest::storage {
namespace {

// Reports are kept side by side, each waiting for its own commit.
constexpr int kWriters = 8;

}  // namespace

absl::StatusOr<std::unique_ptr<SqlDocumentStore>> OpenPostgresDocuments(
    const std::string& url) {
  PARALLAX_ASSIGN_OR_RETURN(auto database,
                            parallax::storage::PostgresDatabase::Open(
                                {.url = url,
                                 .schema = DocumentsSchema().PostgresSchema(),
                                 .migrations = DocumentsSchema().postgres_steps,
                                 .application = "parallax-ingest",
                                 .writers = kWriters}));
  return std::make_unique<SqlDocumentStore>(std::move(database));
}

}  // namespace parallax::ingest::storage
