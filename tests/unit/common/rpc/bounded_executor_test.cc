#include "common/rpc/bounded_executor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "absl/synchronization/notification.h"
#include "common/status/errors.h"
#include "tests/support/status_matchers.h"

namespace parallax::rpc {
namespace {

using ::parallax::testing::HasReason;
using ::parallax::testing::IsOk;

TEST(BoundedExecutorTest, RunsEverything) {
  std::atomic<int> ran = 0;
  BoundedExecutor executor({.threads = 4, .queue_capacity = 10000});
  std::vector<std::thread> submitters;
  for (int t = 0; t < 4; ++t) {
    submitters.emplace_back([&] {
      for (int i = 0; i < 500; ++i) {
        EXPECT_THAT(executor.Submit([&ran] { ++ran; }), IsOk());
        EXPECT_THAT(executor.SubmitPatiently([&ran] { ++ran; }), IsOk());
      }
    });
  }
  for (std::thread& thread : submitters) thread.join();
  executor.Shutdown();
  EXPECT_EQ(ran, 4000);
  EXPECT_EQ(executor.queued(), 0u);
  EXPECT_EQ(executor.running(), 0);
}

TEST(BoundedExecutorTest, AFullQueueRefusesAtOnce) {
  BoundedExecutor executor({.threads = 1,
                            .queue_capacity = 2,
                            .retry_after = absl::Milliseconds(70)});
  absl::Notification started;
  absl::Notification release;
  ASSERT_THAT(executor.Submit([&] {
    started.Notify();
    release.WaitForNotification();
  }),
              IsOk());
  started.WaitForNotification();
  std::atomic<int> ran = 0;
  EXPECT_THAT(executor.Submit([&ran] { ++ran; }), IsOk());
  EXPECT_THAT(executor.Submit([&ran] { ++ran; }), IsOk());
  const absl::Status refused = executor.Submit([&ran] { ++ran; });
  EXPECT_THAT(refused, HasReason(type::v1::ERROR_REASON_OVERLOADED));
  EXPECT_EQ(status::RetryDelayOf(refused), absl::Milliseconds(70));
  // Patient work is bounded by those who submit it.
  EXPECT_THAT(executor.SubmitPatiently([&ran] { ++ran; }), IsOk());
  release.Notify();
  executor.Shutdown();
  EXPECT_EQ(ran, 3);
}

TEST(BoundedExecutorTest, KindsOfWorkTakeTurns) {
  BoundedExecutor executor({.threads = 1, .queue_capacity = 100});
  absl::Notification release;
  ASSERT_THAT(executor.Submit([&] { release.WaitForNotification(); }), IsOk());
  std::string order;
  for (int i = 0; i < 3; ++i) {
    ASSERT_THAT(executor.Submit([&order] { order += 's'; }), IsOk());
    ASSERT_THAT(executor.SubmitPatiently([&order] { order += 'p'; }), IsOk());
  }
  release.Notify();
  executor.Shutdown();
  EXPECT_TRUE(order == "spspsp" || order == "pspsps") << order;
}

TEST(BoundedExecutorTest, RefusesAfterShutdown) {
  BoundedExecutor executor({.threads = 2});
  executor.Shutdown();
  executor.Shutdown();
  EXPECT_THAT(executor.Submit([] {}),
              HasReason(type::v1::ERROR_REASON_SHUTTING_DOWN));
  EXPECT_THAT(executor.SubmitPatiently([] {}),
              HasReason(type::v1::ERROR_REASON_SHUTTING_DOWN));
}

}  // namespace
}  // namespace parallax::rpc
