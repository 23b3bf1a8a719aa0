// What every DocumentStore must do. An engine joins by instantiating the suite
// with a factory.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "services/ingest/domain/document_store.h"

namespace parallax::ingest::conformance {

// Opens the store of one test: the first call an empty one, later calls the
// same again, as after a restart.
struct StoreUnderTest {
  virtual ~StoreUnderTest() = default;
  virtual std::unique_ptr<domain::DocumentStore> Open() = 0;
};

struct StoreFactory {
  std::string name;
  std::function<std::unique_ptr<StoreUnderTest>()> make;
  // Why its tests are skipped; empty when they are not.
  std::string missing;
};

class DocumentStoreSuite : public ::testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override {
    if (!GetParam().missing.empty()) GTEST_SKIP() << GetParam().missing;
    under_test_ = GetParam().make();
    store_ = under_test_->Open();
    ASSERT_NE(store_, nullptr);
  }
  void Reopen() {
    store_.reset();
    store_ = under_test_->Open();
    ASSERT_NE(store_, nullptr);
  }

  std::unique_ptr<StoreUnderTest> under_test_;
  std::unique_ptr<domain::DocumentStore> store_;
};

}  // namespace parallax::ingest::conformance
