// GetClaim, the lists, tallies and actors as a caller sees them.
#include <set>

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
using ::testing::SizeIs;
using Stub = pb::ClaimsService::Stub;

class ReadsTest : public ::testing::Test {
 protected:
  ReadsTest() {
    for (const Report& report : WeekStory()) {
      const auto response = server_.Record(report);
      EXPECT_THAT(response, IsOk());
      if (response.ok()) last_ = *response;
    }
  }

  absl::StatusOr<pb::ListClaimsResponse> List(const std::string& filter,
                                              int page_size = 0,
                                              const std::string& token = "") {
    pb::ListClaimsRequest request;
    request.set_filter(filter);
    request.set_page_size(page_size);
    request.set_page_token(token);
    return server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, request);
  }

  ClaimsServer server_;
  pb::RecordMentionsResponse last_;
};

TEST_F(ReadsTest, GetClaimAnswersFromStoreAndFromMemoryAlike) {
  pb::GetClaimRequest request;
  request.set_name(last_.claims(0));
  const auto first =
      server_.Call<pb::GetClaimResponse>(&Stub::GetClaim, request);
  const auto second =
      server_.Call<pb::GetClaimResponse>(&Stub::GetClaim, request);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  // A write is seen at once, also of what is kept in memory.
  ASSERT_THAT(server_.Record(Report("again", "2022-10-16", "Daily")
                                 .Killed("Armenian speaker", "Armenia", 430)
                                 .About(430)
                                 .OfMilitary("Azerbaijan")
                                 .On("2022-09-12", "2022-09-14")),
              IsOk());
  const auto third =
      server_.Call<pb::GetClaimResponse>(&Stub::GetClaim, request);
  ASSERT_THAT(third, IsOk());
  EXPECT_EQ(third->claim().echo().mention_count(), 2);
}

TEST_F(ReadsTest, UnknownAndMalformedNamesAreToldApart) {
  pb::GetClaimRequest request;
  request.set_name("claims/nosuch");
  EXPECT_THAT(server_.Call<pb::GetClaimResponse>(&Stub::GetClaim, request),
              HasReason(type::v1::ERROR_REASON_NOT_FOUND));
  request.set_name("claim nosuch");
  EXPECT_THAT(server_.Call<pb::GetClaimResponse>(&Stub::GetClaim, request),
              HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
}

TEST_F(ReadsTest, ARevisionNotReachedIsUnavailable) {
  pb::GetClaimRequest request;
  request.set_name(last_.claims(0));
  request.set_min_revision(last_.revision());
  EXPECT_THAT(server_.Call<pb::GetClaimResponse>(&Stub::GetClaim, request),
              IsOk());
  request.set_min_revision(last_.revision() + 1000);
  EXPECT_THAT(server_.Call<pb::GetClaimResponse>(&Stub::GetClaim, request),
              HasReason(type::v1::ERROR_REASON_REVISION_NOT_REACHED));
}

TEST_F(ReadsTest, FiltersSelect) {
  const auto numbers = List(
      "kind = CASUALTIES AND claimant_side = \"Armenia\" AND victims_side = "
      "\"Armenia\" AND NOT background = true AND measure = KILLED");
  ASSERT_THAT(numbers, IsOk());
  EXPECT_THAT(numbers->claims(), SizeIs(4));  // 49, 105, 135 and over 200
  EXPECT_THAT(List("stance = DENIES")->claims(), SizeIs(1));
  EXPECT_THAT(List("background = true")->claims(), SizeIs(1));
  EXPECT_THAT(List("count_min >= 200 AND superseded = false")->claims(),
              SizeIs(4));
  EXPECT_THAT(List("outlet:\"Radio\"")->claims(), SizeIs(3));
  EXPECT_THAT(List("publish_time > \"2022-10-01T00:00:00Z\"")->claims(),
              SizeIs(1));
  EXPECT_THAT(List("speaker")->claims(), SizeIs(1));
}

TEST_F(ReadsTest, BadFiltersOrdersAndTokensAreRefused) {
  EXPECT_THAT(List("kind = "),
              HasReason(type::v1::ERROR_REASON_INVALID_FILTER));
  EXPECT_THAT(List("nonsense = 3"),
              HasReason(type::v1::ERROR_REASON_INVALID_FILTER));
  EXPECT_THAT(List("", 0, "not-a-token"),
              HasReason(type::v1::ERROR_REASON_INVALID_PAGE_TOKEN));
  const auto page = List("", 2);
  ASSERT_THAT(page, IsOk());
  EXPECT_THAT(List("kind = TRUCE", 2, page->next_page_token()),
              HasReason(type::v1::ERROR_REASON_INVALID_PAGE_TOKEN));
  pb::ListClaimsRequest request;
  request.set_order_by("colour");
  EXPECT_THAT(server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, request),
              HasReason(type::v1::ERROR_REASON_INVALID_ORDER));
}

