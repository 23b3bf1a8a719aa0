#include "services/ingest/domain/ingestor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/ingest/domain/timestamps.h"
#include "tests/unit/ingest/server/ingest_fixture.h"

namespace parallax::ingest {
namespace {

using ::testing::ElementsAre;
using testing::HasReason;
using testing::HasStatus;
using testing::IsOk;
using ::testing::StartsWith;

using IngestorTest = IngestFixture;

TEST_F(IngestorTest, RecordsAReportAndItsMentions) {
  auto response = ingestor_->Ingest(Call(), Input());
  ASSERT_THAT(response, IsOk());
  EXPECT_TRUE(response->created());
  EXPECT_EQ(response->mention_count(), 2);
  EXPECT_EQ(response->ledger_revision(), 1);
  EXPECT_THAT(response->claims(), ElementsAre("claims/shared"));
  EXPECT_EQ(PendingCount(), 0);

  const auto requests = ledger_.requests();
  ASSERT_EQ(requests.size(), 1u);
  const claims::v1::RecordMentionsRequest& request = requests.begin()->second;
  EXPECT_EQ(request.source().document_revision(),
            response->document_revision());
  EXPECT_EQ(request.source().outlet(), "Border Post");
  EXPECT_EQ(request.source().title(), "Shelling reported near Sotk");
  EXPECT_EQ(request.source().publish_time().seconds(), 1663243200);
  EXPECT_FALSE(request.source().cluster().empty());
  ASSERT_EQ(request.mentions_size(), 2);
  for (const claims::v1::Mention& mention : request.mentions()) {
    EXPECT_THAT(mention.name(),
                StartsWith(response->document_revision() + "/mentions/"));
    EXPECT_EQ(std::string(kReport).substr(
                  mention.span().start_byte(),
                  mention.span().end_byte() - mention.span().start_byte()),
              mention.span().text());
    EXPECT_EQ(mention.assertion().scores().geocoding(), 0.75);
  }
  EXPECT_EQ(request.mentions(0).assertion().places(0).place(), "places/Sotk");
}

TEST_F(IngestorTest, RepeatingChangesNothing) {
  auto first = ingestor_->Ingest(Call(), Input());
  clock_.Advance(absl::Hours(1));
  v1::DocumentInput again = Input();
  again.set_title("Another title");
  auto second = ingestor_->Ingest(Call(), again);
  ASSERT_THAT(second, IsOk());
  EXPECT_FALSE(second->created());
  EXPECT_EQ(second->document_revision(), first->document_revision());
  EXPECT_EQ(second->claims_size(), 1);
  EXPECT_EQ(second->ledger_revision(), first->ledger_revision());
  EXPECT_EQ(ledger_.calls(), 1);
  EXPECT_EQ(DocumentCount(), 1);
}

TEST_F(IngestorTest, AChangedTextUnderTheSameAddressIsARevision) {
  const std::string uri = "https://post.example/a?utm_source=feed#top";
  auto first = ingestor_->Ingest(Call(), Input(kReport, uri));
  auto second = ingestor_->Ingest(
      Call(), Input(std::string(kReport) + "\nA correction was made today.\n",
                    "HTTPS://post.example/a"));
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(first->document().name(), second->document().name());
  EXPECT_NE(first->document_revision(), second->document_revision());
  EXPECT_EQ(DocumentCount(), 1);
}

TEST_F(IngestorTest, CopiesShareACluster) {
  ASSERT_THAT(ingestor_->Ingest(Call(), Input(kReport, "https://a.example/1")),
              IsOk());
  ASSERT_THAT(ingestor_->Ingest(Call(), Input(kReport, "https://b.example/1")),
              IsOk());
  const auto requests = ledger_.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_EQ(requests.begin()->second.source().cluster(),
            requests.rbegin()->second.source().cluster());
}

TEST_F(IngestorTest, AnAbsentLedgerLeavesTheRevisionPending) {
  ledger_.SetAway(true);
  EXPECT_THAT(ingestor_->Ingest(Call(), Input()),
              HasReason(type::v1::ERROR_REASON_NEIGHBOUR_UNAVAILABLE));
  EXPECT_EQ(PendingCount(), 1);
  ledger_.SetAway(false);
  auto response = ingestor_->Ingest(Call(), Input());
  ASSERT_THAT(response, IsOk());
  EXPECT_FALSE(response->created());
  EXPECT_EQ(response->mention_count(), 2);
  EXPECT_EQ(PendingCount(), 0);
}

TEST_F(IngestorTest, WhatWasKeptFirstCountsWhenARepeatSaysOtherwise) {
  places_.SetAway(true);
  v1::DocumentInput first = Input(kReport, "https://a.example/1");
  *first.mutable_publish_time() =
      domain::ToTimestamp(absl::FromUnixSeconds(1600000000));
  EXPECT_FALSE(ingestor_->Ingest(Call(), first).ok());
  places_.SetAway(false);
  ASSERT_THAT(ingestor_->Ingest(Call(), Input(kReport, "https://a.example/1")),
              IsOk());
  EXPECT_EQ(
      ledger_.requests().begin()->second.source().publish_time().seconds(),
      1600000000);
}

TEST_F(IngestorTest, ReportsWithoutADateWereOutWhenFetched) {
  v1::DocumentInput input = Input(
      "Shelling near Sotk goes on\n\nSotk came under shelling on Monday "
      "night, the ministry said.\n");
  *input.mutable_fetch_time() =
      domain::ToTimestamp(absl::FromUnixSeconds(1663000000));
  ASSERT_THAT(ingestor_->Ingest(Call(), input), IsOk());
  EXPECT_EQ(
      ledger_.requests().begin()->second.source().publish_time().seconds(),
      1663000000);
}

TEST_F(IngestorTest, BadInputLeavesNothing) {
  const auto reason_of = [&](v1::DocumentInput input) {
    const auto response = ingestor_->Ingest(Call(), std::move(input));
    EXPECT_THAT(response, HasStatus(absl::StatusCode::kInvalidArgument));
    EXPECT_FALSE(status::ViolationsOf(response.status()).empty())
        << response.status();
    return status::ReasonOf(response.status());
  };
  EXPECT_EQ(reason_of(Input("")), type::v1::ERROR_REASON_INVALID_FIELD);
  EXPECT_EQ(reason_of(Input(std::string(20 << 20, 'x'))),
            type::v1::ERROR_REASON_DOCUMENT_TOO_LARGE);
  EXPECT_EQ(reason_of(Input("caf\xE9 in the village")),
            type::v1::ERROR_REASON_INVALID_ENCODING);
  EXPECT_EQ(reason_of(Input("%PDF-1.4")),
            type::v1::ERROR_REASON_UNSUPPORTED_FORMAT);
  std::string deep = "<html>";
  for (int i = 0; i < 10000; ++i) deep += "<div>";
  EXPECT_EQ(reason_of(Input(deep)), type::v1::ERROR_REASON_NESTED_TOO_DEEP);
  EXPECT_EQ(reason_of(Input("<html><body></body></html>")),
            type::v1::ERROR_REASON_NO_ARTICLE);
  for (const int64_t seconds :
       {-62167219200LL, -62135596800LL, 253402300799LL, 9'000'000'000'000LL}) {
    v1::DocumentInput input = Input();
    input.mutable_publish_time()->set_seconds(seconds);
    EXPECT_EQ(reason_of(input), type::v1::ERROR_REASON_INVALID_FIELD);
  }
  v1::DocumentInput several = Input(kReport, std::string(3000, 'u'));
  several.set_outlet(std::string(300, 'o'));
  const auto response = ingestor_->Ingest(Call(), several);
  EXPECT_EQ(status::ViolationsOf(response.status()).size(), 2u);
  EXPECT_EQ(DocumentCount(), 0);
  EXPECT_EQ(ledger_.calls(), 0);
}

TEST_F(IngestorTest, ExtractingKeepsNothingAndNeedsNoNeighbour) {
  ledger_.SetAway(true);
  places_.SetAway(true);
  auto response = ingestor_->Extract(Call(), Input(), false);
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->mentions_size(), 2);
  EXPECT_TRUE(response->mentions(0).name().empty());
  EXPECT_TRUE(response->document().name().empty());
  EXPECT_EQ(response->document().text(), kReport);
  EXPECT_EQ(response->document().publish_time_basis(), "text");
  EXPECT_EQ(DocumentCount(), 0);
  EXPECT_THAT(ingestor_->Extract(Call(), Input(), true),
              HasReason(type::v1::ERROR_REASON_NEIGHBOUR_UNAVAILABLE));
  places_.SetAway(false);
  response = ingestor_->Extract(Call(), Input(), true);
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->mentions(0).assertion().places(0).place(), "places/Sotk");
}

TEST_F(IngestorTest, SurvivesARestart) {
  auto first = ingestor_->Ingest(Call(), Input());
  CloseStore();
  OpenStore();
  auto second = ingestor_->Ingest(Call(), Input());
  ASSERT_THAT(second, IsOk());
  EXPECT_FALSE(second->created());
  EXPECT_EQ(second->document_revision(), first->document_revision());
  EXPECT_EQ(second->claims_size(), 1);
}

}  // namespace
}  // namespace parallax::ingest
