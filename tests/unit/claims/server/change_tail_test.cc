#include "services/claims/server/change_tail.h"

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/rpc/encoded_call.h"
#include "gtest/gtest.h"
#include "parallax/claims/v1/claims_service.pb.h"
#include "tests/support/status_matchers.h"

namespace parallax::claims::server {
namespace {

using parallax::testing::IsOk;

// A log of revisions up to `revisions`, of `changes_of_each`.
class CountingLog final : public domain::ChangeLog {
 public:
  absl::StatusOr<domain::ChangePage> ReadChanges(
      const rpc::CallContext&, int limit,
      domain::ChangePosition* position) override {
    ++reads;
    absl::SleepFor(takes);
    domain::ChangePage page;
    while (static_cast<int>(page.changes.size()) < limit) {
      if (position->seq + 1 >= changes_of_each) {
        if (position->revision == revisions) break;
        position->revision += 1;
        position->seq = -1;
      }
      position->seq += 1;
      domain::LoggedChange& change = page.changes.emplace_back();
      change.revision = position->revision;
      change.last = position->seq + 1 == changes_of_each;
    }
    page.complete_to = revisions;
    return page;
  }
  absl::Status CompactChanges(const rpc::CallContext&, std::int64_t) override {
    return absl::OkStatus();
  }

  std::int64_t revisions = 0;
  int changes_of_each = 1;
  absl::Duration takes;
  std::atomic<int> reads{0};
};

class ChangeTailTest : public ::testing::Test {
 protected:
  std::shared_ptr<const SharedPage> Read(std::int64_t after) {
    auto page = tail_.Read(rpc::CallContext::Background(), 10,
                           {.revision = after, .seq = 0});
    EXPECT_THAT(page, IsOk());
    return page.ok() ? *page : nullptr;
  }

  CountingLog log_;
  ChangeTail tail_{&log_};
};

TEST_F(ChangeTailTest, ThoseAtOnePlaceShareOneRead) {
  log_.revisions = 3;
  const auto first = Read(1);
  const auto second = Read(1);
  EXPECT_EQ(first, second);
  EXPECT_EQ(log_.reads, 1);
  EXPECT_EQ(first->page.changes.size(), 2u);
  EXPECT_EQ(first->end.revision, 3);
}

TEST_F(ChangeTailTest, ThoseWhoAskAtOnceShareOneReadToo) {
  log_.revisions = 3;
  log_.takes = absl::Milliseconds(20);
  std::vector<std::thread> readers;
  readers.reserve(8);
  for (int i = 0; i < 8; ++i) {
    readers.emplace_back([this] { Read(1); });
  }
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(log_.reads, 1);
}

TEST_F(ChangeTailTest, ItsMessagesAreWrittenOnce) {
  log_.revisions = 3;
  const auto page = Read(1);
  EXPECT_EQ(&page->Messages(), &page->Messages());
  ASSERT_EQ(page->Messages().size(), 2u);
  domain::pb::WatchResponse message;
  ASSERT_THAT(rpc::DecodeMessage(page->Messages()[1], &message), IsOk());
  EXPECT_EQ(message.revision(), 3);
  EXPECT_EQ(message.changes_size(), 1);
  EXPECT_TRUE(message.end_of_revision());
}

TEST_F(ChangeTailTest, ARevisionMayGoOnInTheNextPage) {
  log_.revisions = 1;
  log_.changes_of_each = 15;
  const auto first = *tail_.Read(rpc::CallContext::Background(), 10,
                                 {.revision = 0, .seq = 14});
  const auto second =
      tail_.Read(rpc::CallContext::Background(), 10, first->end);
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(first->Messages().size(), 1u);
  ASSERT_EQ((*second)->Messages().size(), 1u);
  domain::pb::WatchResponse message;
  ASSERT_THAT(rpc::DecodeMessage(first->Messages()[0], &message), IsOk());
  EXPECT_EQ(message.changes_size(), 10);
  EXPECT_FALSE(message.end_of_revision());
  ASSERT_THAT(rpc::DecodeMessage((*second)->Messages()[0], &message), IsOk());
  EXPECT_EQ(message.revision(), 1);
  EXPECT_EQ(message.changes_size(), 5);
  EXPECT_TRUE(message.end_of_revision());
}

TEST_F(ChangeTailTest, OneWhoLagsReadsForItself) {
  log_.revisions = 5;
  Read(4);
  EXPECT_EQ(Read(2)->page.changes.size(), 3u);
  EXPECT_EQ(log_.reads, 2);
}

TEST_F(ChangeTailTest, AfterTheLogHasGrownItIsReadAnew) {
  log_.revisions = 2;
  EXPECT_TRUE(Read(2)->page.changes.empty());
  log_.revisions = 3;
  tail_.Grow();
  EXPECT_EQ(Read(2)->page.changes.size(), 1u);
}

}  // namespace
}  // namespace parallax::claims::server
