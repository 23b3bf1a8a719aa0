#include "common/client/neighbour.h"

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"

namespace parallax::client {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::testing::HasSubstr;

absl::Status Told(grpc::StatusCode code) {
  return FromNeighbour(grpc::Status(code, "secret"), "geo",
                       rpc::CallContext::Background());
}

TEST(FromNeighbourTest, ANeighbourThatIsAwayOrSlowIsUnavailable) {
  for (const grpc::StatusCode code :
       {grpc::StatusCode::UNAVAILABLE, grpc::StatusCode::DEADLINE_EXCEEDED,
        grpc::StatusCode::CANCELLED}) {
    const absl::Status status = Told(code);
    EXPECT_THAT(status, HasStatus(absl::StatusCode::kUnavailable));
    EXPECT_THAT(status,
                HasReason(type::v1::ERROR_REASON_NEIGHBOUR_UNAVAILABLE));
    EXPECT_EQ(status.message(), "the geo service does not answer");
    EXPECT_TRUE(status::RetryDelayOf(status).has_value());
  }
}

TEST(FromNeighbourTest, ANeighbourAtItsLimitIsAsOverloadedAsWe) {
  EXPECT_THAT(Told(grpc::StatusCode::RESOURCE_EXHAUSTED),
              HasStatus(absl::StatusCode::kResourceExhausted));
}

TEST(FromNeighbourTest, WhatItRefusesIsAFaultOfOurs) {
  const absl::Status status = Told(grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(status, HasStatus(absl::StatusCode::kInternal));
  EXPECT_EQ(status.message(), "the geo service refused a call");
  EXPECT_THAT(status::InternalDetail(status), HasSubstr("secret"));
  EXPECT_THAT(Told(grpc::StatusCode::OK), IsOk());
}

}  // namespace
}  // namespace parallax::client
