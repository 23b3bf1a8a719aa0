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
constexpr std::size_t kSampled = 7;
// Reports written before they are recorded, so that writing is not timed.
constexpr std::int64_t kSlice = 4096;

absl::Status RecordSlice(
    claims::v1::ClaimsService::Stub& stub,
    const std::vector<claims::v1::RecordMentionsRequest>& slice, Fill* fill) {
  std::atomic<std::size_t> next{0};
  absl::Mutex mutex;
  absl::Status failed;
  const auto work = [&] {
    while (true) {
      const std::size_t at = next.fetch_add(1);
      if (at >= slice.size()) return;
      claims::v1::RecordMentionsResponse response;
      grpc::ClientContext context;
      context.set_deadline(
          absl::ToChronoTime(absl::Now() + absl::Seconds(120)));
      const absl::Status status =
          status::FromGrpc(stub.RecordMentions(&context, slice[at], &response));
      absl::MutexLock lock(&mutex);
      if (!status.ok()) {
        failed = status;
        next = slice.size();
        return;
      }
      if (at % kSampled == 0) {
        fill->claims.insert(fill->claims.end(), response.claims().begin(),
                            response.claims().end());
      }
    }
  };
  std::vector<std::thread> callers;
  for (int i = 0; i < kInFlight; ++i) callers.emplace_back(work);
  for (std::thread& caller : callers) caller.join();
  return failed;
}

}  // namespace

absl::Status FillLedger(claims::v1::ClaimsService::Stub& stub,
                        std::int64_t upto, Fill* fill) {
  fill->took = absl::ZeroDuration();
  while (fill->reports < upto) {
    const std::int64_t first = fill->reports;
    std::vector<claims::v1::RecordMentionsRequest> slice;
    for (std::int64_t i = first; i < std::min(upto, first + kSlice); ++i) {
      slice.push_back(ArchivedReport(i));
    }
    absl::Status status;
    fill->took += TimeOf([&] { status = RecordSlice(stub, slice, fill); });
    if (!status.ok()) return status;
    fill->reports += static_cast<std::int64_t>(slice.size());
  }
  // Reports of one day repeat each other's claims.
  std::sort(fill->claims.begin(), fill->claims.end());
  fill->claims.erase(std::unique(fill->claims.begin(), fill->claims.end()),
                     fill->claims.end());
  return absl::OkStatus();
}

}  // namespace parallax::bench
