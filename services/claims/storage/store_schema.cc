#include "services/claims/storage/store_schema.h"

#include "services/claims/storage/migrations.h"
#include "services/claims/storage/postgres_migrations.h"

namespace parallax::claims::storage {

const ::parallax::storage::StoreSchema& LedgerSchema() {
  static const auto* const kSchema = new ::parallax::storage::StoreSchema{
      .service = "claims",
      .application_id = 0x50584331,  // "PXC1"
      .sqlite_steps = SqliteMigrations(),
      .postgres_steps = PostgresMigrations(),
      .seeded = {}};
  return *kSchema;
}

}  // namespace parallax::claims::storage
