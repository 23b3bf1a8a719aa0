// The engines that the conformance suite runs over.
#include "services/claims/storage/postgres/open_ledger.h"
#include "services/claims/storage/sqlite/open_ledger.h"
#include "tests/conformance/claims/ledger_store_conformance.h"
#include "tests/support/postgres_server.h"
#include "tests/support/temp_dir.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::PostgresServer;

class OpenLedger final : public OpenStore {
 public:
  explicit OpenLedger(std::unique_ptr<storage::SqlLedgerStore> store)
      : store_(std::move(store)) {}
  ~OpenLedger() override { store_->Close(); }
  domain::LedgerStore& ledger() override { return *store_; }
  domain::LedgerReader& reader() override { return *store_; }
  domain::ChangeLog& changes() override { return *store_; }
  domain::ActorStore& actors() override { return *store_; }
  domain::StoreAdmin& admin() override { return *store_; }

 private:
  std::unique_ptr<storage::SqlLedgerStore> store_;
};

std::unique_ptr<OpenStore> Opened(
    absl::StatusOr<std::unique_ptr<storage::SqlLedgerStore>> store) {
  EXPECT_TRUE(store.ok()) << store.status();
  if (!store.ok()) return nullptr;
  return std::make_unique<OpenLedger>(*std::move(store));
}

class SqliteHome final : public StoreHome {
 public:
  std::unique_ptr<OpenStore> Open() override {
    return Opened(storage::OpenSqliteLedger(directory_.File("ledger.db"), 2));
  }

 private:
  parallax::testing::TempDir directory_;
};

class PostgresHome final : public StoreHome {
 public:
  std::unique_ptr<OpenStore> Open() override {
    return Opened(storage::OpenPostgresLedger(url_, 2));
  }

 private:
  const std::string url_ = PostgresServer::Shared().NewDatabase();
};

Engine Sqlite() {
  return {"Sqlite", [] { return std::make_unique<SqliteHome>(); }, ""};
}

Engine Postgres() {
  return {"Postgres", [] { return std::make_unique<PostgresHome>(); },
          PostgresServer::Missing()};
}

const auto kName = [](const auto& info) { return info.param.name; };

INSTANTIATE_TEST_SUITE_P(Engines, LedgerStoreConformance,
                         ::testing::Values(Sqlite(), Postgres()), kName);
INSTANTIATE_TEST_SUITE_P(Engines, SharedLedgerConformance,
                         ::testing::Values(Postgres()), kName);

}  // namespace
}  // namespace parallax::claims::testing
