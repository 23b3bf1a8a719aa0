// Several processes on one ledger. Each opening stands for a process.
#include <atomic>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/domain/recorder.h"
#include "tests/conformance/claims/ledger_store_conformance.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/report.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

rpc::CallContext Call() { return rpc::CallContext::Background(); }

// What the ledger says, without when it was recorded.
std::map<std::string, std::string> Content(OpenStore& store) {
  domain::LedgerViews views(&store.reader());
  domain::ListQuery query;
  query.order_by = "publish_time";
  query.limit = 10'000;
  std::map<std::string, std::string> content;
  const auto claims = views.ListClaims(Call(), query, domain::kForever);
  EXPECT_THAT(claims, IsOk());
  for (const auto& row : claims->rows) {
    pb::Claim claim = row.value;
    claim.clear_revision();
    claim.clear_record_time();
    content[claim.name()] = claim.SerializeAsString();
  }
  const auto questions = views.ListQuestions(Call(), query, domain::kForever);
  EXPECT_THAT(questions, IsOk());
  for (const auto& row : questions->rows) {
    pb::Question question = row.value;
    question.clear_revision();
    content[question.name()] = question.SerializeAsString();
  }
  return content;
}

// Revisions of the log after `position`, which moves on.
std::vector<std::int64_t> NewRevisions(OpenStore& store,
                                       domain::ChangePosition* position) {
  std::vector<std::int64_t> revisions;
  const auto page = store.changes().ReadChanges(Call(), 10'000, position);
  EXPECT_THAT(page, IsOk());
  for (const domain::LoggedChange& change : page->changes) {
    if (revisions.empty() || revisions.back() != change.revision) {
      revisions.push_back(change.revision);
    }
  }
  return revisions;
}

TEST_P(SharedLedgerConformance, ProcessesThatStartAtOnceMakeOneStore) {
  const auto home = GetParam().make();
  std::vector<std::unique_ptr<OpenStore>> stores(4);
  pb::ActorList shipped;
  pb::Actor& actor = *shipped.add_actors();
  actor.set_name("actors/armenia");
  actor.set_display_name("Armenia");
  std::vector<std::thread> starting;
  for (auto& store : stores) {
    starting.emplace_back([&] {
      store = home->Open();
      ASSERT_NE(store, nullptr);
      EXPECT_THAT(store->actors().SeedActors(Call(), shipped), IsOk());
    });
  }
  for (std::thread& thread : starting) thread.join();
  domain::ChangePosition position;
  EXPECT_THAT(NewRevisions(*stores[0], &position), ElementsAre(1));
}

TEST_P(SharedLedgerConformance, TwoWritersTellTheLedgerThatOneTells) {
  const auto home = GetParam().make();
  const auto first = home->Open();
  const auto second = home->Open();
  const std::vector<Report> reports = WeekStory();
  const auto record = [&](OpenStore& store, std::size_t from) {
    domain::Recorder recorder(&store.ledger());
    for (std::size_t i = from; i < reports.size(); i += 2) {
      EXPECT_THAT(recorder.Record(Call(), reports[i].request()), IsOk());
    }
  };
  std::thread one([&] { record(*first, 0); });
  std::thread two([&] { record(*second, 1); });
  one.join();
  two.join();

  const auto alone_home = GetParam().make();
  const auto alone = alone_home->Open();
  domain::Recorder recorder(&alone->ledger());
  for (const Report& report : reports) {
    ASSERT_THAT(recorder.Record(Call(), report.request()), IsOk());
  }
  EXPECT_EQ(Content(*first), Content(*alone));
  EXPECT_EQ(Content(*second), Content(*alone));

  domain::ChangePosition position;
  std::vector<std::int64_t> expected;
  for (std::size_t i = 1; i <= reports.size(); ++i) {
    expected.push_back(static_cast<std::int64_t>(i));
  }
  EXPECT_EQ(NewRevisions(*first, &position), expected);
}

TEST_P(SharedLedgerConformance, ARevisionThatCommitsLateIsNotPassedOver) {
  const auto home = GetParam().make();
  const auto slow = home->Open();
  const auto quick = home->Open();
  const auto watcher = home->Open();
  domain::ChangePosition position;
  ASSERT_THAT(NewRevisions(*watcher, &position), IsEmpty());

  // One process takes a revision, writes, and then stands still.
  absl::Notification taken;
  absl::Notification go_on;
  std::int64_t late = 0;
  std::thread holding([&] {
    const absl::Status written = slow->ledger().Write(
        Call(), [&](domain::LedgerTransaction& transaction) -> absl::Status {
          const auto revision = transaction.Revision();
          EXPECT_THAT(revision, IsOk());
          late = *revision;
          pb::Change change;
          change.set_subject(pb::CHANGE_SUBJECT_CLAIM);
          change.set_name("claims/late");
          const absl::Status logged = transaction.LogChange(change, "");
          if (!taken.HasBeenNotified()) taken.Notify();
          go_on.WaitForNotification();
          return logged;
        });
    EXPECT_THAT(written, IsOk());
  });
  taken.WaitForNotification();

  // Another one writes meanwhile.
  std::atomic<bool> acknowledged = false;
  std::thread writing([&] {
    domain::Recorder recorder(&quick->ledger());
    const auto recorded = recorder.Record(Call(), WeekStory()[0].request());
    acknowledged = true;
    ASSERT_THAT(recorded, IsOk());
    EXPECT_GT(recorded->revision(), late);
  });
  // Whatever a watcher sees now, it must not be beyond the one held open.
  for (int look = 0; look < 20; ++look) {
    EXPECT_THAT(NewRevisions(*watcher, &position), IsEmpty());
    EXPECT_EQ(watcher->ledger().CommittedRevision(), 0);
    EXPECT_FALSE(acknowledged);
    absl::SleepFor(absl::Milliseconds(10));
  }
  go_on.Notify();
  holding.join();
  writing.join();
  EXPECT_THAT(NewRevisions(*watcher, &position), ElementsAre(late, late + 1));
}

TEST_P(SharedLedgerConformance, AWriterThatFailsLeavesNoGap) {
  const auto home = GetParam().make();
  const auto first = home->Open();
  const auto second = home->Open();
  const absl::Status failed = first->ledger().Write(
      Call(), [&](domain::LedgerTransaction& transaction) -> absl::Status {
        EXPECT_THAT(transaction.Revision(), IsOk());
        return absl::AbortedError("on second thoughts");
      });
  EXPECT_EQ(failed.code(), absl::StatusCode::kAborted);
  domain::Recorder recorder(&second->ledger());
  const auto recorded = recorder.Record(Call(), WeekStory()[0].request());
  ASSERT_THAT(recorded, IsOk());
  EXPECT_EQ(recorded->revision(), 1);
}

TEST_P(SharedLedgerConformance, EachHearsWhatTheOthersCommit) {
  const auto home = GetParam().make();
  const auto writer = home->Open();
  const auto reader = home->Open();
  domain::Recorder recorder(&writer->ledger());
  for (const Report& report : WeekStory()) {
    ASSERT_THAT(recorder.Record(Call(), report.request()), IsOk());
  }
  const std::int64_t written = writer->ledger().CommittedRevision();
  const absl::Time end = absl::Now() + absl::Seconds(30);
  while (reader->ledger().CommittedRevision() < written && absl::Now() < end) {
    absl::SleepFor(absl::Milliseconds(5));
  }
  EXPECT_EQ(reader->ledger().CommittedRevision(), written);
}

TEST_P(SharedLedgerConformance, CompactionByOneIsSeenByAll) {
  const auto home = GetParam().make();
  const auto first = home->Open();
  const auto second = home->Open();
  domain::Recorder recorder(&first->ledger());
  for (const Report& report : WeekStory()) {
    ASSERT_THAT(recorder.Record(Call(), report.request()), IsOk());
  }
  std::thread one([&] {
    EXPECT_THAT(first->changes().CompactChanges(Call(), 20), IsOk());
  });
  EXPECT_THAT(second->changes().CompactChanges(Call(), 10), IsOk());
  one.join();
  domain::ChangePosition position;
  const auto page = second->changes().ReadChanges(Call(), 1000, &position);
  ASSERT_THAT(page, IsOk());
  ASSERT_FALSE(page->changes.empty());
  // The mark never says less than what was dropped.
  EXPECT_EQ(page->changes.front().revision, page->compacted_to + 1);
}

}  // namespace
}  // namespace parallax::claims::testing