TEST_F(ReadsTest, PagesCoverEveryClaimOnce) {
  for (const char* order :
       {"", "event_time", "mention_count desc", "record_time"}) {
    for (const bool past : {false, true}) {
      pb::ListClaimsRequest request;
      request.set_order_by(order);
      if (past) {
        *request.mutable_as_of() = domain::ToTimestamp(At("2022-09-17"));
      }
      const auto whole =
          server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, request);
      ASSERT_THAT(whole, IsOk());
      request.set_page_size(3);
      std::vector<std::string> names;
      while (true) {
        const auto page =
            server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, request);
        ASSERT_THAT(page, IsOk());
        for (const pb::Claim& claim : page->claims()) {
          names.push_back(claim.name());
        }
        if (page->next_page_token().empty()) break;
        request.set_page_token(page->next_page_token());
      }
      std::vector<std::string> expected;
      for (const pb::Claim& claim : whole->claims()) {
        expected.push_back(claim.name());
      }
      EXPECT_EQ(names, expected) << order;
      EXPECT_GT(names.size(), 10u);
    }
  }
}

TEST_F(ReadsTest, TheWayToTheRowsChangesNothing) {
  const auto names = [&](const std::string& filter, int page_size) {
    std::vector<std::string> found;
    std::string token;
    do {
      const auto page = List(filter, page_size, token);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      for (const pb::Claim& claim : page->claims()) {
        found.push_back(claim.name());
      }
      token = page->next_page_token();
    } while (!token.empty());
    return found;
  };
  for (const char* filter :
       {"outlet:\"Agency\"", "event_time >= \"2022-09-12T00:00:00Z\"",
        "record_time > \"2001-01-01T00:00:00Z\"",
        "event_time < \"2022-09-13T00:00:00Z\""}) {
    // Within an OR the condition is no demand of its own.
    const auto plain = names(absl::StrCat("(", filter, " OR ", filter, ")"), 0);
    EXPECT_GT(plain.size(), 2u) << filter;
    EXPECT_EQ(names(filter, 0), plain) << filter;
    EXPECT_EQ(names(filter, 2), plain) << filter;
    EXPECT_EQ(names(absl::StrCat(filter, " AND stance = ASSERTS"), 2),
              names(absl::StrCat("(", filter, " OR ", filter,
                                 ") AND stance = ASSERTS"),
                    0))
        << filter;
  }
  EXPECT_TRUE(names("outlet:\"Nobody\"", 0).empty());
}

TEST_F(ReadsTest, TheTallyIsThereByQuestion) {
  pb::ListQuestionsRequest list;
  list.set_filter("measure = KILLED AND victims_side = \"Azerbaijan\"");
  const auto questions =
      server_.Call<pb::ListQuestionsResponse>(&Stub::ListQuestions, list);
  ASSERT_THAT(questions, IsOk());
  ASSERT_THAT(questions->questions(), SizeIs(1));
  pb::GetTallyRequest request;
  request.set_question(questions->questions(0).name());
  const auto tally =
      server_.Call<pb::GetTallyResponse>(&Stub::GetTally, request);
  ASSERT_THAT(tally, IsOk());
  EXPECT_EQ(tally->tally().positions_size(), 2);
  // A truce is no number.
  list.set_filter("kind = TRUCE");
  const auto truces =
      server_.Call<pb::ListQuestionsResponse>(&Stub::ListQuestions, list);
  ASSERT_THAT(truces, IsOk());
  request.set_question(truces->questions(0).name());
  EXPECT_THAT(server_.Call<pb::GetTallyResponse>(&Stub::GetTally, request),
              HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
}

TEST_F(ReadsTest, ATallyKeptInMemoryFollowsTheLedger) {
  pb::ListQuestionsRequest list;
  list.set_filter("measure = KILLED AND victims_side = \"Azerbaijan\"");
  const auto questions =
      server_.Call<pb::ListQuestionsResponse>(&Stub::ListQuestions, list);
  ASSERT_THAT(questions, IsOk());
  ASSERT_THAT(questions->questions(), SizeIs(1));
  pb::GetTallyRequest request;
  request.set_question(questions->questions(0).name());
  const auto tally = [&] {
    return server_.Call<pb::GetTallyResponse>(&Stub::GetTally, request);
  };
  const auto first = tally();
  const auto second = tally();
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());

  // Another conflict moves the ledger's revision and nothing else.
  ASSERT_THAT(server_.Record(Report("elsewhere", "2022-10-16", "Daily")
                                 .Between({"Norland", "Sutherland"})
                                 .Killed("Ministry", "Norland", 3)
                                 .OfMilitary("Norland")),
              IsOk());
  auto third = tally();
  ASSERT_THAT(third, IsOk());
  EXPECT_EQ(third->tally().revision(), first->tally().revision() + 1);
  third->mutable_tally()->set_revision(first->tally().revision());
  EXPECT_EQ(third->SerializeAsString(), first->SerializeAsString());

  // Another report of the same figure is counted at once.
  ASSERT_THAT(server_.Record(Report("again", "2022-10-16", "Daily")
                                 .Killed("Armenian speaker", "Armenia", 430)
                                 .About(430)
                                 .OfMilitary("Azerbaijan")
                                 .On("2022-09-12", "2022-09-14")),
              IsOk());
  const auto fourth = tally();
  ASSERT_THAT(fourth, IsOk());
  EXPECT_EQ(fourth->tally().revision(), first->tally().revision() + 2);
  EXPECT_NE(fourth->tally().positions(0).SerializeAsString() +
                fourth->tally().positions(1).SerializeAsString(),
            first->tally().positions(0).SerializeAsString() +
                first->tally().positions(1).SerializeAsString());
}

