#include "services/claims/storage/sql/search_fill.h"

#include <memory>
#include <utility>

#include "common/storage/sqlite_database.h"
#include "gtest/gtest.h"
#include "services/claims/domain/area_filter.h"
#include "services/claims/domain/claim_fields.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/domain/recorder.h"
#include "services/claims/storage/migrations.h"
#include "services/claims/storage/sqlite/open_ledger.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/claims/fake_area_source.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::storage {
namespace {

using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqliteDatabase;
using ::parallax::testing::IsOk;

rpc::CallContext Call() { return rpc::CallContext::Background(); }

class SearchFillTest : public ::testing::Test {
 protected:
  std::unique_ptr<SqlLedgerStore> Open() {
    auto store = OpenSqliteLedger(path_, 2);
    EXPECT_THAT(store, IsOk());
    return *std::move(store);
  }

  // How many claims pass.
  static std::size_t Count(SqlLedgerStore& store, const char* text) {
    testing::FakeAreaSource areas;
    ::parallax::storage::Filter filter =
        *::parallax::storage::ParseFilter(text, domain::ClaimFilterSchema());
    EXPECT_THAT(domain::BindAreas(Call(), &areas, &filter), IsOk());
    domain::ListQuery query;
    query.filter = &filter;
    query.order_by = "publish_time";
    query.limit = 1'000;
    const auto page =
        domain::LedgerViews(&store).ListClaims(Call(), query, domain::kForever);
    EXPECT_THAT(page, IsOk());
    return page.ok() ? page->rows.size() : 0;
  }

  // Takes the rows back to what an older schema held.
  void Forget() {
    auto database =
        SqliteDatabase::Open({.path = path_, .migrations = SqliteMigrations()});
    ASSERT_THAT(database, IsOk());
    ASSERT_THAT((*database)->Write(Call(),
                                   [](SqlConnection& connection) {
                                     return connection.Execute(
                                         "UPDATE claim SET quote_words = '', "
                                         "claimant_words = '';"
                                         "DELETE FROM claim_tag WHERE tag LIKE "
                                         "'party:%' OR tag LIKE 'cell:%';"
                                         "DELETE FROM setting WHERE key = "
                                         "'search_filled_to'");
                                   }),
                IsOk());
    (*database)->Close();
  }

  parallax::testing::TempDir directory_;
  const std::string path_ = directory_.File("ledger.db");
};

TEST_F(SearchFillTest, ClaimsOfAnOlderSchemaAreFoundAfterTheNextStart) {
  const char* const kFilters[] = {"pashinyan", "quote:\"words 1\"",
                                  "party:Armenia", "within(40.2, 45.9, 20)"};
  std::vector<std::size_t> before;
  {
    const auto store = Open();
    domain::Recorder recorder(store.get());
    for (const testing::Report& report : testing::WeekStory()) {
      ASSERT_THAT(recorder.Record(Call(), report.request()), IsOk());
    }
    ASSERT_THAT(
        recorder.Record(Call(),
                        testing::Report("sotk", "2022-09-14 12:00", "Desk")
                            .Attack("Nikol Pashinyan", "Armenia", "Azerbaijan")
                            .On("2022-09-13")
                            .Place("Sotk", "places/sotk", "AM")
                            .Point(40.2, 45.9)
                            .request()),
        IsOk());
    for (const char* filter : kFilters) {
      before.push_back(Count(*store, filter));
      EXPECT_GT(before.back(), 0u) << filter;
    }
    store->Close();
  }
  Forget();
  for (int opening = 0; opening < 2; ++opening) {
    const auto store = Open();
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_EQ(Count(*store, kFilters[i]), before[i]) << kFilters[i];
    }
    store->Close();
  }
}

}  // namespace
}  // namespace parallax::claims::storage
