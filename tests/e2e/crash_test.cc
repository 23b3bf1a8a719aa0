// kill -9 of any service in the middle of an ingest, a restart and a repeat
// end in the ledger that an undisturbed run has.
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "gtest/gtest.h"
#include "tests/e2e/suite/ledger.h"
#include "tests/e2e/suite/reports.h"
#include "tests/e2e/suite/suite.h"
#include "tests/support/status_matchers.h"

namespace parallax::testing {
namespace {

// PARALLAX_CRASH_ROUNDS for a longer run.
int Rounds() {
  int rounds = 0;
  const char* wanted = std::getenv("PARALLAX_CRASH_ROUNDS");
  return wanted != nullptr && absl::SimpleAtoi(wanted, &rounds) ? rounds : 6;
}

// Hands in every report, whatever becomes of it; what was acknowledged.
std::vector<ingest::v1::IngestDocumentResponse> IngestWhatGoes(Suite* suite) {
  std::vector<ingest::v1::IngestDocumentResponse> acknowledged;
  for (const ingest::v1::DocumentInput& report : SampleReports()) {
    auto response = suite->Ingest(report);
    if (response.ok()) acknowledged.push_back(*std::move(response));
  }
  return acknowledged;
}

// Hands in every report; repeats a failed one, as a client would.
absl::Status IngestAll(Suite* suite) {
  for (const ingest::v1::DocumentInput& report : SampleReports()) {
    absl::Status status;
    for (int attempt = 0; attempt < 100; ++attempt) {
      status = suite->Ingest(report).status();
      if (!absl::IsUnavailable(status)) break;
      absl::SleepFor(absl::Milliseconds(200));
    }
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

void ExpectKept(Suite* suite,
                const ingest::v1::IngestDocumentResponse& acknowledged) {
  {
    grpc::ClientContext context;
    Limit(&context);
    ingest::v1::GetDocumentRequest request;
    request.set_name(acknowledged.document().name());
    ingest::v1::GetDocumentResponse response;
    EXPECT_THAT(status::FromGrpc(
                    suite->ingest().GetDocument(&context, request, &response)),
                IsOk())
        << "lost " << request.name();
  }
  // The ledger has come back at least as far as it had told.
  grpc::ClientContext context;
  Limit(&context);
  claims::v1::ListClaimsRequest request;
  request.set_page_size(1);
  request.set_min_revision(acknowledged.ledger_revision());
  claims::v1::ListClaimsResponse response;
  EXPECT_THAT(status::FromGrpc(
                  suite->claims().ListClaims(&context, request, &response)),
              IsOk())
      << "lost revision " << acknowledged.ledger_revision();
}

TEST(CrashTest, KilledServicesEndInTheSameLedger) {
  std::string reference;
  absl::Duration took;
  {
    Suite suite;
    ASSERT_THAT(suite.Start(), IsOk());
    const absl::Time start = absl::Now();
    ASSERT_THAT(IngestAll(&suite), IsOk()) << suite.Logs();
    took = absl::Now() - start;
    const auto ledger = ReadLedger(suite.claims());
    ASSERT_THAT(ledger, IsOk());
    reference = ContentOf(*ledger);
  }
  std::mt19937 random(20220913);
  for (int round = 0; round < Rounds(); ++round) {
    const Service victim = kServices[round % kServices.size()];
    const double part = std::uniform_real_distribution<>(0.0, 0.9)(random);
    SCOPED_TRACE(absl::StrCat("round ", round, ": ", NameOf(victim), " at ",
                              part, " of the ingest"));
    Suite suite;
    ASSERT_THAT(suite.Start(), IsOk());
    std::vector<ingest::v1::IngestDocumentResponse> acknowledged;
    std::thread writer([&] { acknowledged = IngestWhatGoes(&suite); });
    absl::SleepFor(part * took);
    suite.Kill(victim);
    writer.join();
    ASSERT_THAT(suite.Start(), IsOk());
    for (const auto& response : acknowledged) ExpectKept(&suite, response);
    ASSERT_THAT(IngestAll(&suite), IsOk()) << suite.Logs();
    const auto ledger = ReadLedger(suite.claims());
    ASSERT_THAT(ledger, IsOk());
    EXPECT_EQ(reference, ContentOf(*ledger));
  }
}

TEST(CrashTest, AllKilledAtOnce) {
  Suite suite;
  ASSERT_THAT(suite.Start(), IsOk());
  ASSERT_THAT(IngestAll(&suite), IsOk()) << suite.Logs();
  const auto before = ReadLedger(suite.claims());
  ASSERT_THAT(before, IsOk());
  for (const Service service : kServices) suite.Kill(service);
  ASSERT_THAT(suite.Start(), IsOk());
  const auto after = ReadLedger(suite.claims());
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(ContentOf(*before), ContentOf(*after));
  EXPECT_EQ(before->revision, after->revision);
}

TEST(CrashTest, TerminatedServicesEndCleanlyAndKeepTheLedger) {
  Suite suite;
  ASSERT_THAT(suite.Start(), IsOk());
  ASSERT_THAT(IngestAll(&suite), IsOk()) << suite.Logs();
  const auto before = ReadLedger(suite.claims());
  ASSERT_THAT(before, IsOk());
  for (const Service service : kServices) {
    EXPECT_EQ(suite.Terminate(service), 0) << suite.Logs();
  }
  ASSERT_THAT(suite.Start(), IsOk());
  const auto after = ReadLedger(suite.claims());
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(ContentOf(*before), ContentOf(*after));
}

}  // namespace
}  // namespace parallax::testing