TEST_F(ReadsTest, IncidentsAndRelationsByParent) {
  pb::ListIncidentsRequest list;
  list.set_filter("party:\"Armenia\" AND claim_count > 3");
  const auto incidents =
      server_.Call<pb::ListIncidentsResponse>(&Stub::ListIncidents, list);
  ASSERT_THAT(incidents, IsOk());
  ASSERT_THAT(incidents->incidents(), SizeIs(1));
  const pb::Incident& incident = incidents->incidents(0);
  EXPECT_EQ(incident.display_name(),
            "Armenia and Azerbaijan, 12-14 September 2022");
  pb::GetIncidentRequest get;
  ASSERT_GT(incident.former_names_size(), 0);
  get.set_name(incident.former_names(0));
  const auto same =
      server_.Call<pb::GetIncidentResponse>(&Stub::GetIncident, get);
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(same->incident().name(), incident.name());

  pb::ListRelationsRequest relations;
  relations.set_parent(incident.name());
  relations.set_filter("type = DERIVED_FROM AND stale = true");
  const auto sums =
      server_.Call<pb::ListRelationsResponse>(&Stub::ListRelations, relations);
  ASSERT_THAT(sums, IsOk());
  EXPECT_THAT(sums->relations(), SizeIs(4));
  relations.set_parent("claims/nosuch");
  EXPECT_THAT(
      server_.Call<pb::ListRelationsResponse>(&Stub::ListRelations, relations),
      HasStatus(absl::StatusCode::kNotFound));
}

TEST_F(ReadsTest, ActorsAreWrittenOverOnlyWhatWasRead) {
  pb::UpsertActorRequest request;
  pb::Actor& actor = *request.mutable_actor();
  actor.set_name("actors/armenia");
  actor.set_display_name("Armenia");
  actor.set_kind(pb::ACTOR_KIND_STATE);
  actor.set_side("Armenia");
  actor.add_aliases()->set_text("Yerevan");
  const auto written =
      server_.Call<pb::UpsertActorResponse>(&Stub::UpsertActor, request);
  ASSERT_THAT(written, IsOk());
  EXPECT_GT(written->revision(), last_.revision());
  const auto again =
      server_.Call<pb::UpsertActorResponse>(&Stub::UpsertActor, request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->actor().etag(), written->actor().etag());
  actor.set_etag("stale");
  actor.set_display_name("Republic of Armenia");
  EXPECT_THAT(
      server_.Call<pb::UpsertActorResponse>(&Stub::UpsertActor, request),
      HasReason(type::v1::ERROR_REASON_CONFLICT));
  actor.set_etag(written->actor().etag());
  EXPECT_THAT(
      server_.Call<pb::UpsertActorResponse>(&Stub::UpsertActor, request),
      IsOk());
  pb::ListActorsRequest list;
  list.set_filter("alias:\"Yerevan\" AND kind = STATE");
  const auto listed =
      server_.Call<pb::ListActorsResponse>(&Stub::ListActors, list);
  ASSERT_THAT(listed, IsOk());
  EXPECT_THAT(listed->actors(), SizeIs(1));
  actor.set_kind(pb::ACTOR_KIND_UNSPECIFIED);
  actor.set_country_code("am");
  const auto bad =
      server_.Call<pb::UpsertActorResponse>(&Stub::UpsertActor, request);
  EXPECT_THAT(status::ViolationsOf(bad.status()), SizeIs(2));
}

}  // namespace
}  // namespace parallax::claims::testing
