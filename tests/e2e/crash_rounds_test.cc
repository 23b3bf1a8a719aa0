// kill -9 of the claims service at random moments, under writers, reviewers and
// watchers: what was acknowledged is there once, every watcher has seen the
// ledger that is there, and the ledger is what its mentions say.
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "parallax/claims/v1/admin_service.grpc.pb.h"
#include "tests/e2e/suite/follower.h"
#include "tests/e2e/suite/ledger.h"
#include "tests/e2e/suite/suite.h"
#include "tests/support/postgres_server.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/random_reports.h"

namespace parallax::testing {
namespace {

namespace v1 = claims::v1;

constexpr int kWriters = 3;
// A ledger is left for a new one after so many rounds, so that late rounds take
// no longer than early ones.
constexpr int kRoundsPerLedger = 10;
constexpr int kReportsPerLedger = 2000;
constexpr int kLongestRoundMs = 500;

// PARALLAX_CRASH_ROUNDS for a longer run.
int Rounds() {
  int rounds = 0;
  const char* wanted = std::getenv("PARALLAX_CRASH_ROUNDS");
  return wanted != nullptr && absl::SimpleAtoi(wanted, &rounds) ? rounds : 5;
}

// Sends one request once, as a client without patience.
template <typename Request, typename Response>
absl::StatusOr<Response> Send(
    v1::ClaimsService::Stub& stub,
    grpc::Status (v1::ClaimsService::Stub::*method)(grpc::ClientContext*,
                                                    const Request&, Response*),
    const Request& request) {
  grpc::ClientContext context;
  Limit(&context);
  Response response;
  PARALLAX_RETURN_IF_ERROR(
      status::FromGrpc((stub.*method)(&context, request, &response)));
  return response;
}

absl::StatusOr<v1::RecordMentionsResponse> Record(
    Suite& suite, const v1::RecordMentionsRequest& request) {
  return Send(suite.claims(), &v1::ClaimsService::Stub::RecordMentions,
              request);
}

absl::StatusOr<v1::ReviewClaimResponse> Review(
    Suite& suite, const v1::ReviewClaimRequest& request) {
  return Send(suite.claims(), &v1::ClaimsService::Stub::ReviewClaim, request);
}

// A write and what it was told: nothing when the service died over it.
struct Written {
  v1::RecordMentionsRequest request;
  std::int64_t revision = 0;
};
struct Reviewed {
  v1::ReviewClaimRequest request;
  std::int64_t revision = 0;
};

// Records its share of the reports, one after the other.
class Writer {
 public:
  explicit Writer(std::vector<v1::RecordMentionsRequest> reports)
      : reports_(std::move(reports)) {}

  // Until the service is gone.
  void Work(Suite& suite) {
    while (written_.size() < reports_.size()) {
      Written& write = written_.emplace_back();
      write.request = reports_[written_.size() - 1];
      const auto response = Record(suite, write.request);
      if (!response.ok()) return;
      write.revision = response->revision();
    }
  }

  std::vector<Written>& written() { return written_; }

 private:
  const std::vector<v1::RecordMentionsRequest> reports_;
  std::vector<Written> written_;
};

// Reviews claims as they come up.
class Reviewer {
 public:
  explicit Reviewer(unsigned seed) : random_(seed) {}

  void Work(Suite& suite) {
    while (true) {
      v1::ListClaimsRequest list;
      list.set_page_size(20);
      list.set_order_by("record_time desc");
      const auto page =
          Send(suite.claims(), &v1::ClaimsService::Stub::ListClaims, list);
      if (!page.ok()) return;
      if (page->claims().empty()) continue;
      const int at = static_cast<int>(random_() % page->claims_size());
      Reviewed review;
      review.request = Draft(page->claims(at));
      const auto response = Review(suite, review.request);
      if (absl::IsNotFound(response.status()) ||
          absl::IsFailedPrecondition(response.status())) {
        continue;  // A writer was quicker: the claim is another one now.
      }
      if (response.ok()) review.revision = response->revision();
      reviewed_.push_back(std::move(review));
      if (!response.ok()) return;
    }
  }

  std::vector<Reviewed>& reviewed() { return reviewed_; }

