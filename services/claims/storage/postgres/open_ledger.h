// The ledger in a PostgreSQL database.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/claims/storage/sql/ledger_store.h"

namespace parallax::claims::storage {

// Opens the ledger in the database's schema parallax_claims, which is made when
// it is not there, and follows what other processes write to it. Errors as
// PostgresDatabase::Open().
absl::StatusOr<std::unique_ptr<SqlLedgerStore>> OpenPostgresLedger(
    const std::string& url, int readers);

}  // namespace parallax::claims::storage
