// The story of a week: what each side said in September 2022, when, and how it
// moved, read back through the API of three real processes.
#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/grpc_status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/e2e/suite/ledger.h"
#include "tests/e2e/suite/matching.h"
#include "tests/e2e/suite/reports.h"
#include "tests/e2e/suite/suite.h"
#include "tests/golden/expectations.h"
#include "tests/support/postgres_server.h"
#include "tests/support/status_matchers.h"

namespace parallax::testing {
namespace {

using nlohmann::json;
using ::testing::IsEmpty;
using Reports = std::vector<ingest::v1::DocumentInput>;

const json& Golden() {
  static const auto* const golden = new json(json::parse(
      ReadFileOrDie(PARALLAX_SOURCE_DIR "/tests/golden/september_2022.json")));
  return *golden;
}

// The reports in some order: 0 as published, 1 backwards, else shuffled.
Reports InOrder(int order) {
  Reports reports = SampleReports();
  if (order == 1) std::reverse(reports.begin(), reports.end());
  if (order > 1) {
    std::mt19937 random(static_cast<unsigned>(order));
    std::shuffle(reports.begin(), reports.end(), random);
  }
  return reports;
}

absl::Status IngestAll(Suite* suite, const Reports& reports) {
  for (const ingest::v1::DocumentInput& report : reports) {
    const auto response = suite->Ingest(report);
    if (!response.ok()) {
      return absl::Status(
          response.status().code(),
          absl::StrCat(report.uri(), ": ", response.status().message()));
    }
  }
  return absl::OkStatus();
}

// One suite with all reports serves all tests; each test only reads.
class September2022 : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    suite_ = new Suite;
    ASSERT_THAT(suite_->Start(), IsOk());
    ASSERT_THAT(IngestAll(suite_, InOrder(0)), IsOk()) << suite_->Logs();
  }
  static void TearDownTestSuite() {
    delete suite_;
    suite_ = nullptr;
  }

  static Ledger AsOf(const json& holder, const char* key) {
    return Read(holder.contains(key) ? TimeOf(holder.at(key))
                                     : absl::InfiniteFuture());
  }

  // Ledgers as of one moment are read once.
  static const Ledger& Read(absl::Time as_of) {
    static auto* const read = new std::map<absl::Time, Ledger>;
    const auto at = read->find(as_of);
    if (at != read->end()) return at->second;
    auto ledger = ReadLedger(suite_->claims(), as_of);
    EXPECT_THAT(ledger, IsOk());
    return (*read)[as_of] = ledger.ok() ? *std::move(ledger) : Ledger();
  }

  static Suite* suite_;
};

Suite* September2022::suite_ = nullptr;

TEST_F(September2022, TalliesOnEachDay) {
  for (const json& tally : Golden().at("tallies")) {
    for (const json& moment : tally.at("as_of")) {
      const Ledger& ledger = Read(TimeOf(moment.at("time")));
      EXPECT_THAT(CheckTally(ledger, tally.at("scope"), moment), IsEmpty())
          << tally.at("what") << " as of " << moment.at("time");
    }
  }
}

TEST_F(September2022, ClaimsAreThere) {
  for (const json& expected : Golden().at("claims")) {
    const Ledger ledger = AsOf(expected, "as_of");
    EXPECT_FALSE(FindClaims(ledger, expected.at("claim")).empty())
        << expected.at("what") << ": " << expected.at("claim");
  }
}

TEST_F(September2022, QuestionsHaveTheirStatus) {
  for (const json& question : Golden().at("questions")) {
    for (const json& moment : question.at("as_of")) {
      const Ledger& ledger = Read(TimeOf(moment.at("time")));
      EXPECT_THAT(CheckQuestion(ledger, question.at("answered_by"),
                                moment.at("status")),
                  IsEmpty())
          << question.at("what") << " as of " << moment.at("time");
    }
  }
}

TEST_F(September2022, RelationsHold) {
  const Ledger& ledger = Read(absl::InfiniteFuture());
  EXPECT_THAT(CheckRelations(ledger, Golden().at("relations"), true), IsEmpty())
      << Summary(ledger);
}

TEST_F(September2022, NoFalseRelations) {
  EXPECT_THAT(CheckRelations(Read(absl::InfiniteFuture()),
                             Golden().at("no_relations"), false),
              IsEmpty());
}

TEST_F(September2022, EchoesAreCounted) {
  for (const json& expected : Golden().at("echoes")) {
    EXPECT_THAT(CheckEcho(Read(absl::InfiniteFuture()), expected), IsEmpty())
        << expected.at("what");
  }
}

