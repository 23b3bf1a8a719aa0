#include "services/claims/server/record_mentions.h"

#include <set>
#include <thread>
#include <vector>

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
using ::testing::Contains;
using ::testing::IsSupersetOf;

std::set<std::string> BadFields(const pb::RecordMentionsRequest& request) {
  std::set<std::string> fields;
  for (const auto& violation :
       status::ViolationsOf(server::CheckRecordMentions(request))) {
    fields.insert(violation.field);
  }
  return fields;
}

TEST(CheckRecordMentionsTest, AGoodRequestPasses) {
  for (const Report& report : WeekStory()) {
    EXPECT_THAT(server::CheckRecordMentions(report.request()), IsOk());
  }
}

TEST(CheckRecordMentionsTest, EveryViolationIsNamedAtOnce) {
  pb::RecordMentionsRequest request =
      Report("d1", "2022-09-13", "RT").Killed("A", "B", 5).request();
  request.mutable_source()->set_document_revision("documents/d1");
  request.mutable_source()->clear_publish_time();
  pb::Mention& mention = *request.mutable_mentions(0);
  mention.set_name("claims/x");
  mention.mutable_span()->set_end_byte(0);
  mention.mutable_assertion()->clear_stance();
  mention.mutable_assertion()->mutable_casualties()->clear_measure();
  mention.mutable_assertion()->mutable_casualties()->mutable_count()->set_max(
      2'000'000'000'000);
  mention.mutable_assertion()->mutable_scores()->set_extraction(1.5);
  auto& place = *mention.mutable_assertion()->add_places();
  place.mutable_point()->set_latitude(91);
  EXPECT_THAT(BadFields(request),
              IsSupersetOf({"source.document_revision", "source.publish_time",
                            "mentions[0].name", "mentions[0].span.end_byte",
                            "mentions[0].assertion.stance",
                            "mentions[0].assertion.casualties.measure",
                            "mentions[0].assertion.casualties.count.max",
                            "mentions[0].assertion.scores.extraction",
                            "mentions[0].assertion.places[0].point.latitude"}));
}

TEST(CheckRecordMentionsTest, TimesOutOfTheWorldAreRefused) {
  pb::RecordMentionsRequest request =
      Report("d1", "2022-09-13", "RT").Killed("A", "B", 5).request();
  auto& assertion = *request.mutable_mentions(0)->mutable_assertion();
  assertion.mutable_event_time()->mutable_start_time()->set_seconds(
      -62135596801);  // the last second of year 0
  assertion.mutable_as_of_time()->set_seconds(253370764800);  // year 9999
  EXPECT_THAT(BadFields(request),
              IsSupersetOf({"mentions[0].assertion.event_time.start_time",
                            "mentions[0].assertion.as_of_time"}));
}

TEST(CheckRecordMentionsTest, KindAndBodyMustAgree) {
  pb::RecordMentionsRequest request =
      Report("d1", "2022-09-13", "RT").Killed("A", "B", 5).request();
  request.mutable_mentions(0)->mutable_assertion()->set_kind(
      pb::CLAIM_KIND_TRUCE);
  EXPECT_THAT(BadFields(request), Contains("mentions[0].assertion.body"));
}

TEST(CheckRecordMentionsTest, MoreThanTwoThousandMentionsAreRefused) {
  Report report("d1", "2022-09-13", "RT");
  for (int i = 0; i <= 2000; ++i) report.Killed("A", "B", i);
  EXPECT_THAT(BadFields(report.request()), Contains("mentions"));
}

TEST(RecordMentionsTest, NothingOfABadRequestIsKept) {
  ClaimsServer server;
  pb::RecordMentionsRequest request = Report("d1", "2022-09-13", "RT")
                                          .Killed("A", "B", 5)
                                          .Killed("C", "D", 6)
                                          .request();
  request.mutable_mentions(1)->mutable_assertion()->clear_stance();
  EXPECT_THAT(server.Record(request),
              HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
  EXPECT_EQ(server.store().CommittedRevision(), 0);
}

TEST(RecordMentionsTest, AnswersWithTheClaimOfEachMention) {
  ClaimsServer server;
  const Report report = WeekStory()[1];
  const auto response = server.Record(report);
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->claims_size(), report.request().mentions_size());
  // Headline, "more than 100" and "105" are one claim.
  EXPECT_EQ(response->claims(0), response->claims(1));
  EXPECT_EQ(response->claims(0), response->claims(2));
  EXPECT_NE(response->claims(0), response->claims(3));
  pb::GetMentionRequest get;
  get.set_name(report.request().mentions(0).name());
  const auto mention = server.Call<pb::GetMentionResponse>(
      &pb::ClaimsService::Stub::GetMention, get);
  ASSERT_THAT(mention, IsOk());
  EXPECT_EQ(mention->claim(), response->claims(0));
}

TEST(RecordMentionsTest, RepeatingACallRepeatsNothing) {
  ClaimsServer server;
  const Report report = WeekStory()[0];
  const auto first = server.Record(report);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(server.Record(WeekStory()[1]), IsOk());
  const auto again = server.Record(report);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->revision(), first->revision());
  EXPECT_EQ(server.store().CommittedRevision(), 2);
}

TEST(RecordMentionsTest, MoreCallersThanThreadsShareCommits) {
  ClaimsServer server;
  constexpr int kCallers = 48;
  std::vector<absl::Status> ends(kCallers);
  std::vector<std::thread> callers;
  for (int i = 0; i < kCallers; ++i) {
    callers.emplace_back([&, i] {
      const auto response =
          server.Record(Report(absl::StrCat("d", i), "2022-09-13", "RT")
                            .Killed("Armenia", "Armenia", 49 + i % 3)
                            .OfMilitary("Armenia"));
      ends[i] = response.status();
    });
  }
  for (std::thread& caller : callers) caller.join();
  for (const absl::Status& end : ends) EXPECT_THAT(end, IsOk());
  const auto claims = server.Call<pb::ListClaimsResponse>(
      &pb::ClaimsService::Stub::ListClaims, pb::ListClaimsRequest());
  ASSERT_THAT(claims, IsOk());
  std::int64_t mentions = 0;
  for (const pb::Claim& claim : claims->claims()) {
    mentions += claim.echo().mention_count();
  }
  EXPECT_EQ(mentions, kCallers);
  EXPECT_LE(server.store().CommittedRevision(), kCallers);
}

TEST(RecordMentionsTest, ALaterRevisionTakesEarlierMentionsBack) {
  ClaimsServer server;
  const auto first = server.Record(Report("d1", "2022-09-13", "RT")
                                       .Killed("Armenia", "Armenia", 49)
                                       .OfMilitary("Armenia"));
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(server.Record(Report("d1", "2022-09-14", "RT", 2)), IsOk());
  pb::GetClaimRequest get;
  get.set_name(first->claims(0));
  EXPECT_THAT(server.Call<pb::GetClaimResponse>(
                  &pb::ClaimsService::Stub::GetClaim, get),
              HasStatus(absl::StatusCode::kNotFound));
  // What had been said then is still known.
  *get.mutable_as_of() = domain::ToTimestamp(At("2022-09-13 12:00"));
  EXPECT_THAT(server.Call<pb::GetClaimResponse>(
                  &pb::ClaimsService::Stub::GetClaim, get),
              IsOk());
}

}  // namespace
}  // namespace parallax::claims::testing
