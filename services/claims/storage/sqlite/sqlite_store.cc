#include "services/claims/storage/sqlite/sqlite_store.h"

#include <algorithm>
#include <utility>

#include "absl/time/time.h"
#include "common/status/macros.h"
#include "services/claims/storage/migrations.h"
#include "services/claims/storage/sqlite/snapshot.h"
#include "services/claims/storage/sqlite/transaction.h"

namespace parallax::claims::storage {

using ::parallax::storage::SqliteConnection;
using ::parallax::storage::SqliteDatabase;
using ::parallax::storage::SqliteStatement;

namespace {

constexpr std::int32_t kApplicationId = 0x50584331;  // "PXC1"

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteStore>> SqliteStore::Open(
    const std::string& path, int readers) {
  PARALLAX_ASSIGN_OR_RETURN(
      std::unique_ptr<SqliteDatabase> database,
      SqliteDatabase::Open({.path = path,
                            .migrations = SqliteMigrations(),
                            .application_id = kApplicationId,
                            .readers = readers,
                            .cache_bytes = 4 * 1024 * 1024,
                            .writer_cache_bytes = 16 * 1024 * 1024}));
  auto store =
      std::unique_ptr<SqliteStore>(new SqliteStore(std::move(database)));
  PARALLAX_RETURN_IF_ERROR(
      store->Read(rpc::CallContext::Background(),
                  [&](domain::LedgerSnapshot& snapshot) -> absl::Status {
                    PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                              snapshot.Revision());
                    store->committed_ = revision;
                    return absl::OkStatus();
                  }));
  return store;
}

void SqliteStore::Committed(std::int64_t revision,
                            const std::vector<std::string>& names) {
  if (revision == 0) return;
  // First what readers must no longer see, then that there is news.
  if (changed_) changed_(names);
  std::int64_t seen = committed_.load(std::memory_order_relaxed);
  while (seen < revision && !committed_.compare_exchange_weak(
                                seen, revision, std::memory_order_release)) {
  }
  if (announce_) announce_(revision);
}

absl::Status SqliteStore::Write(const rpc::CallContext& call, WriteBody body) {
  std::int64_t revision = 0;
  std::vector<std::string> names;
  PARALLAX_RETURN_IF_ERROR(
      database_->Write(call, [&](SqliteConnection& connection) -> absl::Status {
        SqliteTransaction transaction(&connection,
                                      absl::ToUnixMicros(call.Now()));
        PARALLAX_RETURN_IF_ERROR(body(transaction));
        if (transaction.began_revision()) {
          PARALLAX_ASSIGN_OR_RETURN(revision, transaction.Revision());
        }
        for (const auto& [name, seq] : transaction.changed()) {
          names.push_back(name);
        }
        return absl::OkStatus();
      }));
  Committed(revision, names);
  return absl::OkStatus();
}

absl::Status SqliteStore::Read(const rpc::CallContext& call,
                               const ReadBody& body) {
  return database_->Read(call, [&](SqliteConnection& connection) {
    SqliteSnapshot snapshot(&connection);
    return body(snapshot);
  });
}

absl::StatusOr<std::string> SqliteStore::PageTokenKey() {
  return database_->Secret("page_token");
}

absl::StatusOr<domain::ChangePage> SqliteStore::ReadChanges(
    const rpc::CallContext& call, int limit, domain::ChangePosition* position) {
  domain::ChangePage page;
  domain::ChangePosition at = *position;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(call, [&](SqliteConnection& connection) -> absl::Status {
        page = {};
        at = *position;
        {
          PARALLAX_ASSIGN_OR_RETURN(
              SqliteStatement select,
              connection.Prepare(
                  "SELECT (SELECT COALESCE(MAX(revision), 0) FROM ledger), "
                  "(SELECT CAST(value AS INTEGER) FROM setting WHERE key = "
                  "'compacted_to')"));
          PARALLAX_RETURN_IF_ERROR(select.Step().status());
          page.complete_to = select.ColumnInt(0);
          page.compacted_to = select.ColumnInt(1);
        }
        PARALLAX_ASSIGN_OR_RETURN(
            SqliteStatement select,
            connection.Prepare(
                "SELECT c.revision, c.seq, l.commit_us, c.incident, c.body, "
                "NOT EXISTS (SELECT 1 FROM change n WHERE n.revision = "
                "c.revision AND n.seq > c.seq) FROM change c JOIN ledger l ON "
                "l.revision = c.revision WHERE (c.revision, c.seq) > (?, ?) "
                "ORDER BY c.revision, c.seq LIMIT ?"));
        select.BindInt(1, at.revision).BindInt(2, at.seq).BindInt(3, limit);
        while (true) {
          PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
          if (!row) return absl::OkStatus();
          domain::LoggedChange& change = page.changes.emplace_back();
          change.revision = at.revision = select.ColumnInt(0);
          at.seq = select.ColumnInt(1);
          change.committed = select.ColumnInt(2);
          change.incident = std::string(select.ColumnText(3));
          PARALLAX_RETURN_IF_ERROR(
              Decode(select.ColumnBlob(4), &change.change));
          change.last = select.ColumnInt(5) != 0;
        }
      }));
  *position = at;
  return page;
}

absl::Status SqliteStore::CompactChanges(const rpc::CallContext& call,
                                         std::int64_t keep) {
  return database_->Write(
      call, [&](SqliteConnection& connection) -> absl::Status {
        std::int64_t upto = 0;
        {
          // The revision of the first change beyond those kept.
          PARALLAX_ASSIGN_OR_RETURN(
              SqliteStatement select,
              connection.Prepare("SELECT revision FROM change ORDER BY "
                                 "revision DESC, seq DESC LIMIT 1 OFFSET ?"));
          select.BindInt(1, keep);
          PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
          if (!row) return absl::OkStatus();
          upto = select.ColumnInt(0);
        }
        PARALLAX_RETURN_IF_ERROR(
            connection.Run("DELETE FROM change WHERE revision <= ?", upto));
        return connection.Run(
            "INSERT INTO setting (key, value) VALUES ('compacted_to', ?) ON "
            "CONFLICT (key) DO UPDATE SET value = excluded.value",
            upto);
      });
}

}  // namespace parallax::claims::storage
