// What every engine of the claims store must do. An engine joins by
// instantiating LedgerStoreConformance with a way to open it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "services/claims/domain/actor_store.h"
#include "services/claims/domain/change_log.h"
#include "services/claims/domain/ledger_reader.h"
#include "services/claims/domain/ledger_store.h"
#include "services/claims/domain/store_admin.h"

namespace parallax::claims::testing {

// An open store, by its roles. Closed when destroyed.
class OpenStore {
 public:
  virtual ~OpenStore() = default;
  virtual domain::LedgerStore& ledger() = 0;
  virtual domain::LedgerReader& reader() = 0;
  virtual domain::ChangeLog& changes() = 0;
  virtual domain::ActorStore& actors() = 0;
  virtual domain::StoreAdmin& admin() = 0;
};

// One place where an engine keeps its data, fresh for each test.
class StoreHome {
 public:
  virtual ~StoreHome() = default;
  // Opens the store, with what earlier openings left there.
  virtual std::unique_ptr<OpenStore> Open() = 0;
};

struct Engine {
  std::string name;
  std::function<std::unique_ptr<StoreHome>()> make;
  // Why its tests are skipped; empty when they are not.
  std::string missing;
};

class LedgerStoreConformance : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (!GetParam().missing.empty()) GTEST_SKIP() << GetParam().missing;
  }
};

// Of engines that let several processes work on one database: openings of one
// home stand for them.
class SharedLedgerConformance : public LedgerStoreConformance {};

}  // namespace parallax::claims::testing