TEST_F(September2022, EveryClaimStandsOnWordsOfItsReports) {
  const Ledger& ledger = Read(absl::InfiniteFuture());
  EXPECT_FALSE(ledger.claims.empty());
  for (const claims::v1::Claim& claim : ledger.claims) {
    EXPECT_GT(claim.mentions_size(), 0) << Summary(claim);
    EXPECT_FALSE(claim.quote().empty()) << claim.name();
    for (const std::string& name : claim.mentions()) {
      grpc::ClientContext context;
      Limit(&context);
      claims::v1::GetMentionRequest request;
      request.set_name(name);
      claims::v1::GetMentionResponse response;
      ASSERT_TRUE(
          suite_->claims().GetMention(&context, request, &response).ok())
          << name;
      EXPECT_FALSE(response.mention().span().text().empty()) << name;
    }
  }
}

TEST_F(September2022, NothingBeforeTheFirstReport) {
  const Ledger& ledger = Read(TimeOf("2022-09-13T00:00:00Z"));
  EXPECT_THAT(ledger.claims, IsEmpty());
  EXPECT_THAT(ledger.relations, IsEmpty());
}

TEST_F(September2022, TheStoryIsOneIncident) {
  std::set<std::string> incidents;
  for (const char* value : {"49", "105", "135", "50", "71", "79", "430"}) {
    for (const claims::v1::Claim& claim : Read(absl::InfiniteFuture()).claims) {
      if (Matches(claim, {{"kind", "CASUALTIES"},
                          {"measure", "KILLED"},
                          {"value", std::stoi(value)}})) {
        incidents.insert(claim.incident());
      }
    }
  }
  EXPECT_EQ(incidents.size(), 1u);
}

TEST_F(September2022, EditedReportsAndCopiesAreKnown) {
  const json& edited = Golden().at("revised_document");
  std::map<std::string, ingest::v1::Document> documents;
  ingest::v1::ListDocumentsRequest request;
  request.set_page_size(1000);
  ingest::v1::ListDocumentsResponse response;
  grpc::ClientContext context;
  Limit(&context);
  ASSERT_THAT(status::FromGrpc(
                  suite_->ingest().ListDocuments(&context, request, &response)),
              IsOk());
  for (const ingest::v1::Document& document : response.documents()) {
    documents[document.uri()] = document;
  }
  EXPECT_EQ(documents.size(), SampleReports().size() - 1);
  EXPECT_EQ(documents[edited.at("uri")].revision_count(),
            edited.at("revisions").get<int>());
  std::set<std::string> clusters;
  for (const json& uri : Golden().at("copies")) {
    clusters.insert(documents[uri].cluster());
  }
  EXPECT_EQ(clusters.size(), 1u);
  EXPECT_NE(*clusters.begin(), "");
}

TEST_F(September2022, IngestingAgainInAnotherOrderChangesNothing) {
  const auto before = ReadLedger(suite_->claims());
  ASSERT_THAT(before, IsOk());
  for (const ingest::v1::DocumentInput& report : InOrder(2)) {
    const auto response = suite_->Ingest(report);
    ASSERT_THAT(response, IsOk()) << report.uri();
    EXPECT_FALSE(response->created()) << report.uri();
  }
  const auto after = ReadLedger(suite_->claims());
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(ContentOf(*before), ContentOf(*after));
  EXPECT_EQ(before->revision, after->revision);
}

TEST_F(September2022, AnyOrderOfArrivalGivesTheSameLedger) {
  const auto reference = ReadLedger(suite_->claims());
  ASSERT_THAT(reference, IsOk());
  for (const int order : {1, 2, 3}) {
    Suite suite;
    ASSERT_THAT(suite.Start(), IsOk());
    ASSERT_THAT(IngestAll(&suite, InOrder(order)), IsOk()) << suite.Logs();
    const auto ledger = ReadLedger(suite.claims());
    ASSERT_THAT(ledger, IsOk());
    EXPECT_EQ(ContentOf(*reference), ContentOf(*ledger)) << "order " << order;
  }
}

// All that the tests above ask is asked of the ledger: the same ledger, at each
// of the story's days, passes them as well.
TEST_F(September2022, PostgresTellsTheSameStory) {
  if (const std::string missing = PostgresServer::Missing(); !missing.empty()) {
    GTEST_SKIP() << missing;
  }
  Suite suite(PostgresServer::Shared().NewDatabase());
  ASSERT_THAT(suite.Start(), IsOk());
  ASSERT_THAT(IngestAll(&suite, InOrder(2)), IsOk()) << suite.Logs();
  std::set<absl::Time> moments = {absl::InfiniteFuture()};
  for (const char* asked : {"tallies", "questions"}) {
    for (const json& about : Golden().at(asked)) {
      for (const json& moment : about.at("as_of")) {
        moments.insert(TimeOf(moment.at("time")));
      }
    }
  }
  for (const absl::Time moment : moments) {
    const auto ledger = ReadLedger(suite.claims(), moment);
    ASSERT_THAT(ledger, IsOk()) << suite.Logs();
    EXPECT_EQ(ContentOf(Read(moment)), ContentOf(*ledger)) << moment;
  }
}

}  // namespace
}  // namespace parallax::testing
