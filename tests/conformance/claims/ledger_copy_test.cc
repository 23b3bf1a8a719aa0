// A ledger that was copied to another engine, and back, is the same ledger.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/storage/store_copy.h"
#include "gtest/gtest.h"
#include "services/claims/domain/checker.h"
#include "services/claims/domain/claim_fields.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/domain/recorder.h"
#include "services/claims/storage/postgres/open_ledger.h"
#include "services/claims/storage/sqlite/open_ledger.h"
#include "services/claims/storage/store_schema.h"
#include "tests/support/postgres_server.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

using parallax::storage::CopyStore;
using parallax::storage::OpenStore;
using parallax::storage::SqlDialect;
using parallax::storage::StoreUrl;
using parallax::storage::StoreUse;
using parallax::testing::HasStatus;
using parallax::testing::IsOk;
using parallax::testing::PostgresServer;

class LedgerCopyTest : public ::testing::Test {
 protected:
  using Store = std::unique_ptr<storage::SqlLedgerStore>;

  void SetUp() override {
    if (const std::string missing = PostgresServer::Missing();
        !missing.empty()) {
      GTEST_SKIP() << missing;
    }
    postgres_ = {SqlDialect::kPostgres, PostgresServer::Shared().NewDatabase()};
    const auto store = Open(sqlite_);
    ASSERT_THAT(store, IsOk());
    domain::Recorder recorder(store->get());
    for (const Report& report : WeekStory()) {
      ASSERT_THAT(recorder.Record(call_, report.request()), IsOk());
    }
  }

  static absl::StatusOr<Store> Open(const StoreUrl& url) {
    return url.engine == SqlDialect::kSqlite
               ? storage::OpenSqliteLedger(url.location, 2)
               : storage::OpenPostgresLedger(url.location, 2);
  }

  static absl::StatusOr<parallax::storage::CopyReport> Copy(
      const rpc::CallContext& call, const StoreUrl& from, const StoreUrl& to,
      const parallax::storage::CopyOptions& options = {}) {
    const auto& schema = storage::LedgerSchema();
    auto source = OpenStore(from, schema, StoreUse::kCopyFrom);
    if (!source.ok()) return source.status();
    auto target = OpenStore(to, schema, StoreUse::kCopyTo);
    if (!target.ok()) return target.status();
    return CopyStore(call, schema, **source, **target, options);
  }

  // The claims that pass, in order, as stored.
  std::vector<std::string> Claims(const StoreUrl& url, const char* text) {
    std::vector<std::string> claims;
    const auto store = Open(url);
    EXPECT_THAT(store, IsOk());
    if (!store.ok()) return claims;
    const auto filter =
        parallax::storage::ParseFilter(text, domain::ClaimFilterSchema());
    EXPECT_THAT(filter, IsOk());
    domain::ListQuery query;
    query.filter = &*filter;
    query.order_by = "publish_time";
    query.limit = 1'000;
    const auto page = domain::LedgerViews(store->get())
                          .ListClaims(call_, query, domain::kForever);
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) return claims;
    for (const auto& row : page->rows) {
      claims.push_back(row.value.SerializeAsString());
    }
    return claims;
  }

  void ExpectSound(const StoreUrl& url) {
    const auto store = Open(url);
    ASSERT_THAT(store, IsOk());
    const auto found = domain::CheckLedger(call_, store->get(), store->get());
    ASSERT_THAT(found, IsOk());
    EXPECT_EQ(found->fault_count(), 0) << found->DebugString();
    EXPECT_GT(found->row_count(), 0);
  }

  const parallax::testing::TempDir folder_;
  const rpc::CallContext call_ = rpc::CallContext::Background();
  const StoreUrl sqlite_ = {SqlDialect::kSqlite, folder_.File("ledger.db")};
  const StoreUrl again_ = {SqlDialect::kSqlite, folder_.File("again.db")};
  StoreUrl postgres_;
};

TEST_F(LedgerCopyTest, ThereAndBack) {
  using Move = std::pair<const StoreUrl*, const StoreUrl*>;
  for (const auto& [from, to] :
       {Move(&sqlite_, &postgres_), Move(&postgres_, &again_)}) {
    const auto report = Copy(call_, *from, *to);
    ASSERT_THAT(report, IsOk());
    EXPECT_TRUE(report->equal());
    // Words are found by each engine's own index.
    for (const char* filter :
         {"", "pashinyan", "quote:\"words 1\"", "party:Armenia"}) {
      const auto claims = Claims(*from, filter);
      EXPECT_FALSE(claims.empty()) << filter;
      EXPECT_EQ(Claims(*to, filter), claims) << filter;
    }
    ExpectSound(*to);
  }
  // What is recorded next is numbered behind what came over.
  const auto store = Open(postgres_);
  ASSERT_THAT(store, IsOk());
  EXPECT_THAT(
      domain::Recorder(store->get())
          .Record(call_, Report("sotk", "2022-09-14 12:00", "Desk")
                             .Attack("Nikol Pashinyan", "Armenia", "Azerbaijan")
                             .On("2022-09-13")
                             .request()),
      IsOk());
}

TEST_F(LedgerCopyTest, AHalfCopiedLedgerIsNotServed) {
  const rpc::CallContext cancelled = rpc::CallContext::Background();
  parallax::storage::CopyOptions options;
  options.batch_rows = 5;
  int signs = 0;
  options.progress = [&](absl::string_view, std::int64_t, std::int64_t) {
    if (++signs == 7) cancelled.Cancel();
  };
  ASSERT_THAT(Copy(cancelled, sqlite_, postgres_, options),
              HasStatus(absl::StatusCode::kCancelled));
  EXPECT_THAT(Open(postgres_),
              HasStatus(absl::StatusCode::kFailedPrecondition));
  ASSERT_THAT(Copy(call_, sqlite_, postgres_), IsOk());
  EXPECT_THAT(Open(postgres_), IsOk());
}

}  // namespace
}  // namespace parallax::claims::testing
