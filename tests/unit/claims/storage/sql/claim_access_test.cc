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

  // Claims that hold the word "common".
  void AddClaims(int count) {
    const auto add = [&](SqlConnection& connection) {
      return connection.Run(
          "INSERT INTO claim (name, incident, question, kind, stance, "
          "claimant, claimant_actor, claimant_side, authority, victims_side, "
          "victims_class, measure, perpetrator_side, event_order, publish_us, "
          "record_us, superseded, background, mention_count, quote, hash, "
          "body, quote_words) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
          "SELECT i + 1 FROM n WHERE i < ?) SELECT 'claims/' || i, '', '', 1, "
          "1, '', '', '', 1, '', 0, 0, '', i, i, i, 0, 0, 1, 'Common', '', "
          "'', ' common ' FROM n",
          count);
    };
    EXPECT_THAT(database_->Write(rpc::CallContext::Background(), add), IsOk());
  }

  std::string Plan(const std::string& text, const std::string& order,
                   bool try_order = true) {
    testing::FakeAreaSource areas;
    Filter filter =
        *::parallax::storage::ParseFilter(text, domain::ClaimFilterSchema());
    const rpc::CallContext call = rpc::CallContext::Background();
    EXPECT_THAT(domain::BindAreas(call, &areas, &filter), IsOk());
    domain::ListQuery query;
    query.filter = &filter;
    std::string plan;
    const auto explain = [&](SqlConnection& connection) -> absl::Status {
      PARALLAX_ASSIGN_OR_RETURN(
          const RowAccess access,
          ClaimAccess(connection, query, order, try_order));
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

TEST_F(ClaimAccessTest, WordsOfManyClaimsAreLookedForInTheOrderFirst) {
  AddClaims(3000);
  for (const char* text : {"common", "quote:common kind = ATTACK"}) {
    EXPECT_THAT(Plan(text, "publish_us"),
                AllOf(HasSubstr("publish_us"), Not(HasSubstr("claim_text")),
                      Not(HasSubstr(kSorts))))
        << text;
    EXPECT_THAT(Plan(text, "publish_us", /*try_order=*/false),
                AllOf(HasSubstr("claim_text"), HasSubstr(kByNumber)))
        << text;
  }
  EXPECT_THAT(Plan("common", "publish_us"),
              HasSubstr("claim_by_publish ((publish_us,name)>(?,?))"));
  // These few are looked up at once.
  EXPECT_THAT(Plan("common record_time < 1970-01-01", "publish_us"),
              HasSubstr("claim_by_record (record_us<?)"));
}

TEST_F(ClaimAccessTest, AClaimantIsFoundByTheWholeName) {
  EXPECT_THAT(Plan("claimant = \"Nikol Pashinyan\"", "publish_us"),
              AllOf(HasSubstr("claim_by_claimant (claimant=?"),
                    Not(HasSubstr("claim_text")), Not(HasSubstr(kSorts))));
  EXPECT_THAT(Plan("claimant = \"Nikol Pashinyan\"", "event_order"),
              AllOf(HasSubstr("claim_by_claimant (claimant=?"),
                    HasSubstr(kByNumber), Not(HasSubstr("claim_text"))));
  EXPECT_THAT(Plan("claimant = \"Nikol Pash*\"", "publish_us"),
              HasSubstr("claim_text"));
  EXPECT_THAT(Plan("claimant = Nikol OR claimant = Ilham", "publish_us"),
              HasSubstr("claim_text"));
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
