// Following the ledger's changes.
#include <map>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/server/claims_server.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::HasReason;
using parallax::testing::IsOk;

// What a watcher knows: the rows as the changes left them.
struct Replica {
  std::map<std::string, std::string> rows;
  std::int64_t complete_to = 0;

  void Apply(const pb::WatchResponse& message) {
    for (const pb::Change& change : message.changes()) {
      if (change.deleted()) {
        rows.erase(change.name());
      } else {
        rows[change.name()] = change.SerializeAsString();
      }
    }
    if (message.end_of_revision()) {
      EXPECT_GE(message.revision(), complete_to);
      complete_to = message.revision();
    }
  }
};

// Reads until `revision` is complete; returns how the stream ended, OK when the
// reader ended it.
absl::Status Follow(ClaimsServer& server, std::int64_t revision,
                    Replica* replica, pb::WatchRequest request = {}) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(30));
  request.set_after_revision(replica->complete_to);
  auto reader = server.stub().Watch(&context, request);
  pb::WatchResponse message;
  while (replica->complete_to < revision && reader->Read(&message)) {
    replica->Apply(message);
  }
  if (replica->complete_to >= revision) {
    context.TryCancel();
    while (reader->Read(&message)) {
    }
    reader->Finish();
    return absl::OkStatus();
  }
  return status::FromGrpc(reader->Finish());
}

TEST(WatchTest, AResumedWatchEqualsAnUnbrokenOne) {
  ClaimsServer server;
  Replica broken;
  for (const Report& report : WeekStory()) {
    const auto response = server.Record(report);
    ASSERT_THAT(response, IsOk());
    ASSERT_THAT(Follow(server, response->revision(), &broken), IsOk());
  }
  Replica whole;
  ASSERT_THAT(Follow(server, server.store().CommittedRevision(), &whole),
              IsOk());
  EXPECT_EQ(whole.rows, broken.rows);
  // And both are the ledger.
  pb::ListClaimsRequest list;
  list.set_page_size(1000);
  const auto claims = server.Call<pb::ListClaimsResponse>(
      &pb::ClaimsService::Stub::ListClaims, list);
  ASSERT_THAT(claims, IsOk());
  std::size_t watched = 0;
  for (const auto& [name, row] : whole.rows) {
    watched += name.rfind("claims/", 0) == 0 &&
                       name.find("/relations/") == std::string::npos
                   ? 1
                   : 0;
  }
  EXPECT_EQ(watched, static_cast<std::size_t>(claims->claims_size()));
}

TEST(WatchTest, OnlyTheSubjectsAskedFor) {
  ClaimsServer server;
  for (const Report& report : WeekStory()) {
    ASSERT_THAT(server.Record(report), IsOk());
  }
  pb::WatchRequest request;
  request.add_subjects(pb::CHANGE_SUBJECT_QUESTION);
  Replica replica;
  ASSERT_THAT(
      Follow(server, server.store().CommittedRevision(), &replica, request),
      IsOk());
  EXPECT_FALSE(replica.rows.empty());
  for (const auto& [name, row] : replica.rows) {
    EXPECT_EQ(name.rfind("questions/", 0), 0u) << name;
  }
}

TEST(WatchTest, MarksTellThatNothingWasMissed) {
  ClaimsServer server;
  ASSERT_THAT(server.Record(WeekStory()[0]), IsOk());
  pb::WatchRequest request;
  request.set_progress_interval_ms(100);
  // Nothing matches, so only marks arrive.
  request.set_incident("incidents/nosuch");
  Replica replica;
  ASSERT_THAT(Follow(server, 1, &replica, request), IsOk());
  EXPECT_TRUE(replica.rows.empty());
}

TEST(WatchTest, ADrainEndsTheWatchResumably) {
  auto server = std::make_unique<ClaimsServer>();
  ASSERT_THAT(server->Record(WeekStory()[0]), IsOk());
  grpc::ClientContext context;
  auto reader = server->stub().Watch(&context, pb::WatchRequest());
  pb::WatchResponse message;
  ASSERT_TRUE(reader->Read(&message));
  std::thread stopper([&] { server->server().runner().Stop(); });
  std::thread waiter(
      [&] { (void)server->server().runner().WaitForShutdown(); });
  while (reader->Read(&message)) {
  }
  EXPECT_THAT(status::FromGrpc(reader->Finish()),
              HasReason(type::v1::ERROR_REASON_SHUTTING_DOWN));
  stopper.join();
  waiter.join();
}

TEST(WatchTest, ARevisionNoLongerKeptIsOutOfRange) {
  ClaimsServer server;
  for (const Report& report : WeekStory()) {
    ASSERT_THAT(server.Record(report), IsOk());
  }
  ASSERT_THAT(server.store().CompactChanges(rpc::CallContext::Background(), 5),
              IsOk());
  Replica replica;
  EXPECT_THAT(Follow(server, 1000, &replica),
              HasReason(type::v1::ERROR_REASON_REVISION_TOO_OLD));
  pb::WatchRequest bad;
  bad.set_progress_interval_ms(5);
  EXPECT_THAT(Follow(server, 1000, &replica, bad),
              HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
}

}  // namespace
}  // namespace parallax::claims::testing
