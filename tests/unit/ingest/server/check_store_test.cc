// CheckStore as a caller sees it.
#include "services/ingest/server/check_store.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/cleanup/cleanup.h"
#include "common/status/grpc_status.h"
#include "common/storage/store_schema.h"
#include "services/ingest/server/admin_service.h"
#include "services/ingest/storage/sqlite/open_documents.h"
#include "services/ingest/storage/store_schema.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_server.h"

namespace parallax::ingest::server {
namespace {

using parallax::storage::SqlConnection;
using parallax::storage::SqlDialect;
using parallax::storage::StoreUse;
using parallax::testing::IsOk;

TEST(CheckStoreTest, DamageIsAnAnswer) {
  const parallax::testing::TempDir folder;
  const std::string path = folder.File("ingest.db");
  const auto store = storage::OpenSqliteDocuments(path);
  ASSERT_THAT(store, IsOk());
  auto server = std::make_unique<parallax::testing::TestServer>();
  AdminService service(server->runtime(), store->get());
  const absl::Cleanup stop = [&server] { server.reset(); };
  ASSERT_TRUE(server->Start({{&service, AdminService::kName}}));
  const auto stub = v1::AdminService::NewStub(server->channel());
  const auto check = [&] {
    grpc::ClientContext context;
    v1::CheckStoreResponse found;
    EXPECT_THAT(status::FromGrpc(stub->CheckStore(&context, {}, &found)),
                IsOk());
    return found;
  };
  EXPECT_EQ(check().fault_count(), 0);
  const auto database = parallax::storage::OpenStore(
      {SqlDialect::kSqlite, path}, storage::DocumentsSchema(),
      StoreUse::kServe);
  ASSERT_THAT(database, IsOk());
  ASSERT_THAT(
      (*database)->Write(
          rpc::CallContext::Background(),
          [](SqlConnection& connection) {
            return connection.Execute(
                "INSERT INTO documents VALUES ('d', '', 0, 1, 1, 0, '')");
          }),
      IsOk());
  const v1::CheckStoreResponse found = check();
  EXPECT_EQ(found.document_count(), 1);
  EXPECT_EQ(found.fault_count(), 1);
  ASSERT_EQ(found.faults_size(), 1);
  EXPECT_EQ(found.faults(0).name(), "documents/d");
  EXPECT_EQ(found.faults(0).description(), "has lost its revisions");
}

}  // namespace
}  // namespace parallax::ingest::server
