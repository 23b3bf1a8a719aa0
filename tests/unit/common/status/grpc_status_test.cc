#include "common/status/grpc_status.h"

#include <gtest/gtest.h>

#include "common/status/errors.h"
#include "tests/support/status_matchers.h"

namespace parallax::status {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(GrpcStatusTest, OkStaysOk) {
  EXPECT_TRUE(ToGrpc(absl::OkStatus()).ok());
  EXPECT_THAT(FromGrpc(grpc::Status::OK), IsOk());
}

TEST(GrpcStatusTest, DetailsTravelBothWays) {
  Violations bad;
  bad.Add("a", "is wrong");
  bad.Add("b", "is wrong too");
  const absl::Status sent = bad.ToStatus();
  const absl::Status received = FromGrpc(ToGrpc(sent));
  EXPECT_EQ(received, sent);
  EXPECT_EQ(ViolationsOf(received).size(), 2u);

  const absl::Status overload = Overloaded("busy", absl::Milliseconds(300));
  EXPECT_EQ(RetryDelayOf(FromGrpc(ToGrpc(overload))), absl::Milliseconds(300));
}

TEST(GrpcStatusTest, InternalErrorsAreSentWithoutTheirText) {
  const absl::Status inside = WithInternalDetail(
      absl::InternalError("table claim has no column x"), "SELECT x");
  const grpc::Status sent = ToGrpc(inside, "req-1");
  EXPECT_EQ(sent.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(sent.error_message(), HasSubstr("req-1"));
  EXPECT_THAT(sent.error_message(), Not(HasSubstr("claim")));
  EXPECT_THAT(sent.error_details(), Not(HasSubstr("SELECT")));
  EXPECT_THAT(FromGrpc(sent), HasReason(type::v1::ERROR_REASON_INTERNAL));
}

TEST(GrpcStatusTest, InternalDetailNeverLeaves) {
  const absl::Status full = WithInternalDetail(
      Overloaded("the disk is full", absl::Seconds(1)), "/secret/path");
  const grpc::Status sent = ToGrpc(full);
  EXPECT_EQ(sent.error_message(), "the disk is full");
  EXPECT_THAT(sent.error_details(), Not(HasSubstr("secret")));
}

TEST(GrpcStatusTest, SurvivesGarbledDetails) {
  const absl::Status status = FromGrpc(grpc::Status(
      grpc::StatusCode::NOT_FOUND, "no", std::string("\xff\xff\x01", 3)));
  EXPECT_EQ(status, absl::NotFoundError("no"));
}

TEST(GrpcStatusTest, ItemsOfABatch) {
  const absl::Status sent = NotFound("claim", "claims/x");
  EXPECT_EQ(FromProto(ToProto(sent)), sent);
  EXPECT_THAT(FromProto(ToProto(absl::OkStatus())), IsOk());
}

}  // namespace
}  // namespace parallax::status
