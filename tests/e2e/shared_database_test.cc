// Two of every service on one PostgreSQL database, under load, and those of one
// kind killed in the middle of it.
#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "common/storage/postgres_connection.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/e2e/suite/follower.h"
#include "tests/e2e/suite/ledger.h"
#include "tests/e2e/suite/reports.h"
#include "tests/e2e/suite/suite.h"
#include "tests/support/postgres_server.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/random_reports.h"

namespace parallax::testing {
namespace {

using ::testing::IsEmpty;
using Reports = std::vector<ingest::v1::DocumentInput>;

// What is wrong with reading one's own write from another process.
std::string ReadElsewhere(Suite& reader,
                          const ingest::v1::IngestDocumentResponse& written) {
  {
    grpc::ClientContext context;
    Limit(&context);
    claims::v1::ListClaimsRequest request;
    request.set_page_size(1);
    request.set_min_revision(written.ledger_revision());
    claims::v1::ListClaimsResponse response;
    const auto read = status::FromGrpc(
        reader.claims().ListClaims(&context, request, &response));
    if (!read.ok() || response.revision() < written.ledger_revision()) {
      return absl::StrCat("reading ", written.ledger_revision(),
                          " elsewhere: ", read.ToString(), ", at ",
                          response.revision());
    }
  }
  grpc::ClientContext context;
  Limit(&context);
  ingest::v1::GetDocumentRequest request;
  request.set_name(written.document().name());
  ingest::v1::GetDocumentResponse response;
  const auto read = status::FromGrpc(
      reader.ingest().GetDocument(&context, request, &response));
  return read.ok() ? "" : absl::StrCat(request.name(), ": ", read.ToString());
}

// Hands in every `step`th report from `first` on and, with a `reader`, reads it
// there; what went wrong.
std::vector<std::string> Ingest(Suite* suite, const Reports& reports,
                                std::size_t first, std::size_t step,
                                Suite* reader) {
  std::vector<std::string> failures;
  for (std::size_t i = first; i < reports.size(); i += step) {
    const auto ingested = suite->Ingest(reports[i]);
    if (!ingested.ok()) {
      failures.push_back(
          absl::StrCat(reports[i].uri(), ": ", ingested.status().ToString()));
    } else if (reader != nullptr) {
      const std::string failure = ReadElsewhere(*reader, *ingested);
      if (!failure.empty()) failures.push_back(failure);
    }
  }
  return failures;
}

class SharedDatabaseTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = PostgresServer::Missing();
        !missing.empty()) {
      GTEST_SKIP() << missing;
    }
  }

  // The ledger of one process on a SQLite file.
  static std::string Reference() {
    Suite alone;
    EXPECT_THAT(alone.Start(), IsOk());
    EXPECT_THAT(Ingest(&alone, SampleReports(), 0, 1, nullptr), IsEmpty());
    const auto ledger = ReadLedger(alone.claims());
    EXPECT_THAT(ledger, IsOk());
    return ledger.ok() ? ContentOf(*ledger) : "";
  }
};

TEST_F(SharedDatabaseTest, TwoOfEachTellOneLedgerAndOneMayBeKilled) {
  const std::string url = PostgresServer::Shared().NewDatabase();
  Suite stays(url);
  Suite goes(url);
  ASSERT_THAT(stays.Start(), IsOk());
  ASSERT_THAT(goes.Start(), IsOk());
  Follower follows_stays(&stays);
  Follower follows_goes(&goes);
  const Reports reports = SampleReports();

  // Both write, each reads from the other what it wrote.
  std::vector<std::string> failures[2];
  const auto half = static_cast<std::ptrdiff_t>(reports.size() / 2);
  const Reports first(reports.begin(), reports.begin() + half);
  std::thread other([&] { failures[1] = Ingest(&goes, first, 1, 2, &stays); });
  failures[0] = Ingest(&stays, first, 0, 2, &goes);
  other.join();
  EXPECT_THAT(failures[0], IsEmpty()) << stays.Logs();
  EXPECT_THAT(failures[1], IsEmpty()) << goes.Logs();

  // All of one kind are killed while both write; the others must not notice.
  const Reports second(reports.begin() + half, reports.end());
  std::thread dying([&] { Ingest(&goes, second, 1, 2, nullptr); });
  std::thread killing([&] {
    for (const Service service : kServices) {
      absl::SleepFor(absl::Milliseconds(100));
      goes.Kill(service);
    }
  });
  failures[0] = Ingest(&stays, second, 0, 1, nullptr);
  dying.join();
  killing.join();
  EXPECT_THAT(failures[0], IsEmpty()) << stays.Logs();

  const auto ledger = ReadLedger(stays.claims());
  ASSERT_THAT(ledger, IsOk());
  EXPECT_EQ(ContentOf(*ledger), Reference());

  // They come back and say the same; nobody's watch had a gap.
  ASSERT_THAT(goes.Start(), IsOk());
  const auto again = ReadLedger(goes.claims());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(ContentOf(*again), ContentOf(*ledger));
  Follower replays(&stays);
  EXPECT_THAT(replays.UpTo(again->revision), IsOk());
  EXPECT_THAT(follows_stays.UpTo(again->revision), IsOk());
  EXPECT_THAT(follows_goes.UpTo(again->revision), IsOk());
  EXPECT_EQ(follows_stays.Revisions(), replays.Revisions());
  EXPECT_EQ(follows_goes.Revisions(), replays.Revisions());
}

