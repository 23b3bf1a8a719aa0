#include "common/rpc/call_context.h"

#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace parallax::rpc {
namespace {

using ::parallax::testing::FakeClock;
using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;

TEST(CallContextTest, TheDeadlineIsTheClocks) {
  FakeClock clock;
  const CallContext call(clock.Now() + absl::Seconds(1), "r1", clock);
  EXPECT_THAT(call.Check(), IsOk());
  EXPECT_EQ(call.Remaining(), absl::Seconds(1));
  clock.Advance(absl::Seconds(2));
  EXPECT_THAT(call.Check(), HasStatus(absl::StatusCode::kDeadlineExceeded));
  EXPECT_EQ(call.request_id(), "r1");
}

TEST(CallContextTest, CancellationReachesCopies) {
  const CallContext call = CallContext::Background();
  const CallContext copy = call;
  const CallContext shorter =
      call.WithDeadline(absl::Now() + absl::Seconds(100));
  EXPECT_THAT(shorter.Check(), IsOk());
  call.Cancel();
  EXPECT_THAT(copy.Check(), HasStatus(absl::StatusCode::kCancelled));
  EXPECT_THAT(shorter.Check(), HasStatus(absl::StatusCode::kCancelled));
}

TEST(CallContextTest, DeadlinesOnlyShrink) {
  FakeClock clock;
  const CallContext call(clock.Now() + absl::Seconds(1), "r", clock);
  EXPECT_EQ(call.WithDeadline(clock.Now() + absl::Seconds(9)).Remaining(),
            absl::Seconds(1));
  EXPECT_EQ(call.WithDeadline(clock.Now()).Remaining(), absl::ZeroDuration());
  EXPECT_EQ(CallContext::Background().Remaining(), absl::InfiniteDuration());
}

}  // namespace
}  // namespace parallax::rpc
