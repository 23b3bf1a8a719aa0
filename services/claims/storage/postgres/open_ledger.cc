#include "services/claims/storage/postgres/open_ledger.h"

#include <utility>

#include "common/status/macros.h"
#include "common/storage/postgres_database.h"
#include "services/claims/storage/store_schema.h"

namespace parallax::claims::storage {
namespace {

// One writes, one waits its turn; more would only hold connections.
constexpr int kWriters = 2;

}  // namespace

absl::StatusOr<std::unique_ptr<SqlLedgerStore>> OpenPostgresLedger(
    const std::string& url, int readers) {
  PARALLAX_ASSIGN_OR_RETURN(auto database,
                            ::parallax::storage::PostgresDatabase::Open(
                                {.url = url,
                                 .schema = LedgerSchema().PostgresSchema(),
                                 .migrations = LedgerSchema().postgres_steps,
                                 .application = "parallax-claims",
                                 .readers = readers,
                                 .writers = kWriters}));
  PARALLAX_ASSIGN_OR_RETURN(std::unique_ptr<SqlLedgerStore> store,
                            SqlLedgerStore::Over(std::move(database)));
  store->FollowOthers();
  return store;
}

}  // namespace parallax::claims::storage
