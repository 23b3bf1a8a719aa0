// The engines that the conformance suite runs over.
#include "services/claims/storage/sqlite/sqlite_store.h"
#include "tests/conformance/claims/ledger_store_conformance.h"
#include "tests/support/temp_dir.h"

namespace parallax::claims::testing {
namespace {

class OpenSqlite final : public OpenStore {
 public:
  explicit OpenSqlite(std::unique_ptr<storage::SqliteStore> store)
      : store_(std::move(store)) {}
  ~OpenSqlite() override { store_->Close(); }
  domain::LedgerStore& ledger() override { return *store_; }
  domain::LedgerReader& reader() override { return *store_; }
  domain::ChangeLog& changes() override { return *store_; }
  domain::ActorStore& actors() override { return *store_; }

 private:
  std::unique_ptr<storage::SqliteStore> store_;
};

class SqliteHome final : public StoreHome {
 public:
  std::unique_ptr<OpenStore> Open() override {
    auto opened = storage::SqliteStore::Open(directory_.File("ledger.db"), 2);
    EXPECT_TRUE(opened.ok()) << opened.status();
    if (!opened.ok()) return nullptr;
    return std::make_unique<OpenSqlite>(*std::move(opened));
  }

 private:
  parallax::testing::TempDir directory_;
};

INSTANTIATE_TEST_SUITE_P(Engines, LedgerStoreConformance,
                         ::testing::Values(Engine{
                             "Sqlite",
                             [] { return std::make_unique<SqliteHome>(); }}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace parallax::claims::testing
