#include "services/ingest/domain/pending_resumer.h"

#include <vector>

#include "common/observability/log.h"

namespace parallax::ingest::domain {
namespace {

constexpr int kBatch = 1000;

rpc::CallContext Within(absl::Duration limit, const rpc::Clock& clock) {
  return rpc::CallContext(clock.Now() + limit, "resume", clock);
}

}  // namespace

PendingResumer::PendingResumer(const Options& options, Ingestor* ingestor,
                               PendingRevisions* pending,
                               const rpc::Clock* clock)
    : options_(options),
      ingestor_(*ingestor),
      pending_(*pending),
      clock_(*clock) {}

PendingResumer::~PendingResumer() { Stop(); }

void PendingResumer::Start() {
  thread_ = std::thread([this] { Run(); });
}

void PendingResumer::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

bool PendingResumer::stopping() const {
  absl::MutexLock lock(&mutex_);
  return stopping_;
}

void PendingResumer::Run() {
  // At the start every pending revision is one that a former process left.
  absl::Time kept_before = clock_.Now();
  while (true) {
    RunOnce(kept_before);
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_),
                                options_.interval)) {
      return;
    }
    kept_before = std::max(kept_before, clock_.Now() - options_.minimum_age);
  }
}

int PendingResumer::RunOnce(absl::Time kept_before) {
  const absl::StatusOr<std::vector<RevisionKey>> keys = pending_.ListPending(
      Within(options_.call_limit, clock_), kept_before, kBatch);
  if (!keys.ok()) {
    observability::LogError("cannot list pending documents",
                            {{"error", keys.status().ToString()}});
    return 0;
  }
  int completed = 0;
  for (const RevisionKey& key : *keys) {
    if (stopping()) break;
    const absl::Status status =
        ingestor_.Resume(Within(options_.call_limit, clock_), key);
    if (status.ok()) {
      ++completed;
      continue;
    }
    observability::LogWarning("a pending document cannot be completed yet",
                              {{"document_revision", RevisionName(key)},
                               {"error", status.ToString()}});
    if (absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status)) break;
  }
  if (completed > 0) {
    observability::LogInfo("completed pending documents",
                           {{"documents", completed}});
  }
  return completed;
}

}  // namespace parallax::ingest::domain
