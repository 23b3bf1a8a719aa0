#include "common/storage/store_url.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(StoreUrlTest, KnowsBothEngines) {
  const auto sqlite = ParseStoreUrl("sqlite:/data/claims.db");
  ASSERT_THAT(sqlite, IsOk());
  EXPECT_EQ(sqlite->engine, SqlDialect::kSqlite);
  EXPECT_EQ(sqlite->location, "/data/claims.db");
  for (const char* url :
       {"postgresql://desk:secret@db.example:5432/ledger?sslmode=require",
        "postgres://db/ledger", "postgresql:///ledger?host=/run/postgresql"}) {
    const auto postgres = ParseStoreUrl(url);
    ASSERT_THAT(postgres, IsOk()) << url;
    EXPECT_EQ(postgres->engine, SqlDialect::kPostgres);
    EXPECT_EQ(postgres->location, url);
  }
}

TEST(StoreUrlTest, AWrongOneIsRefusedWithoutBeingRepeated) {
  for (const char* text :
       {"", "sqlite:", "claims.db", "mysql://desk:secret@db/ledger",
        "postgresql://desk:sec%zzret@db/ledger",
        "postgresql://db/ledger?secret=1"}) {
    const auto parsed = ParseStoreUrl(text);
    EXPECT_THAT(parsed, HasStatus(absl::StatusCode::kInvalidArgument)) << text;
    EXPECT_THAT(std::string(parsed.status().message()),
                Not(HasSubstr("secret")));
  }
}

TEST(StoreUrlTest, PasswordsAreNotShown) {
  EXPECT_EQ(RedactStoreUrl("postgresql://desk:s3:c/r@t@db:5432/ledger"),
            "postgresql://desk:***@db:5432/ledger");
  EXPECT_EQ(RedactStoreUrl("postgres://db/ledger?password=x&sslmode=require"),
            "postgres://db/ledger?password=***&sslmode=require");
  EXPECT_EQ(RedactStoreUrl("postgres://db/x?user=a&sslpassword=y"),
            "postgres://db/x?user=a&sslpassword=***");
}

TEST(StoreUrlTest, WhatHasNoPasswordIsShownAsItIs) {
  for (const char* text :
       {"sqlite:claims.db", "postgresql://desk@db:5432/ledger",
        "postgresql:///ledger?host=/run/postgresql"}) {
    EXPECT_EQ(RedactStoreUrl(text), text);
  }
}

}  // namespace
}  // namespace parallax::storage
