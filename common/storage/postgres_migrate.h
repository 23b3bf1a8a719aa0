// Brings one service's schema in a PostgreSQL database to what this build
// knows.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/migration.h"
#include "common/storage/postgres_connection.h"

namespace parallax::storage {

// Makes the schema when it is not there and applies the missing steps, each in
// a transaction of its own together with its record; none of that where `use`
// says so. Processes that start at once do so one after the other. Returns the
// version reached. FAILED_PRECONDITION when the database does not hold UTF-8
// text, a newer program wrote it, a step was edited or a copy into it is not
// finished; NOT_FOUND when there is nothing to copy from.
absl::StatusOr<int> MigratePostgres(PostgresConnection& connection,
                                    Migrations migrations,
                                    absl::string_view schema,
                                    StoreUse use = StoreUse::kServe);

}  // namespace parallax::storage
