// What every LayerStore must do. An engine runs it by instantiating the suite
// with a way to open a fresh store:
//
//   INSTANTIATE_TEST_SUITE_P(Sqlite, LayerStoreConformance,
//                            ::testing::Values(Engine{"sqlite", &OpenSqlite}));
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "services/geo/domain/layers/layer_store.h"

namespace parallax::geo::testing {

// A store and whatever must live as long as it does.
class OpenStore {
 public:
  virtual ~OpenStore() = default;
  virtual domain::LayerStore& store() = 0;
  // Closes the store and opens the same content again. False when the engine
  // keeps nothing.
  virtual bool Reopen() = 0;
};

struct Engine {
  std::string name;
  std::function<std::unique_ptr<OpenStore>()> open;
  // Why its tests are skipped; empty when they are not.
  std::string missing;
};

inline void PrintTo(const Engine& engine, std::ostream* out) {
  *out << engine.name;
}

class LayerStoreConformance : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (!GetParam().missing.empty()) GTEST_SKIP() << GetParam().missing;
    open_ = GetParam().open();
  }
  domain::LayerStore& store() { return open_->store(); }

  std::unique_ptr<OpenStore> open_;
};

}  // namespace parallax::geo::testing
