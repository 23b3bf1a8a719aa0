#include "tests/bench/ledger_fill.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "tests/bench/archive.h"
#include "tests/bench/measures.h"

namespace parallax::bench {
namespace {

// As many as one transaction takes, and as many again that are on their way.
constexpr int kInFlight = 128;
// One report in so many leaves the names of its claims.
constexpr std::int64_t kSampled = 7;

}  // namespace

absl::Status FillLedger(claims::v1::ClaimsService::Stub& stub,
                        std::int64_t upto, Fill* fill) {
  std::atomic<std::int64_t> next{fill->reports};
  absl::Mutex mutex;
  absl::Status failed;
  const auto work = [&] {
    while (true) {
      const std::int64_t index = next.fetch_add(1);
      if (index >= upto) return;
      const claims::v1::RecordMentionsRequest request = ArchivedReport(index);
      claims::v1::RecordMentionsResponse response;
      grpc::ClientContext context;
      context.set_deadline(
          absl::ToChronoTime(absl::Now() + absl::Seconds(120)));
      const absl::Status status =
          status::FromGrpc(stub.RecordMentions(&context, request, &response));
      absl::MutexLock lock(&mutex);
      if (!status.ok()) {
        failed = status;
        next = upto;
        return;
      }
      if (index % kSampled == 0) {
        fill->claims.insert(fill->claims.end(), response.claims().begin(),
                            response.claims().end());
      }
    }
  };
  fill->took = TimeOf([&] {
    std::vector<std::thread> callers;
    for (int i = 0; i < kInFlight; ++i) callers.emplace_back(work);
    for (std::thread& caller : callers) caller.join();
  });
  if (!failed.ok()) return failed;
  fill->reports = upto;
  // Reports of one day repeat each other's claims.
  std::sort(fill->claims.begin(), fill->claims.end());
  fill->claims.erase(std::unique(fill->claims.begin(), fill->claims.end()),
                     fill->claims.end());
  return absl::OkStatus();
}

}  // namespace parallax::bench
