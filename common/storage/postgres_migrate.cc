#include "common/storage/postgres_migrate.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/copy_mark.h"

namespace parallax::storage {
namespace {

constexpr char kBookkeeping[] = R"sql(
CREATE TABLE IF NOT EXISTS parallax_migration(
  version BIGINT PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  applied_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS parallax_secret(
  name TEXT PRIMARY KEY,
  value BYTEA NOT NULL
);
CREATE TABLE IF NOT EXISTS parallax_copy(
  name TEXT PRIMARY KEY,
  row_count BIGINT NOT NULL,
  finished BIGINT NOT NULL,
  origin TEXT NOT NULL
);
)sql";

absl::Status CheckEncoding(PostgresConnection& connection) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement query,
      connection.Prepare("SELECT current_setting('server_encoding')"));
  PARALLAX_RETURN_IF_ERROR(query.Step().status());
  if (query.ColumnText(0) == "UTF8") return absl::OkStatus();
  return status::Error(absl::StatusCode::kFailedPrecondition,
                       type::v1::ERROR_REASON_STORE_FAILED,
                       "the store's database must have the encoding UTF8");
}

// Asked for first: making one that is there needs rights all the same.
absl::Status MakeSchema(PostgresConnection& connection,
                        absl::string_view schema, StoreUse use) {
  {
    PARALLAX_ASSIGN_OR_RETURN(
        SqlStatement query,
        connection.Prepare("SELECT 1 FROM pg_namespace WHERE nspname = ?"));
    query.BindText(1, schema);
    PARALLAX_ASSIGN_OR_RETURN(const bool there, query.Step());
    if (there) return absl::OkStatus();
  }
  if (use == StoreUse::kCopyFrom) {
    return absl::NotFoundError(absl::StrCat("there is no schema ", schema));
  }
  return connection.Execute(absl::StrCat("CREATE SCHEMA \"", schema, "\""));
}

absl::StatusOr<int> Migrate(PostgresConnection& connection,
                            Migrations migrations, absl::string_view schema,
                            StoreUse use) {
  PARALLAX_RETURN_IF_ERROR(MakeSchema(connection, schema, use));
  PARALLAX_RETURN_IF_ERROR(connection.Execute(kBookkeeping));
  PARALLAX_ASSIGN_OR_RETURN(int version,
                            CheckAppliedSteps(connection, migrations));
  PARALLAX_ASSIGN_OR_RETURN(const bool may,
                            MayMigrate(connection, version, use));
  if (!may) return version;
  for (; static_cast<std::size_t>(version) < migrations.size(); ++version) {
    PARALLAX_RETURN_IF_ERROR(connection.Execute("BEGIN"));
    absl::Status status = RunStep(connection, migrations[version]);
    if (status.ok()) status = connection.Commit("");
    if (!status.ok()) {
      connection.Rollback();
      return status;
    }
  }
  return version;
}

}  // namespace

absl::StatusOr<int> MigratePostgres(PostgresConnection& connection,
                                    Migrations migrations,
                                    absl::string_view schema, StoreUse use) {
  PARALLAX_RETURN_IF_ERROR(CheckEncoding(connection));
  const std::int64_t lock = PostgresLockNumber(schema, "migration");
  PARALLAX_RETURN_IF_ERROR(connection.Run("SELECT pg_advisory_lock(?)", lock));
  absl::StatusOr<int> version = Migrate(connection, migrations, schema, use);
  PARALLAX_RETURN_IF_ERROR(
      connection.Run("SELECT pg_advisory_unlock(?)", lock));
  PARALLAX_RETURN_IF_ERROR(connection.session().Await().status());
  return version;
}

}  // namespace parallax::storage
