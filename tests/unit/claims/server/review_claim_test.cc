// ReviewClaim, ListReviews and ListReviewQueue as a caller sees them.
#include "services/claims/server/review_claim.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/server/claims_server.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::HasReason;
using parallax::testing::HasStatus;
using parallax::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Stub = pb::ClaimsService::Stub;

// Fields of the violations of an error.
std::vector<std::string> FieldsOf(const absl::Status& status) {
  std::vector<std::string> fields;
  for (const auto& violation : status::ViolationsOf(status)) {
    fields.push_back(violation.field);
  }
  return fields;
}

pb::ReviewClaimRequest Request(const std::string& claim, const std::string& id,
                               const std::string& action) {
  pb::ReviewClaimRequest request;
  request.set_claim(claim);
  request.set_request_id(id);
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      action, request.mutable_review()));
  request.mutable_review()->set_reviewer("ada");
  request.mutable_review()->set_reason("the words say so");
  return request;
}

class ReviewClaimTest : public ::testing::Test {
 protected:
  ReviewClaimTest() {
    for (const Report& report : WeekStory()) {
      const auto response = server_.Record(report);
      EXPECT_THAT(response, IsOk());
      if (response.ok()) last_ = *response;
    }
    claim_ = last_.claims(0);
  }

  absl::StatusOr<pb::ReviewClaimResponse> Review(
      const pb::ReviewClaimRequest& request) {
    return server_.Call<pb::ReviewClaimResponse>(&Stub::ReviewClaim, request);
  }
  absl::StatusOr<pb::ListReviewsResponse> List(const std::string& parent,
                                               const std::string& filter) {
    pb::ListReviewsRequest request;
    request.set_parent(parent);
    request.set_filter(filter);
    return server_.Call<pb::ListReviewsResponse>(&Stub::ListReviews, request);
  }

  ClaimsServer server_;
  pb::RecordMentionsResponse last_;
  std::string claim_;
};

TEST_F(ReviewClaimTest, TheSameRequestIsKeptOnce) {
  const auto first = Review(Request(claim_, "r-1", "reject {}"));
  ASSERT_THAT(first, IsOk());
  EXPECT_GT(first->revision(), last_.revision());
  EXPECT_EQ(first->review().revision(), first->revision());
  const auto again = Review(Request(claim_, "r-1", "reject {}"));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->review().SerializeAsString(),
            first->review().SerializeAsString());
  EXPECT_EQ(server_.store().CommittedRevision(), first->revision());
  EXPECT_THAT(Review(Request(claim_, "r-1", "accept {}")),
              HasStatus(absl::StatusCode::kAlreadyExists));
}

TEST_F(ReviewClaimTest, ACorrectionSentAgainIsAnsweredAfterItsClaimHasGone) {
  const auto recorded = server_.Record(Report("d99", "2022-11-01", "Outlet")
                                           .Killed("Armenia", "Armenia", 3)
                                           .OfMilitary("Armenia"));
  ASSERT_THAT(recorded, IsOk());
  const pb::ReviewClaimRequest request =
      Request(recorded->claims(0), "r-1",
              R"pb(correct {
                     assertion { casualties { victims_side: "Azerbaijan" } }
                     update_mask { paths: "casualties.victims_side" }
                   })pb");
  const auto first = Review(request);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(server_.Record(Report("d99", "2022-11-02", "Outlet", 2)), IsOk());
  const auto again = Review(request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->revision(), first->revision());
}

TEST_F(ReviewClaimTest, ViewsDifferAndPointsOfViewCombine) {
  ASSERT_THAT(Review(Request(claim_, "r-1", "reject {}")), IsOk());
  pb::GetClaimRequest get;
  get.set_name(claim_);
  const auto machine = server_.Call<pb::GetClaimResponse>(&Stub::GetClaim, get);
  ASSERT_THAT(machine, IsOk());
  EXPECT_EQ(machine->claim().review_state(), pb::REVIEW_STATE_UNSPECIFIED);
  get.set_view(pb::LEDGER_VIEW_REVIEWED);
  const auto reviewed =
      server_.Call<pb::GetClaimResponse>(&Stub::GetClaim, get);
  ASSERT_THAT(reviewed, IsOk());
  EXPECT_EQ(reviewed->claim().review_state(), pb::REVIEW_STATE_REJECTED);
  pb::ListClaimsRequest list;
  list.set_filter("review_state = REJECTED");
  EXPECT_THAT(
      server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, list)->claims(),
      SizeIs(0));
  list.set_view(pb::LEDGER_VIEW_REVIEWED);
  EXPECT_THAT(
      server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, list)->claims(),
      SizeIs(1));
  // Not by the day before the report.
  *list.mutable_as_of() = domain::ToTimestamp(At("2022-10-14"));
  EXPECT_THAT(
      server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, list)->claims(),
      SizeIs(0));
  // A filter that speaks of no review keeps the claims that nobody reviewed.
  list.clear_as_of();
  list.set_filter("review_state != REJECTED");
  const auto others =
      server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, list);
  list.set_filter("");
  const auto all =
      server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, list);
  EXPECT_EQ(others->claims_size(), all->claims_size() - 1);
}

