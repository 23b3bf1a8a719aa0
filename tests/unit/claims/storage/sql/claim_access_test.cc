#include "services/claims/storage/sql/claim_access.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/filter.h"
#include "common/storage/sqlite_database.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/claims/domain/area_filter.h"
#include "services/claims/domain/claim_fields.h"
#include "services/claims/storage/migrations.h"
#include "services/claims/storage/sqlite/open_ledger.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/claims/fake_area_source.h"

namespace parallax::claims::storage {
namespace {

using ::parallax::storage::Filter;
using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqliteDatabase;
using ::parallax::storage::SqlStatement;
using ::parallax::testing::IsOk;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// How SQLite goes about a page: which index it takes, and whether it sorts.
class ClaimAccessTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto database = SqliteDatabase::Open({.path = directory_.File("ledger.db"),
                                          .migrations = SqliteMigrations()});
    ASSERT_THAT(database, IsOk());
    database_ = *std::move(database);
  }

  std::string Plan(const std::string& text, const std::string& order) {
    testing::FakeAreaSource areas;
    Filter filter =
        *::parallax::storage::ParseFilter(text, domain::ClaimFilterSchema());
    const rpc::CallContext call = rpc::CallContext::Background();
    EXPECT_THAT(domain::BindAreas(call, &areas, &filter), IsOk());
    domain::ListQuery query;
    query.filter = &filter;
    std::string plan;
    const auto explain = [&](SqlConnection& connection) -> absl::Status {
      PARALLAX_ASSIGN_OR_RETURN(const RowAccess access,
                                ClaimAccess(connection, query, order));
      const auto lowered = ::parallax::storage::LowerFilter(
          filter, domain::ClaimFilterSchema(), ClaimMapping(),
          connection.dialect());
      PARALLAX_ASSIGN_OR_RETURN(
          SqlStatement select,
          connection.Prepare(absl::StrCat(
              "EXPLAIN QUERY PLAN SELECT t.body FROM ", access.from, " WHERE ",
              access.where, " AND (", lowered.where, ") ORDER BY ",
              access.order, " DESC, ", access.name, " DESC LIMIT 10")));
      std::vector<::parallax::storage::SqlValue> values = access.arms.front();
      values.insert(values.end(), lowered.values.begin(), lowered.values.end());
      select.BindAll(values);
      while (true) {
        PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
        if (!row) return absl::OkStatus();
        absl::StrAppend(&plan, select.ColumnText(3), "\n");
      }
    };
    EXPECT_THAT(database_->Read(call, explain), IsOk());
    return plan;
  }

  parallax::testing::TempDir directory_;
  std::unique_ptr<SqliteDatabase> database_;
};

constexpr char kSorts[] = "USE TEMP B-TREE FOR ORDER BY";
constexpr char kByNumber[] = "SEARCH t USING INTEGER PRIMARY KEY";

TEST_F(ClaimAccessTest, WordsThatFewClaimsHoldAreLookedUp) {
  for (const char* text :
       {"shelling", "quote:\"two words\"", "claimant:nik* kind = ATTACK",
        "quote = \"to the letter\"", "shelled OR shelling"}) {
    for (const char* order : {"publish_us", "event_order", "tally_impact"}) {
      EXPECT_THAT(Plan(text, order),
                  AllOf(HasSubstr("claim_text"), HasSubstr(kByNumber)))
          << text << " by " << order;
    }
  }
}

TEST_F(ClaimAccessTest, NegatedWordsAreNoWayToClaims) {
  EXPECT_THAT(Plan("-shelling", "publish_us"),
              AllOf(Not(HasSubstr("claim_text")), Not(HasSubstr(kSorts))));
}

TEST_F(ClaimAccessTest, TimesOfFewClaimsAreLookedUp) {
  EXPECT_THAT(Plan("event_time <= 2015-01-01", "publish_us"),
              HasSubstr("claim_by_event_time (event_us"));
  EXPECT_THAT(Plan("record_time > 2015-01-01", "publish_us"),
              HasSubstr("claim_by_record (record_us>?)"));
}

TEST_F(ClaimAccessTest, AnOrderByTheSameTimeIsWalkedWithinItsBounds) {
  EXPECT_THAT(Plan("event_time <= 2015-01-01", "event_order"),
              AllOf(HasSubstr("claim_by_event (event_order<?)"),
                    Not(HasSubstr(kSorts))));
  EXPECT_THAT(Plan("publish_time >= 2015-01-01", "publish_us"),
              AllOf(HasSubstr("claim_by_publish (publish_us>?)"),
                    Not(HasSubstr(kSorts))));
}

TEST_F(ClaimAccessTest, TagsAreReadInTheirOrder) {
  for (const char* text :
       {"place:Sotk", "party:Armenia", "inside(\"places/syunik\")",
        "country:AM superseded = true", "within(40, 46, 25)"}) {
    EXPECT_THAT(Plan(text, "publish_us"),
                AllOf(HasSubstr("SEARCH g USING PRIMARY KEY (tag=?"),
                      Not(HasSubstr(kSorts))))
        << text;
  }
  EXPECT_THAT(Plan("place:Sotk publish_time < 2015-01-01", "publish_us"),
              HasSubstr("(tag=? AND publish_us<?)"));
}

TEST_F(ClaimAccessTest, FieldsHaveIndexesInTheOrderOfPublication) {
  for (const char* text : {"superseded = true", "stance = DENIES",
                           "kind = ATTACK", "claimant_side = Armenia"}) {
    EXPECT_THAT(Plan(text, "publish_us"),
                AllOf(HasSubstr("SEARCH t USING INDEX claim_by_"),
                      Not(HasSubstr(kSorts))))
        << text;
  }
}

}  // namespace
}  // namespace parallax::claims::storage
