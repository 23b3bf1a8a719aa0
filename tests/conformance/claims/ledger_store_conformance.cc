#include "tests/conformance/claims/ledger_store_conformance.h"

#include <set>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "common/status/macros.h"
#include "gmock/gmock.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/domain/recorder.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/report.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;

rpc::CallContext Call() { return rpc::CallContext::Background(); }

std::vector<pb::Claim> AllClaims(OpenStore& store) {
  domain::LedgerViews views(&store.reader());
  domain::ListQuery query;
  query.order_by = "publish_time";
  query.limit = 10'000;
  const auto page = views.ListClaims(Call(), query, domain::kForever);
  EXPECT_THAT(page, IsOk());
  std::vector<pb::Claim> claims;
  if (page.ok()) {
    for (const auto& row : page->rows) claims.push_back(row.value);
  }
  return claims;
}

std::vector<domain::LoggedChange> AllChanges(OpenStore& store) {
  std::vector<domain::LoggedChange> all;
  domain::ChangePosition position;
  while (true) {
    const auto page = store.changes().ReadChanges(Call(), 7, &position);
    EXPECT_THAT(page, IsOk());
    if (!page.ok() || page->changes.empty()) return all;
    all.insert(all.end(), page->changes.begin(), page->changes.end());
  }
}

TEST_P(LedgerStoreConformance, KeepsWhatWasRecordedOverAnotherOpening) {
  const auto home = GetParam().make();
  std::vector<pb::Claim> before;
  std::int64_t revision = 0;
  {
    const auto store = home->Open();
    domain::Recorder recorder(&store->ledger());
    for (const Report& report : WeekStory()) {
      ASSERT_THAT(recorder.Record(Call(), report.request()), IsOk());
    }
    before = AllClaims(*store);
    revision = store->ledger().CommittedRevision();
  }
  const auto store = home->Open();
  const std::vector<pb::Claim> after = AllClaims(*store);
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].SerializeAsString(), before[i].SerializeAsString());
  }
  EXPECT_EQ(store->ledger().CommittedRevision(), revision);
  // And it goes on from there.
  domain::Recorder recorder(&store->ledger());
  const auto again = recorder.Record(Call(), WeekStory()[0].request());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->revision(), 1);
}

TEST_P(LedgerStoreConformance, EachMentionComesWithItsDocument) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  domain::Recorder recorder(&store->ledger());
  constexpr int kReports = 40;
  for (int i = 0; i < kReports; ++i) {
    const Report report = Report(absl::StrCat("d", i), "2022-09-13 10:00",
                                 absl::StrCat("Outlet ", i))
                              .Killed("Armenia", "Armenia", 10 + i)
                              .On("2022-09-12")
                              .Truce("Armenia", "Armenia")
                              .On("2022-09-12");
    ASSERT_THAT(recorder.Record(Call(), report.request()), IsOk());
  }
  const absl::Status read = store->ledger().Write(
      Call(), [&](domain::LedgerTransaction& transaction) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            const auto mentions,
            transaction.ReadDated("Armenia|Azerbaijan",
                                  {domain::DayOf(At("2022-09-01")),
                                   domain::DayOf(At("2022-09-30"))},
                                  domain::Horizon()));
        EXPECT_THAT(mentions, SizeIs(2 * kReports));
        for (const domain::SourcedMention& mention : mentions) {
          const std::string& revision = mention.source->document_revision();
          EXPECT_TRUE(absl::StartsWith(mention.mention->name(), revision));
          EXPECT_EQ(revision, absl::StrCat("documents/d",
                                           mention.source->outlet().substr(7),
                                           "/revisions/1"));
        }
        return absl::OkStatus();
      });
  EXPECT_THAT(read, IsOk());
}

TEST_P(LedgerStoreConformance, AnErrorUndoesTheWholeTransaction) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  domain::Recorder recorder(&store->ledger());
  ASSERT_THAT(recorder.Record(Call(), WeekStory()[0].request()), IsOk());
  const std::size_t claims = AllClaims(*store).size();
  const std::size_t changes = AllChanges(*store).size();
  const pb::RecordMentionsRequest request = WeekStory()[1].request();
  const absl::Status failed = store->ledger().Write(
      Call(), [&](domain::LedgerTransaction& transaction) -> absl::Status {
        std::vector<pb::RecordMentionsResponse> responses;
        const absl::Status recorded =
            domain::RecordAll({&request}, 0, &transaction, &responses);
        EXPECT_THAT(recorded, IsOk());
        return absl::AbortedError("on second thoughts");
      });
  EXPECT_EQ(failed.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(AllClaims(*store).size(), claims);
  EXPECT_EQ(AllChanges(*store).size(), changes);
  EXPECT_EQ(store->ledger().CommittedRevision(), 1);
  // What was undone can still be done.
  ASSERT_THAT(recorder.Record(Call(), request), IsOk());
  EXPECT_GT(AllClaims(*store).size(), claims);
}

