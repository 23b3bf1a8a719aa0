// What the ledger held at earlier revisions, reviews, and the life of a claim.
#include <vector>

#include "gmock/gmock.h"
#include "services/claims/domain/checker.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/domain/recorder.h"
#include "services/claims/domain/reviewer.h"
#include "tests/conformance/claims/ledger_store_conformance.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/report.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::HasStatus;
using parallax::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class Desk {
 public:
  explicit Desk(OpenStore* store)
      : views(&store->reader()),
        recorder(&store->ledger()),
        reviewer(&store->ledger(), &store->reader(), &views) {}

  // Records and lets a minute pass; the moment between.
  domain::Micros Record(const Report& report) {
    last = recorder.Record(call, report.request());
    EXPECT_THAT(last, IsOk());
    const domain::Micros moment = absl::ToUnixMicros(clock.Now());
    clock.Advance(absl::Minutes(1));
    return moment;
  }
  absl::StatusOr<pb::ReviewClaimResponse> Reject(const std::string& claim,
                                                 const std::string& id) {
    pb::ReviewClaimRequest request;
    request.set_claim(claim);
    request.set_request_id(id);
    request.mutable_review()->mutable_reject();
    request.mutable_review()->set_reviewer("ada");
    request.mutable_review()->set_reason("looked at");
    return reviewer.Review(call, request);
  }
  // Names of the claims, by publication, with their numbers.
  std::vector<std::string> Claims(const domain::Viewpoint& from) {
    domain::ListQuery query;
    query.order_by = "publish_time";
    query.descending = false;
    query.limit = 1000;
    std::vector<std::string> claims;
    const auto page = views.ListClaims(call, query, from);
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) return claims;
    for (const auto& row : page->rows) {
      claims.push_back(
          absl::StrCat(row.value.name(), " ",
                       row.value.assertion().casualties().count().best(), " ",
                       static_cast<int>(row.value.review_state())));
    }
    return claims;
  }

  parallax::testing::FakeClock clock;
  rpc::CallContext call = rpc::CallContext::Background(clock);
  domain::LedgerViews views;
  domain::Recorder recorder;
  domain::Reviewer reviewer;
  absl::StatusOr<pb::RecordMentionsResponse> last;
};

domain::Viewpoint At(domain::Micros recorded, bool reviewed = false) {
  domain::Viewpoint from;
  from.recorded_as_of = recorded;
  from.reviewed = reviewed;
  return from;
}

TEST_P(LedgerStoreConformance, EarlierLedgersCanBeReadUntilTheyAreCompacted) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  Desk desk(store.get());
  std::vector<domain::Micros> moments;
  std::vector<std::vector<std::string>> held;
  const auto remember = [&](const Report& report) {
    moments.push_back(desk.Record(report));
    held.push_back(desk.Claims({}));
  };
  for (const Report& report : WeekStory()) remember(report);
  // Recorded again with other content, and another revision.
  remember(Report("rt-13", "2022-09-13 15:00", "RT")
               .Killed(kPremier, "Armenia", 48)
               .OfMilitary("Armenia"));
  remember(Report("rt-13", "2022-09-13 16:00", "RT", 2)
               .Killed(kPremier, "Armenia", 47)
               .OfMilitary("Armenia"));
  for (std::size_t i = 0; i < moments.size(); ++i) {
    EXPECT_EQ(desk.Claims(At(moments[i])), held[i]) << i;
  }
  const std::size_t replaced = moments.size() - 2;
  ASSERT_THAT(store->admin().CompactReplaced(desk.call, moments[replaced]),
              IsOk());
  domain::ListQuery query;
  query.order_by = "publish_time";
  query.limit = 10;
  EXPECT_THAT(desk.views.ListClaims(desk.call, query, At(moments[0])),
              HasStatus(absl::StatusCode::kOutOfRange));
  for (std::size_t i = replaced; i < moments.size(); ++i) {
    EXPECT_EQ(desk.Claims(At(moments[i])), held[i]) << i;
  }
}

