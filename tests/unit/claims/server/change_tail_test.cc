#include "services/claims/server/change_tail.h"

#include "common/rpc/encoded_call.h"
#include "gtest/gtest.h"
#include "parallax/claims/v1/claims_service.pb.h"
#include "tests/support/status_matchers.h"

namespace parallax::claims::server {
namespace {

using parallax::testing::IsOk;

// A log of one change in each revision up to `revisions`.
class CountingLog final : public domain::ChangeLog {
 public:
  absl::StatusOr<domain::ChangePage> ReadChanges(
      const rpc::CallContext&, int limit,
      domain::ChangePosition* position) override {
    ++reads;
    domain::ChangePage page;
    while (position->revision < revisions &&
           static_cast<int>(page.changes.size()) < limit) {
      position->revision += 1;
      domain::LoggedChange& change = page.changes.emplace_back();
      change.revision = position->revision;
      change.last = true;
    }
    page.complete_to = revisions;
    return page;
  }
  absl::Status CompactChanges(const rpc::CallContext&, std::int64_t) override {
    return absl::OkStatus();
  }

  std::int64_t revisions = 0;
  int reads = 0;
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

TEST_F(ChangeTailTest, ItsMessagesAreWrittenOnce) {
  log_.revisions = 3;
  const auto page = Read(1);
  ASSERT_TRUE(page->whole());
  EXPECT_EQ(&page->Messages(), &page->Messages());
  ASSERT_EQ(page->Messages().size(), 2u);
  domain::pb::WatchResponse message;
  ASSERT_THAT(rpc::DecodeMessage(page->Messages()[1], &message), IsOk());
  EXPECT_EQ(message.revision(), 3);
  EXPECT_EQ(message.changes_size(), 1);
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
