#include "services/geo/storage/store_schema.h"

#include "services/geo/storage/migrations.h"
#include "services/geo/storage/postgres_migrations.h"

namespace parallax::geo::storage {
namespace {

using ::parallax::storage::SeededTable;

constexpr SeededTable kSeeded[] = {{"store_state", "revision = 0"}};

}  // namespace

const ::parallax::storage::StoreSchema& LayersSchema() {
  static const auto* const kSchema = new ::parallax::storage::StoreSchema{
      .service = "geo",
      .application_id = 0x50584C59,  // "PXLY"
      .sqlite_steps = SqliteMigrations(),
      .postgres_steps = PostgresMigrations(),
      .seeded = kSeeded};
  return *kSchema;
}

}  // namespace parallax::geo::storage
