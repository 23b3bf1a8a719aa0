#include "services/ingest/storage/store_schema.h"

#include "services/ingest/storage/migrations.h"
#include "services/ingest/storage/postgres_migrations.h"

namespace parallax::ingest::storage {

const ::parallax::storage::StoreSchema& DocumentsSchema() {
  static const auto* const kSchema = new ::parallax::storage::StoreSchema{
      .service = "ingest",
      .application_id = 0x50584931,  // "PXI1"
      .sqlite_steps = SqliteMigrations(),
      .postgres_steps = PostgresMigrations(),
      .seeded = {}};
  return *kSchema;
}

}  // namespace parallax::ingest::storage