TEST_F(ReviewClaimTest, EveryFaultOfFormIsNamed) {
  pb::ReviewClaimRequest request = Request("claim", "Bad Id", "");
  request.mutable_review()->clear_reviewer();
  request.mutable_review()->set_reason(std::string(2001, 'x'));
  const auto response = Review(request);
  EXPECT_THAT(response, HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
  EXPECT_THAT(FieldsOf(response.status()),
              UnorderedElementsAre("claim", "request_id", "review.reviewer",
                                   "review.reason", "review.action"));
}

TEST_F(ReviewClaimTest, OnlyFieldsOfTheKindCanBeCorrected) {
  for (const char* path :
       {"kind", "conflict_sides", "scores.extraction", "background", "nothing",
        "attack.act", "casualties.nothing"}) {
    SCOPED_TRACE(path);
    const auto response = Review(Request(
        claim_, "r-1",
        absl::StrCat("correct { update_mask { paths: \"", path, "\" } }")));
    EXPECT_THAT(FieldsOf(response.status()),
                ElementsAre("review.correct.update_mask"));
  }
  const auto negative = Review(Request(
      claim_, "r-1",
      "correct { assertion { casualties { count { best: -5 } } } update_mask { "
      "paths: \"casualties.count\" } }"));
  EXPECT_THAT(FieldsOf(negative.status()),
              ElementsAre("review.correct.assertion.casualties.count.best"));
  EXPECT_EQ(server_.store().CommittedRevision(), last_.revision());
}

TEST_F(ReviewClaimTest, AnOldEtagIsRefused) {
  pb::GetClaimRequest get;
  get.set_name(claim_);
  const auto read = server_.Call<pb::GetClaimResponse>(&Stub::GetClaim, get);
  ASSERT_THAT(read, IsOk());
  pb::ReviewClaimRequest request = Request(claim_, "r-1", "accept {}");
  request.set_etag("other");
  EXPECT_THAT(Review(request), HasReason(type::v1::ERROR_REASON_CONFLICT));
  request.set_etag(read->claim().etag());
  EXPECT_THAT(Review(request), IsOk());
}

TEST_F(ReviewClaimTest, ReviewsAreListedLatestFirstWithWhatBecameOfThem) {
  const auto first = Review(Request(claim_, "r-1", "accept {}"));
  ASSERT_THAT(first, IsOk());
  const auto undo = Review(Request(
      claim_, "r-2",
      absl::StrCat("undo { review: \"", first->review().name(), "\" }")));
  ASSERT_THAT(undo, IsOk());
  const auto all = List("", "");
  ASSERT_THAT(all, IsOk());
  ASSERT_THAT(all->reviews(), SizeIs(2));
  const auto accepts = List(claim_, "action = \"accept\" reviewer = \"ada\"");
  ASSERT_THAT(accepts, IsOk());
  ASSERT_THAT(accepts->reviews(), SizeIs(1));
  EXPECT_EQ(accepts->reviews(0).undone_by(), undo->review().name());
  EXPECT_THAT(List(claim_, "colour = 1"),
              HasReason(type::v1::ERROR_REASON_INVALID_FILTER));
  EXPECT_THAT(List("claims/nobody", ""),
              HasStatus(absl::StatusCode::kNotFound));
  // Before the undo it was in effect.
  pb::ListReviewsRequest then;
  *then.mutable_recorded_as_of() = first->review().review_time();
  const auto earlier =
      server_.Call<pb::ListReviewsResponse>(&Stub::ListReviews, then);
  ASSERT_THAT(earlier, IsOk());
  ASSERT_GE(earlier->reviews_size(), 1);
}

TEST_F(ReviewClaimTest, TheQueueComesInPages) {
  pb::ListReviewQueueRequest request;
  request.set_page_size(2);
  std::int64_t last = INT64_MAX;
  int claims = 0;
  do {
    const auto page = server_.Call<pb::ListReviewQueueResponse>(
        &Stub::ListReviewQueue, request);
    ASSERT_THAT(page, IsOk());
    for (const pb::Claim& claim : page->claims()) {
      EXPECT_LE(claim.tally_impact(), last);
      last = claim.tally_impact();
      ++claims;
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(claims, server_
                        .Call<pb::ListClaimsResponse>(&Stub::ListClaims,
                                                      pb::ListClaimsRequest())
                        ->claims_size());
}

}  // namespace
}  // namespace parallax::claims::testing
