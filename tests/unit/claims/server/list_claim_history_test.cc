#include "services/claims/server/list_claim_history.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/server/claims_server.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::HasReason;
using parallax::testing::HasStatus;
using parallax::testing::IsOk;
using Stub = pb::ClaimsService::Stub;

class ListClaimHistoryTest : public ::testing::Test {
 protected:
  absl::StatusOr<pb::ListClaimHistoryResponse> List(
      const std::string& name, int page_size = 0,
      const std::string& token = "") {
    pb::ListClaimHistoryRequest request;
    request.set_name(name);
    request.set_page_size(page_size);
    request.set_page_token(token);
    return server_.Call<pb::ListClaimHistoryResponse>(&Stub::ListClaimHistory,
                                                      request);
  }

  ClaimsServer server_;
};

TEST_F(ListClaimHistoryTest, TellsEveryReadingAndTheEnd) {
  const auto first = server_.Record(Report("d1", "2022-09-13 10:00", "RT")
                                        .Killed("Armenia", "Armenia", 49)
                                        .OfMilitary("Armenia"));
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(server_.Record(Report("d2", "2022-09-13 12:00", "Agency")
                                 .Killed("Armenia", "Armenia", 49)
                                 .OfMilitary("Armenia")),
              IsOk());
  const std::string name = first->claims(0);
  auto history = List(name);
  ASSERT_THAT(history, IsOk());
  ASSERT_EQ(history->versions_size(), 2);
  EXPECT_EQ(history->versions(0).claim().echo().mention_count(), 1);
  EXPECT_EQ(history->versions(1).claim().echo().mention_count(), 2);
  EXPECT_EQ(history->revision(), 2);
  // Both reports are taken back.
  ASSERT_THAT(server_.Record(Report("d1", "2022-09-13 10:00", "RT")), IsOk());
  ASSERT_THAT(server_.Record(Report("d2", "2022-09-13 12:00", "Agency")),
              IsOk());
  history = List(name);
  ASSERT_THAT(history, IsOk());
  EXPECT_EQ(history->versions(history->versions_size() - 1).ended_claim(),
            name);
  // The pages hold the same.
  const auto page = List(name, 1);
  ASSERT_THAT(page, IsOk());
  EXPECT_EQ(page->versions_size(), 1);
  const auto next = List(name, 1, page->next_page_token());
  ASSERT_THAT(next, IsOk());
  EXPECT_EQ(next->versions(0).SerializeAsString(),
            history->versions(1).SerializeAsString());
}

TEST_F(ListClaimHistoryTest, UnknownNamesAndForeignTokensAreRefused) {
  EXPECT_THAT(List("claims/nobody"), HasStatus(absl::StatusCode::kNotFound));
  EXPECT_THAT(List("nobody"), HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
  EXPECT_THAT(List("claims/nobody", 1, "token"),
              HasReason(type::v1::ERROR_REASON_INVALID_PAGE_TOKEN));
}

}  // namespace
}  // namespace parallax::claims::testing