TEST_P(LedgerStoreConformance, RevisionsOfTheLogHaveNoGapAndNoRepetition) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  domain::Recorder recorder(&store->ledger());
  std::vector<std::thread> writers;
  for (int t = 0; t < 4; ++t) {
    writers.emplace_back([&, t] {
      for (int i = 0; i < 5; ++i) {
        const Report report =
            Report(absl::StrCat("d", t, "-", i), "2022-09-13 10:00", "RT")
                .Killed("Armenia", "Armenia", 10 * t + i)
                .OfMilitary("Armenia");
        EXPECT_THAT(recorder.Record(Call(), report.request()), IsOk());
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  std::set<std::int64_t> revisions;
  std::set<std::pair<std::int64_t, std::string>> rows;
  std::int64_t last = 0;
  for (const domain::LoggedChange& change : AllChanges(*store)) {
    EXPECT_GE(change.revision, last);
    last = change.revision;
    revisions.insert(change.revision);
    EXPECT_TRUE(rows.emplace(change.revision, change.change.name()).second);
  }
  EXPECT_EQ(revisions.size(),
            static_cast<std::size_t>(store->ledger().CommittedRevision()));
  EXPECT_THAT(AllClaims(*store), SizeIs(20));
}

TEST_P(LedgerStoreConformance, CompactionKeepsTheLatestChanges) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  domain::Recorder recorder(&store->ledger());
  for (const Report& report : WeekStory()) {
    ASSERT_THAT(recorder.Record(Call(), report.request()), IsOk());
  }
  ASSERT_THAT(store->changes().CompactChanges(Call(), 10), IsOk());
  domain::ChangePosition position;
  const auto page = store->changes().ReadChanges(Call(), 1000, &position);
  ASSERT_THAT(page, IsOk());
  EXPECT_LE(page->changes.size(), 10u);
  EXPECT_GT(page->compacted_to, 0);
  EXPECT_EQ(page->complete_to, store->ledger().CommittedRevision());
}

TEST_P(LedgerStoreConformance,
       ARevisionSentAgainWithAnotherDateReplacesItself) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  domain::Recorder recorder(&store->ledger());
  Report first("d1", "2022-09-13 10:00", "RT");
  first.Killed("Armenia", "Armenia", 49).OfMilitary("Armenia");
  Report redated("d1", "2022-09-14 10:00", "RT");
  redated.Killed("Armenia", "Armenia", 49).OfMilitary("Armenia");
  ASSERT_THAT(recorder.Record(Call(), first.request()), IsOk());
  ASSERT_THAT(recorder.Record(Call(), redated.request()), IsOk());
  const std::vector<pb::Claim> claims = AllClaims(*store);
  ASSERT_THAT(claims, SizeIs(1));
  EXPECT_EQ(domain::ToMicros(claims[0].first_published_time()),
            At("2022-09-14 10:00"));
}

TEST_P(LedgerStoreConformance, ShippedActorsNeverOverwriteACallers) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  pb::ActorList shipped;
  pb::Actor& actor = *shipped.add_actors();
  actor.set_name("actors/armenia");
  actor.set_display_name("Armenia");
  actor.set_kind(pb::ACTOR_KIND_STATE);
  pb::Actor& other = *shipped.add_actors();
  other = actor;
  other.set_name("actors/azerbaijan");
  ASSERT_THAT(store->actors().SeedActors(Call(), shipped), IsOk());
  const std::int64_t seeded = store->ledger().CommittedRevision();
  ASSERT_THAT(store->actors().SeedActors(Call(), shipped), IsOk());
  EXPECT_EQ(store->ledger().CommittedRevision(), seeded);
  pb::Actor mine = actor;
  mine.set_side("Armenia");
  ASSERT_THAT(store->actors().UpsertActor(Call(), mine), IsOk());
  // The next release changes both and drops one.
  shipped.mutable_actors(0)->set_display_name("Republic of Armenia");
  shipped.mutable_actors()->RemoveLast();
  ASSERT_THAT(store->actors().SeedActors(Call(), shipped), IsOk());
  const auto kept = store->actors().FindActor(Call(), "actors/armenia");
  ASSERT_THAT(kept, IsOk());
  ASSERT_TRUE(kept->has_value());
  EXPECT_EQ((*kept)->side(), "Armenia");
  EXPECT_EQ((*kept)->display_name(), "Armenia");
  const auto gone = store->actors().FindActor(Call(), "actors/azerbaijan");
  ASSERT_THAT(gone, IsOk());
  EXPECT_FALSE(gone->has_value());
}

TEST_P(LedgerStoreConformance, AnEmptyStoreAnswers) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  EXPECT_THAT(AllClaims(*store), IsEmpty());
  EXPECT_THAT(AllChanges(*store), IsEmpty());
  EXPECT_EQ(store->ledger().CommittedRevision(), 0);
}

}  // namespace
}  // namespace parallax::claims::testing
