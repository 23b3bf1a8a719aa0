#include "services/ingest/domain/pending_resumer.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/unit/ingest/server/ingest_fixture.h"

namespace parallax::ingest {
namespace {

class PendingResumerTest : public IngestFixture {
 protected:
  // As a process that ends between the two durable steps.
  void LeavePending(int documents) {
    ledger_.SetAway(true);
    for (int i = 0; i < documents; ++i) {
      EXPECT_FALSE(
          ingestor_
              ->Ingest(Call(),
                       Input(kReport, absl::StrCat("https://a.example/", i)))
              .ok());
    }
    EXPECT_EQ(PendingCount(), documents);
    CloseStore();
    OpenStore();
  }

  std::unique_ptr<domain::PendingResumer> Resumer() {
    domain::PendingResumer::Options options;
    options.interval = absl::Milliseconds(20);
    return std::make_unique<domain::PendingResumer>(options, ingestor_.get(),
                                                    store_.get(), &clock_);
  }
};

TEST_F(PendingResumerTest, CompletesWhatARestartFinds) {
  LeavePending(3);
  ledger_.SetAway(false);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Resumer()->RunOnce(clock_.Now()), 3);
  EXPECT_EQ(PendingCount(), 0);
  EXPECT_EQ(ledger_.requests().size(), 3u);
  EXPECT_EQ(Resumer()->RunOnce(clock_.Now()), 0);
  EXPECT_EQ(ledger_.calls(), 3);
}

TEST_F(PendingResumerTest, WaitsForTheLedger) {
  LeavePending(2);
  clock_.Advance(absl::Seconds(1));
  auto resumer = Resumer();
  EXPECT_EQ(resumer->RunOnce(clock_.Now()), 0);
  EXPECT_EQ(PendingCount(), 2);
  resumer->Start();
  ledger_.SetAway(false);
  for (int i = 0; i < 500 && PendingCount() > 0; ++i) {
    absl::SleepFor(absl::Milliseconds(10));
  }
  resumer->Stop();
  EXPECT_EQ(PendingCount(), 0);
}

TEST_F(PendingResumerTest, LeavesCallsInFlightAlone) {
  LeavePending(1);
  ledger_.SetAway(false);
  EXPECT_EQ(Resumer()->RunOnce(clock_.Now() - absl::Seconds(60)), 0);
}

}  // namespace
}  // namespace parallax::ingest
