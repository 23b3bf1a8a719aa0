// The engines that the suite runs over.
#include "services/ingest/storage/postgres/open_documents.h"
#include "services/ingest/storage/sqlite/open_documents.h"
#include "tests/conformance/ingest/document_store_suite.h"
#include "tests/support/postgres_server.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace parallax::ingest::conformance {
namespace {

std::unique_ptr<domain::DocumentStore> Opened(
    absl::StatusOr<std::unique_ptr<storage::SqlDocumentStore>> store) {
  EXPECT_THAT(store, testing::IsOk());
  return store.ok() ? *std::move(store) : nullptr;
}

class SqliteUnderTest final : public StoreUnderTest {
 public:
  std::unique_ptr<domain::DocumentStore> Open() override {
    return Opened(storage::OpenSqliteDocuments(folder_.File("store.db")));
  }

 private:
  testing::TempDir folder_;
};

class PostgresUnderTest final : public StoreUnderTest {
 public:
  std::unique_ptr<domain::DocumentStore> Open() override {
    return Opened(storage::OpenPostgresDocuments(url_));
  }

 private:
  const std::string url_ = testing::PostgresServer::Shared().NewDatabase();
};

INSTANTIATE_TEST_SUITE_P(
    Engines, DocumentStoreSuite,
    ::testing::Values(
        StoreFactory{"sqlite",
                     [] { return std::make_unique<SqliteUnderTest>(); }, ""},
        StoreFactory{"postgres",
                     [] { return std::make_unique<PostgresUnderTest>(); },
                     testing::PostgresServer::Missing()}),
    [](const auto& info) { return info.param.name; });

TEST(SqliteDocumentStore, SaysWhatIsWrongWithItsFile) {
  EXPECT_FALSE(storage::OpenSqliteDocuments("/no/such/folder/store.db").ok());
}

}  // namespace
}  // namespace parallax::ingest::conformance
