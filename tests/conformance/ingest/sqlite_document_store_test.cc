#include "services/ingest/storage/sqlite/sqlite_document_store.h"

#include "tests/conformance/ingest/document_store_suite.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace parallax::ingest::conformance {
namespace {

class SqliteUnderTest final : public StoreUnderTest {
 public:
  std::unique_ptr<domain::DocumentStore> Open() override {
    auto store = storage::SqliteDocumentStore::Open(folder_.File("store.db"));
    EXPECT_THAT(store, testing::IsOk());
    return store.ok() ? *std::move(store) : nullptr;
  }

 private:
  testing::TempDir folder_;
};

INSTANTIATE_TEST_SUITE_P(
    Sqlite, DocumentStoreSuite,
    ::testing::Values(StoreFactory{
        "sqlite", [] { return std::make_unique<SqliteUnderTest>(); }}),
    [](const auto& info) { return info.param.name; });

TEST(SqliteDocumentStore, SaysWhatIsWrongWithItsFile) {
  EXPECT_FALSE(
      storage::SqliteDocumentStore::Open("/no/such/folder/store.db").ok());
}

}  // namespace
}  // namespace parallax::ingest::conformance
