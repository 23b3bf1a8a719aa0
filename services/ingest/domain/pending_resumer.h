// Completes what a crash or an absent neighbour left half-way.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_PENDING_RESUMER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_PENDING_RESUMER_H_

#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/rpc/call_context.h"
#include "services/ingest/domain/document_store.h"
#include "services/ingest/domain/ingestor.h"

namespace parallax::ingest::domain {

// Once started, takes up every revision that is pending, at once and then after
// every interval, in a thread of its own. A pass ends at the first neighbour
// that does not answer.
class PendingResumer {
 public:
  struct Options {
    absl::Duration interval = absl::Seconds(15);
    // Younger revisions belong to calls in flight.
    absl::Duration minimum_age = absl::Seconds(60);
    absl::Duration call_limit = absl::Seconds(60);
  };

  // What it is given must outlive it.
  PendingResumer(const Options& options, Ingestor* ingestor,
                 PendingRevisions* pending, const rpc::Clock* clock);
  // Calls Stop().
  ~PendingResumer();

  PendingResumer(const PendingResumer&) = delete;
  PendingResumer& operator=(const PendingResumer&) = delete;

  void Start();
  void Stop();

  // Takes up all revisions kept before `kept_before`; the number completed. For
  // the thread, and for tests.
  int RunOnce(absl::Time kept_before);

 private:
  void Run();
  bool stopping() const;

  const Options options_;
  Ingestor& ingestor_;
  PendingRevisions& pending_;
  const rpc::Clock& clock_;
  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_PENDING_RESUMER_H_
