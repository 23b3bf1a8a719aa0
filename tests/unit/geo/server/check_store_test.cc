// CheckStore as a caller sees it.
#include "services/geo/server/check_store.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/cleanup/cleanup.h"
#include "common/status/grpc_status.h"
#include "common/storage/store_schema.h"
#include "services/geo/server/admin_service.h"
#include "services/geo/storage/sqlite/open_layers.h"
#include "services/geo/storage/store_schema.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_server.h"

namespace parallax::geo::server {
namespace {

using parallax::storage::SqlConnection;
using parallax::storage::SqlDialect;
using parallax::storage::StoreUse;
using parallax::testing::IsOk;

TEST(CheckStoreTest, DamageIsAnAnswer) {
  const parallax::testing::TempDir folder;
  const std::string path = folder.File("geo.db");
  const auto store = storage::OpenSqliteLayers(path);
  ASSERT_THAT(store, IsOk());
  auto server = std::make_unique<parallax::testing::TestServer>();
  AdminService service(server->runtime(), **store);
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
      {SqlDialect::kSqlite, path}, storage::LayersSchema(), StoreUse::kServe);
  ASSERT_THAT(database, IsOk());
  ASSERT_THAT(
      (*database)->Write(
          rpc::CallContext::Background(),
          [](SqlConnection& connection) {
            return connection.Execute(
                "INSERT INTO layer VALUES ('layers/a', x'ff', '', 0, 0, 0, 0)");
          }),
      IsOk());
  const v1::CheckStoreResponse found = check();
  EXPECT_EQ(found.layer_count(), 1);
  EXPECT_EQ(found.fault_count(), 1);
  ASSERT_EQ(found.faults_size(), 1);
  EXPECT_EQ(found.faults(0).name(), "layers/a");
  EXPECT_EQ(found.faults(0).description(), "is not what was written");
}

}  // namespace
}  // namespace parallax::geo::server