TEST_P(LedgerStoreConformance, ReviewsAreKeptAndFoundAgain) {
  const auto home = GetParam().make();
  std::vector<std::string> reviewed;
  std::string claim;
  std::string review;
  {
    const auto store = home->Open();
    Desk desk(store.get());
    for (const Report& report : WeekStory()) desk.Record(report);
    claim = desk.last->claims(0);
    const std::int64_t before = store->ledger().CommittedRevision();
    const auto kept = desk.Reject(claim, "r-1");
    ASSERT_THAT(kept, IsOk());
    review = kept->review().name();
    EXPECT_EQ(kept->revision(), before + 1);
    ASSERT_THAT(desk.Reject(claim, "r-1"), IsOk());
    EXPECT_EQ(store->ledger().CommittedRevision(), before + 1);
    EXPECT_THAT(desk.Reject(desk.last->claims(0) + "x", "r-2"),
                HasStatus(absl::StatusCode::kNotFound));
    reviewed = desk.Claims(At(domain::kForever, true));
    EXPECT_NE(reviewed, desk.Claims({}));
  }
  const auto store = home->Open();
  Desk desk(store.get());
  EXPECT_EQ(desk.Claims(At(domain::kForever, true)), reviewed);
  domain::ListQuery query;
  query.limit = 10;
  query.parent = claim;
  const auto page = desk.views.ListReviews(desk.call, query, domain::kForever);
  ASSERT_THAT(page, IsOk());
  ASSERT_THAT(page->rows, SizeIs(1));
  EXPECT_EQ(page->rows[0].value.name(), review);
  const auto queue = desk.views.ListReviewQueue(desk.call, query);
  ASSERT_THAT(queue, IsOk());
  for (const auto& row : queue->rows) EXPECT_NE(row.value.name(), claim);
}

TEST_P(LedgerStoreConformance, TheLifeOfAClaimIsToldInOrder) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  Desk desk(store.get());
  desk.Record(Report("d1", "2022-09-13 10:00", "RT")
                  .Killed("Armenia", "Armenia", 49)
                  .OfMilitary("Armenia"));
  const std::string claim = desk.last->claims(0);
  desk.Record(Report("d2", "2022-09-13 12:00", "Agency")
                  .Killed("Armenia", "Armenia", 49)
                  .OfMilitary("Armenia"));
  ASSERT_THAT(desk.Reject(claim, "r-1"), IsOk());
  desk.Record(Report("d1", "2022-09-13 10:00", "RT"));
  desk.Record(Report("d2", "2022-09-13 12:00", "Agency"));
  domain::ListQuery query;
  query.limit = 10;
  const auto history = desk.views.ListClaimHistory(desk.call, claim, query);
  ASSERT_THAT(history, IsOk());
  std::vector<pb::ClaimVersion::StepCase> steps;
  for (const auto& [touched, step] : history->steps) {
    steps.push_back(step.step_case());
  }
  EXPECT_THAT(steps,
              ElementsAre(pb::ClaimVersion::kClaim, pb::ClaimVersion::kClaim,
                          pb::ClaimVersion::kReview, pb::ClaimVersion::kClaim,
                          pb::ClaimVersion::kEndedClaim));
}

TEST_P(LedgerStoreConformance, TheStoredLedgerIsWhatItsMentionsSay) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  Desk desk(store.get());
  for (const Report& report : WeekStory()) desk.Record(report);
  const auto found =
      domain::CheckLedger(desk.call, &store->reader(), &store->admin());
  ASSERT_THAT(found, IsOk());
  EXPECT_EQ(found->fault_count(), 0) << found->ShortDebugString();
  EXPECT_GT(found->row_count(), 20);
  EXPECT_GE(store->admin().schema_version(), 3);
}

}  // namespace
}  // namespace parallax::claims::testing
