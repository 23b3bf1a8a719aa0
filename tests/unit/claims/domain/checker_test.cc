#include "services/claims/domain/checker.h"

#include "common/storage/sqlite_connection.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sqlite3.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/ledger_fixture.h"
#include "tests/unit/claims/random_reports.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::IsOk;

class CheckerTest : public ::testing::Test {
 protected:
  pb::CheckLedgerResponse Check() {
    const auto found =
        domain::CheckLedger(ledger_.call(), &ledger_.store(), &ledger_.store());
    EXPECT_THAT(found, IsOk());
    return found.value_or(pb::CheckLedgerResponse());
  }
  // Behind the service's back.
  void Tamper(const std::string& sql) {
    auto connection =
        ::parallax::storage::OpenSqlite(ledger_.path(), SQLITE_OPEN_READWRITE);
    ASSERT_THAT(connection, IsOk());
    ASSERT_THAT((*connection)->Execute(sql), IsOk());
  }

  Ledger ledger_;
};

TEST_F(CheckerTest, ALedgerOfManyReportsIsSound) {
  for (const Report& report : WeekStory()) ledger_.Record(report);
  std::mt19937 random(5);
  for (const Report& report : RandomReports(&random, 60)) {
    ledger_.Record(report);
  }
  const pb::CheckLedgerResponse found = Check();
  EXPECT_EQ(found.fault_count(), 0) << found.ShortDebugString();
  EXPECT_EQ(found.incident_count(),
            static_cast<std::int64_t>(ledger_.Incidents().size()));
  EXPECT_GT(found.row_count(),
            static_cast<std::int64_t>(ledger_.Claims().size()));
  EXPECT_EQ(found.revision(), ledger_.store().CommittedRevision());
}

TEST_F(CheckerTest, ReviewsAreNoFault) {
  for (const Report& report : WeekStory()) ledger_.Record(report);
  ledger_.Review(ledger_.Claims().front().name(), "reject {}");
  EXPECT_EQ(Check().fault_count(), 0);
}

TEST_F(CheckerTest, FindsRowsThatAreGoneOrAltered) {
  for (const Report& report : WeekStory()) ledger_.Record(report);
  const std::string gone = ledger_.Claims().front().name();
  Tamper("DELETE FROM claim WHERE name = '" + gone + "'");
  pb::CheckLedgerResponse found = Check();
  ASSERT_EQ(found.fault_count(), 1);
  EXPECT_EQ(found.faults(0).name(), gone);
  // Mentions that nothing was told from.
  Tamper("UPDATE mention SET current = 0");
  found = Check();
  EXPECT_GT(found.fault_count(), 1);
}

TEST_F(CheckerTest, ADamagedRowIsAnAnswer) {
  for (const Report& report : WeekStory()) ledger_.Record(report);
  Tamper("UPDATE claim SET quote = quote || 'x' WHERE id = 1");
  const pb::CheckLedgerResponse found = Check();
  ASSERT_EQ(found.fault_count(), 1);
  EXPECT_EQ(found.faults(0).name(), "");
  EXPECT_EQ(found.faults(0).description(),
            "stored rows are damaged: 1 in claim");
}

TEST_F(CheckerTest, AnEmptyLedgerIsSound) {
  const pb::CheckLedgerResponse found = Check();
  EXPECT_EQ(found.fault_count(), 0);
  EXPECT_EQ(found.row_count(), 0);
}

}  // namespace
}  // namespace parallax::claims::testing