TEST_F(SharedDatabaseTest, ALayerWrittenByOneIsReadFromTheOther) {
  const std::string url = PostgresServer::Shared().NewDatabase();
  Suite one(url, {Service::kGeo});
  Suite two(url, {Service::kGeo});
  ASSERT_THAT(one.Start(), IsOk());
  ASSERT_THAT(two.Start(), IsOk());
  Suite* const both[] = {&one, &two};
  for (int i = 0; i < 10; ++i) {
    geo::v1::CreateLayerRequest create;
    geo::v1::Layer& layer = *create.mutable_layer();
    layer.set_name(absl::StrCat("layers/l", i));
    layer.set_display_name("Shelling");
    layer.mutable_attribution()->set_according_to("Local media");
    layer.mutable_attribution()->set_basis(geo::v1::FEATURE_BASIS_CLAIMED);
    layer.mutable_attribution()
        ->mutable_validity()
        ->mutable_start_time()
        ->set_seconds(1'663'027'200);
    geo::v1::CreateLayerResponse created;
    {
      grpc::ClientContext context;
      Limit(&context);
      ASSERT_THAT(status::FromGrpc(both[i % 2]->geo().CreateLayer(
                      &context, create, &created)),
                  IsOk());
    }
    grpc::ClientContext context;
    Limit(&context);
    geo::v1::GetLayerRequest get;
    get.set_name(layer.name());
    get.set_min_revision(created.revision());
    geo::v1::GetLayerResponse got;
    ASSERT_THAT(status::FromGrpc(
                    both[(i + 1) % 2]->geo().GetLayer(&context, get, &got)),
                IsOk());
    EXPECT_EQ(got.layer().etag(), created.layer().etag());
  }
}

// Takes the next revision of the ledger as a writer does, logs a change in it
// and commits late.
void CommitLate(const std::string& url, absl::Duration late) {
  claims::v1::Change change;
  change.set_subject(claims::v1::CHANGE_SUBJECT_CLAIM);
  change.set_name("claims/held");
  change.set_deleted(true);
  PostgresServer::Shared().Query(
      url,
      absl::StrCat(
          "BEGIN; SELECT pg_advisory_xact_lock(",
          storage::PostgresLockNumber("parallax_claims", "ledger"),
          "); INSERT INTO parallax_claims.ledger (revision, commit_us) SELECT "
          "MAX(revision) + 1, MAX(commit_us) FROM parallax_claims.ledger; "
          "INSERT INTO parallax_claims.change (revision, seq, subject, "
          "incident, body, name) SELECT MAX(revision), 1, 1, '', '\\x",
          absl::BytesToHexString(change.SerializeAsString()),
          "', 'claims/held' FROM parallax_claims.ledger; SELECT pg_sleep(",
          absl::ToDoubleSeconds(late), "); COMMIT"));
}

TEST_F(SharedDatabaseTest, WatchersPassNoRevisionThatCommitsLate) {
  constexpr int kHeld = 10;
  const std::string url = PostgresServer::Shared().NewDatabase();
  Suite one(url, {Service::kClaims});
  Suite two(url, {Service::kClaims});
  ASSERT_THAT(one.Start(), IsOk());
  ASSERT_THAT(two.Start(), IsOk());
  Follower follows_one(&one);
  Follower follows_two(&two);

  std::mt19937 random(15);
  const auto reports = claims::testing::RandomReports(&random, 200);
  const auto record = [&reports](Suite* suite, std::size_t first) {
    for (std::size_t i = first; i < reports.size(); i += 2) {
      grpc::ClientContext context;
      Limit(&context);
      claims::v1::RecordMentionsResponse response;
      EXPECT_THAT(status::FromGrpc(suite->claims().RecordMentions(
                      &context, reports[i].request(), &response)),
                  IsOk());
    }
  };
  std::thread first([&] { record(&one, 0); });
  std::thread second([&] { record(&two, 1); });
  for (int i = 0; i < kHeld; ++i) {
    CommitLate(url, absl::Milliseconds(50 + 20 * i));
    absl::SleepFor(absl::Milliseconds(10));
  }
  first.join();
  second.join();

  const auto ledger = ReadLedger(one.claims());
  ASSERT_THAT(ledger, IsOk());
  Follower replays(&two);
  for (Follower* follower : {&replays, &follows_one, &follows_two}) {
    ASSERT_THAT(follower->UpTo(ledger->revision), IsOk());
    const auto revisions = follower->Revisions();
    EXPECT_EQ(revisions, replays.Revisions());
    const auto held = std::count_if(
        revisions.begin(), revisions.end(), [](const auto& revision) {
          return revision.second == std::vector<std::string>{"claims/held"};
        });
    EXPECT_EQ(held, kHeld);
  }
}

TEST_F(SharedDatabaseTest, ThePasswordIsNeverLogged) {
  // Trusted on the socket, so that any password will do.
  const std::string url =
      absl::StrCat(PostgresServer::Shared().NewDatabase(), "&password=hunter2");
  Suite suite(url);
  ASSERT_THAT(suite.Start(), IsOk());
  ASSERT_THAT(suite.Ingest(SampleReports()[0]), IsOk());
  EXPECT_THAT(suite.Logs(), ::testing::Not(::testing::HasSubstr("hunter2")));
}

}  // namespace
}  // namespace parallax::testing
