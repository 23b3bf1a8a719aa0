// The engines that the suite runs over.
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <memory>
#include <utility>

#include "services/geo/storage/postgres/open_layers.h"
#include "services/geo/storage/sqlite/open_layers.h"
#include "tests/conformance/geo/layer_store_conformance.h"
#include "tests/support/postgres_server.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/geo/fake_layer_store.h"

namespace parallax::geo::testing {
namespace {

using parallax::testing::PostgresServer;

class OpenFake : public OpenStore {
 public:
  domain::LayerStore& store() override { return store_; }
  bool Reopen() override { return false; }

 private:
  FakeLayerStore store_;
};

// A store that `open` opens, again and again with the same content.
class OpenKept : public OpenStore {
 public:
  using Opener =
      std::function<absl::StatusOr<std::unique_ptr<storage::SqlLayerStore>>()>;
  explicit OpenKept(Opener open) : opener_(std::move(open)) { Open(); }
  domain::LayerStore& store() override { return *store_; }
  bool Reopen() override {
    store_->Close();
    Open();
    return true;
  }

 private:
  void Open() {
    auto store = opener_();
    if (!store.ok()) std::abort();
    store_ = *std::move(store);
  }

  const Opener opener_;
  std::unique_ptr<storage::SqlLayerStore> store_;
};

std::unique_ptr<OpenStore> OpenSqlite() {
  auto folder = std::make_shared<parallax::testing::TempDir>();
  return std::make_unique<OpenKept>(
      [folder] { return storage::OpenSqliteLayers(folder->File("geo.db")); });
}

std::unique_ptr<OpenStore> OpenPostgres() {
  return std::make_unique<OpenKept>(
      [url = PostgresServer::Shared().NewDatabase()] {
        return storage::OpenPostgresLayers(url);
      });
}

INSTANTIATE_TEST_SUITE_P(
    Engines, LayerStoreConformance,
    ::testing::Values(
        Engine{"fake", [] { return std::make_unique<OpenFake>(); }, ""},
        Engine{"sqlite", OpenSqlite, ""},
        Engine{"postgres", OpenPostgres, PostgresServer::Missing()}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace parallax::geo::testing
