// The ledger in one SQLite file.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/claims/storage/sql/ledger_store.h"

namespace parallax::claims::storage {

// Opens or creates the file at `path`. Errors as SqliteDatabase::Open().
absl::StatusOr<std::unique_ptr<SqlLedgerStore>> OpenSqliteLedger(
    const std::string& path, int readers);

}  // namespace parallax::claims::storage
