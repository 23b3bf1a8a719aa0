// What running the ledger asks of its database.
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/claims/storage/sql/ledger_store.h"
#include "services/claims/storage/sql/row_check.h"
#include "services/claims/storage/sql/snapshot.h"

namespace parallax::claims::storage {

using ::parallax::storage::SqlBlob;
using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqlDialect;

std::string SqlLedgerStore::engine() const {
  return database_->dialect() == SqlDialect::kSqlite ? "sqlite" : "postgresql";
}

int SqlLedgerStore::schema_version() const {
  return database_->schema_version();
}

absl::Status SqlLedgerStore::CheckIntegrity(const rpc::CallContext& call) {
  PARALLAX_RETURN_IF_ERROR(database_->CheckIntegrity(call));
  return database_->Read(call, CheckRows);
}

absl::Status SqlLedgerStore::BackUp(const rpc::CallContext& call,
                                    const Sink& sink) {
  return database_->Copy(call, sink);
}

absl::Status SqlLedgerStore::CompactReplaced(const rpc::CallContext& call,
                                             domain::Micros before) {
  return database_->Write(call, [&](SqlConnection& connection) -> absl::Status {
    PARALLAX_RETURN_IF_ERROR(connection.Serialize(kLedgerLock));
    std::int64_t upto = 0;
    {
      SqlSnapshot snapshot(&connection);
      PARALLAX_ASSIGN_OR_RETURN(upto, snapshot.RevisionAt(before));
      PARALLAX_ASSIGN_OR_RETURN(const std::int64_t oldest,
                                snapshot.OldestRevision());
      if (upto <= oldest) return absl::OkStatus();
    }
    for (const char* sql :
         {"DELETE FROM mention WHERE source IN (SELECT id FROM source WHERE "
          "replaced <= ?)",
          "DELETE FROM stretch WHERE source IN (SELECT id FROM source WHERE "
          "replaced <= ?)",
          "DELETE FROM source WHERE replaced <= ?"}) {
      PARALLAX_RETURN_IF_ERROR(connection.Run(sql, upto));
    }
    return connection.Run(
        "INSERT INTO setting (key, value) VALUES ('oldest_revision', ?) ON "
        "CONFLICT (key) DO UPDATE SET value = excluded.value",
        SqlBlob{absl::StrCat(upto)});
  });
}

}  // namespace parallax::claims::storage
