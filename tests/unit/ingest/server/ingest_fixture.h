// An ingest service whose neighbours are fakes and whose store is real.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "services/ingest/domain/ingestor.h"
#include "services/ingest/storage/sqlite/open_documents.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_ingest_neighbours.h"
#include "tests/support/fake_mention_extractor.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace parallax::ingest {

inline constexpr char kReport[] =
    "Shelling reported near Sotk\n\n15 September 2022\n\n"
    "Sotk came under shelling on Monday night, Armenia's ministry of defence "
    "said.\n\nAzerbaijan denied that its troops had fired on the village at "
    "all.\n\nGoris was hit by shelling for three hours on Tuesday, a resident "
    "told us.\n";

class IngestFixture : public ::testing::Test {
 protected:
  void SetUp() override { OpenStore(); }

  // Again after CloseStore(): what a restart does.
  void OpenStore() {
    auto opened = storage::OpenSqliteDocuments(folder_.File("documents.db"));
    ASSERT_THAT(opened, testing::IsOk());
    store_ = *std::move(opened);
    ingestor_ = std::make_unique<domain::Ingestor>(
        domain::Ingestor::Parts{.extractor = &extractor_,
                                .countries = &countries_,
                                .families = &families_,
                                .keeper = store_.get(),
                                .pending = store_.get(),
                                .ledger = &ledger_,
                                .places = &places_});
  }
  void CloseStore() {
    ingestor_.reset();
    store_.reset();
  }

  rpc::CallContext Call() const {
    return rpc::CallContext(absl::InfiniteFuture(), "test", clock_);
  }

  static v1::DocumentInput Input(const std::string& content = kReport,
                                 const std::string& uri = "") {
    v1::DocumentInput input;
    input.set_content(content);
    input.set_outlet("Border Post");
    input.set_uri(uri);
    return input;
  }

  int DocumentCount() {
    auto page = store_->ListDocuments(Call(), {}, {.size = 1000, .after = {}});
    EXPECT_THAT(page, testing::IsOk());
    return static_cast<int>(page->documents.size());
  }
  int PendingCount() {
    auto keys = store_->ListPending(Call(), absl::InfiniteFuture(), 1000);
    EXPECT_THAT(keys, testing::IsOk());
    return static_cast<int>(keys->size());
  }

  testing::TempDir folder_;
  testing::FakeClock clock_;
  testing::FakeMentionExtractor extractor_;
  testing::FakeClaimsLedger ledger_;
  testing::FakePlaceResolver places_;
  domain::ActorCountries countries_;
  domain::OutletFamilies families_;
  std::unique_ptr<domain::DocumentStore> store_;
  std::unique_ptr<domain::Ingestor> ingestor_;
};

}  // namespace parallax::ingest
