#include "common/storage/postgres_errors.h"

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace parallax::storage {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(PostgresErrorsTest, EveryClassHasItsCode) {
  const struct {
    const char* state;
    absl::StatusCode code;
  } kCases[] = {
      {"", absl::StatusCode::kUnavailable},
      {"08006", absl::StatusCode::kUnavailable},
      {"57P01", absl::StatusCode::kUnavailable},
      {"53300", absl::StatusCode::kUnavailable},
      {"40001", absl::StatusCode::kUnavailable},
      {"40P01", absl::StatusCode::kUnavailable},
      {"57014", absl::StatusCode::kCancelled},
      {"53100", absl::StatusCode::kResourceExhausted},
      {"53200", absl::StatusCode::kResourceExhausted},
      {"54000", absl::StatusCode::kResourceExhausted},
      {"XX001", absl::StatusCode::kDataLoss},
      {"25006", absl::StatusCode::kFailedPrecondition},
      {"28P01", absl::StatusCode::kFailedPrecondition},
      {"42501", absl::StatusCode::kFailedPrecondition},
      {"22021", absl::StatusCode::kInvalidArgument},
      {"23505", absl::StatusCode::kAlreadyExists},
      {"23503", absl::StatusCode::kFailedPrecondition},
      {"42601", absl::StatusCode::kInternal},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(PostgresError(test.state, "x").code(), test.code) << test.state;
  }
}

TEST(PostgresErrorsTest, WhatTheServerSaysIsForTheLogAlone) {
  const absl::Status error =
      PostgresError("42P01", "relation \"claim\" does not exist");
  EXPECT_THAT(std::string(error.message()), Not(HasSubstr("claim")));
  EXPECT_THAT(status::InternalDetail(error),
              HasSubstr("42P01: relation \"claim\" does not exist"));
}

TEST(PostgresErrorsTest, OnlyConflictsRunAgain) {
  EXPECT_TRUE(IsPostgresConflict("40001"));
  EXPECT_TRUE(IsPostgresConflict("40P01"));
  EXPECT_FALSE(IsPostgresConflict("23505"));
  EXPECT_FALSE(IsPostgresConflict(""));
}

TEST(PostgresErrorsTest, WhatPassesSaysWhenToTryAgain) {
  EXPECT_TRUE(status::RetryDelayOf(PostgresError("", "x")).has_value());
  EXPECT_TRUE(status::RetryDelayOf(PostgresError("40001", "x")).has_value());
  EXPECT_FALSE(status::RetryDelayOf(PostgresError("42601", "x")).has_value());
}

}  // namespace
}  // namespace parallax::storage