 private:
  v1::ReviewClaimRequest Draft(const v1::Claim& claim) {
    v1::ReviewClaimRequest request;
    request.set_claim(claim.name());
    request.set_request_id(absl::StrCat("review-", ++drafts_));
    v1::Review& review = *request.mutable_review();
    review.set_reviewer("desk");
    review.set_reason("read the words");
    switch (random_() % 3) {
      case 0:
        review.mutable_accept();
        break;
      case 1:
        review.mutable_reject();
        break;
      default:
        review.mutable_correct()->mutable_assertion()->set_stance(
            v1::STANCE_DENIES);
        review.mutable_correct()->mutable_update_mask()->add_paths("stance");
    }
    return request;
  }

  std::mt19937 random_;
  int drafts_ = 0;
  std::vector<Reviewed> reviewed_;
};

// One ledger with all who work on it.
class Desk {
 public:
  Desk(const std::string& store, unsigned seed)
      : suite_(store, {Service::kClaims}), reviewer_(seed) {
    std::mt19937 random(seed);
    std::vector<std::vector<v1::RecordMentionsRequest>> shares(kWriters);
    for (const auto& report :
         claims::testing::RandomReports(&random, kReportsPerLedger)) {
      shares[random() % kWriters].push_back(report.request());
    }
    for (auto& share : shares) writers_.emplace_back(std::move(share));
  }

  absl::Status Open() {
    PARALLAX_RETURN_IF_ERROR(suite_.Start());
    followers_.push_back(std::make_unique<Follower>(&suite_));
    followers_.push_back(std::make_unique<Follower>(&suite_));
    return absl::OkStatus();
  }

  // All work until the service is killed, which comes back.
  absl::Status WorkAndCrash(absl::Duration after) {
    std::vector<std::thread> working;
    for (Writer& writer : writers_) {
      working.emplace_back([&] { writer.Work(suite_); });
    }
    working.emplace_back([&] { reviewer_.Work(suite_); });
    absl::SleepFor(after);
    suite_.Kill(Service::kClaims);
    for (std::thread& thread : working) thread.join();
    return suite_.Start();
  }

  // Sends every write again: the acknowledged ones change nothing and answer as
  // they did, the others are kept now at the latest.
  void ExpectWritesOnce() {
    for (Writer& writer : writers_) {
      for (Written& write : writer.written()) {
        const auto again = Record(suite_, write.request);
        ASSERT_THAT(again, IsOk()) << suite_.Logs();
        if (write.revision == 0) {
          ++unanswered;
          write.revision = again->revision();
        }
        ASSERT_EQ(again->revision(), write.revision)
            << write.request.source().document_revision();
      }
    }
    for (Reviewed& review : reviewer_.reviewed()) {
      const auto again = Review(suite_, review.request);
      // A claim that was given up meanwhile refuses a review that never was.
      if (review.revision == 0 &&
          (absl::IsNotFound(again.status()) ||
           absl::IsFailedPrecondition(again.status()))) {
        review.revision = -1;
      }
      if (review.revision < 0) continue;
      ASSERT_THAT(again, IsOk()) << suite_.Logs();
      if (review.revision == 0) {
        ++unanswered;
        review.revision = again->revision();
      }
      ASSERT_EQ(again->revision(), review.revision)
          << review.request.request_id();
    }
  }

  // The ledger through every list, as a watcher would put it together.
  void ExpectWatchersSawTheLedger() {
    const auto ledger = ReadLedger(suite_.claims());
    ASSERT_THAT(ledger, IsOk());
    std::map<std::string, std::string> there;
    const auto put = [&there](const auto& rows) {
      for (const auto& row : rows) there[row.name()] = row.SerializeAsString();
    };
    put(ledger->claims);
    put(ledger->questions);
    put(ledger->incidents);
    put(ledger->relations);
    const std::vector<std::string> reviews = Reviews();

    followers_.push_back(std::make_unique<Follower>(&suite_));
    std::map<std::int64_t, std::vector<std::string>> revisions;
    for (const auto& follower : followers_) {
      ASSERT_THAT(follower->UpTo(ledger->revision), IsOk()) << suite_.Logs();
      // Actors and reviews are listed elsewhere.
      std::map<std::string, std::string> seen = follower->Replay();
      std::vector<std::string> seen_reviews;
      for (auto at = seen.begin(); at != seen.end();) {
        const bool review = absl::StrContains(at->first, "/reviews/");
        if (review) seen_reviews.push_back(at->first);
        at = review || absl::StartsWith(at->first, "actors/") ? seen.erase(at)
                                                              : ++at;
      }
      EXPECT_EQ(seen_reviews, reviews);
      ASSERT_EQ(seen.size(), there.size());
      for (const auto& [name, state] : there) {
        ASSERT_EQ(seen[name], state) << name;
      }
      if (revisions.empty()) revisions = follower->Revisions();
      EXPECT_EQ(follower->Revisions(), revisions);
    }
    followers_.pop_back();
  }

