// The engines that the suite runs over.
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <utility>

#include "services/geo/storage/sqlite/sqlite_layer_store.h"
#include "tests/conformance/geo/layer_store_conformance.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/geo/fake_layer_store.h"

namespace parallax::geo::testing {
namespace {

class OpenFake : public OpenStore {
 public:
  domain::LayerStore& store() override { return store_; }
  bool Reopen() override { return false; }

 private:
  FakeLayerStore store_;
};

class OpenSqlite : public OpenStore {
 public:
  OpenSqlite() { Open(); }
  domain::LayerStore& store() override { return *store_; }
  bool Reopen() override {
    store_->Close();
    Open();
    return true;
  }

 private:
  void Open() {
    auto store = storage::SqliteLayerStore::Open(folder_.File("geo.db"));
    if (!store.ok()) std::abort();
    store_ = *std::move(store);
  }

  parallax::testing::TempDir folder_;
  std::unique_ptr<storage::SqliteLayerStore> store_;
};

INSTANTIATE_TEST_SUITE_P(
    Engines, LayerStoreConformance,
    ::testing::Values(
        Engine{"fake", [] { return std::make_unique<OpenFake>(); }},
        Engine{"sqlite", [] { return std::make_unique<OpenSqlite>(); }}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace parallax::geo::testing