  void ExpectSound() {
    const auto admin =
        v1::AdminService::NewStub(suite_.ChannelOf(Service::kClaims));
    grpc::ClientContext context;
    Limit(&context);
    v1::CheckLedgerResponse found;
    ASSERT_THAT(status::FromGrpc(admin->CheckLedger(&context, {}, &found)),
                IsOk());
    EXPECT_EQ(found.fault_count(), 0) << found.ShortDebugString();
  }

  std::size_t writes() {
    std::size_t writes = reviewer_.reviewed().size();
    for (Writer& writer : writers_) writes += writer.written().size();
    return writes;
  }

  // Writes over which the service died.
  int unanswered = 0;

 private:
  // Names of all reviews that were kept, sorted: as many as were sent.
  std::vector<std::string> Reviews() {
    std::vector<std::string> names;
    v1::ListReviewsRequest request;
    request.set_page_size(1000);
    while (true) {
      const auto page =
          Send(suite_.claims(), &v1::ClaimsService::Stub::ListReviews, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return names;
      for (const v1::Review& review : page->reviews()) {
        names.push_back(review.name());
      }
      if (page->next_page_token().empty()) break;
      request.set_page_token(page->next_page_token());
    }
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
    const auto sent = std::count_if(
        reviewer_.reviewed().begin(), reviewer_.reviewed().end(),
        [](const Reviewed& review) { return review.revision > 0; });
    EXPECT_EQ(names.size(), static_cast<std::size_t>(sent));
    return names;
  }

  Suite suite_;
  std::vector<Writer> writers_;
  Reviewer reviewer_;
  std::vector<std::unique_ptr<Follower>> followers_;
};

void CrashRounds(const std::function<std::string()>& new_store) {
  std::mt19937 random(20220913);
  std::unique_ptr<Desk> desk;
  std::size_t writes = 0;
  int unanswered = 0;
  const auto leave = [&] {
    if (desk == nullptr) return;
    writes += desk->writes();
    unanswered += desk->unanswered;
    desk.reset();
  };
  for (int round = 0; round < Rounds(); ++round) {
    if (round % kRoundsPerLedger == 0) {
      leave();
      desk = std::make_unique<Desk>(new_store(), random());
      ASSERT_THAT(desk->Open(), IsOk());
    }
    const absl::Duration after =
        absl::Milliseconds(static_cast<int>(random() % kLongestRoundMs));
    SCOPED_TRACE(absl::StrCat("round ", round, ", killed after ",
                              absl::FormatDuration(after)));
    ASSERT_THAT(desk->WorkAndCrash(after), IsOk());
    desk->ExpectWritesOnce();
    desk->ExpectWatchersSawTheLedger();
    desk->ExpectSound();
    if (::testing::Test::HasFailure()) return;
  }
  leave();
  EXPECT_GT(writes, 0U);
  std::cout << Rounds() << " rounds, " << writes << " writes, " << unanswered
            << " of them unanswered when the service died\n";
}

TEST(CrashRoundsTest, Sqlite) {
  CrashRounds([] { return std::string(); });
}

TEST(CrashRoundsTest, Postgres) {
  if (const std::string missing = PostgresServer::Missing(); !missing.empty()) {
    GTEST_SKIP() << missing;
  }
  CrashRounds([] { return PostgresServer::Shared().NewDatabase(); });
}

}  // namespace
}  // namespace parallax::testing
