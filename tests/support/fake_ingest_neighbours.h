// The claims and geo services as ingest sees them, in memory.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "common/status/errors.h"
#include "services/ingest/domain/neighbours.h"

namespace parallax::testing {

inline absl::Status NeighbourAway() {
  return status::Unavailable(type::v1::ERROR_REASON_NEIGHBOUR_UNAVAILABLE,
                             "the neighbour does not answer", absl::Seconds(1));
}

// Keeps the last request for each document revision. Thread safe.
class FakeClaimsLedger final : public ingest::domain::ClaimsLedger {
 public:
  absl::StatusOr<claims::v1::RecordMentionsResponse> RecordMentions(
      const rpc::CallContext& context,
      const claims::v1::RecordMentionsRequest& request) override {
    absl::MutexLock lock(&mutex_);
    if (away_) return NeighbourAway();
    ++calls_;
    requests_[request.source().document_revision()] = request;
    claims::v1::RecordMentionsResponse response;
    response.set_revision(static_cast<int64_t>(requests_.size()));
    for (int i = 0; i < request.mentions_size(); ++i) {
      response.add_claims("claims/shared");
    }
    return response;
  }

  void SetAway(bool away) {
    absl::MutexLock lock(&mutex_);
    away_ = away;
  }
  int calls() const {
    absl::MutexLock lock(&mutex_);
    return calls_;
  }
  std::map<std::string, claims::v1::RecordMentionsRequest> requests() const {
    absl::MutexLock lock(&mutex_);
    return requests_;
  }

 private:
  mutable absl::Mutex mutex_;
  bool away_ ABSL_GUARDED_BY(mutex_) = false;
  int calls_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<std::string, claims::v1::RecordMentionsRequest> requests_
      ABSL_GUARDED_BY(mutex_);
};

// Resolves every name to the place of that name. Thread safe.
class FakePlaceResolver final : public ingest::domain::PlaceResolver {
 public:
  absl::StatusOr<geo::v1::ResolvePlacesResponse> ResolvePlaces(
      const rpc::CallContext& context,
      const geo::v1::ResolvePlacesRequest& request) override {
    absl::MutexLock lock(&mutex_);
    if (away_) return NeighbourAway();
    last_ = request;
    geo::v1::ResolvePlacesResponse response;
    for (const geo::v1::Toponym& toponym : request.toponyms()) {
      type::v1::PlaceReference& place = *response.add_references();
      place.set_phrase(toponym.phrase());
      place.set_place(absl::StrCat("places/", toponym.phrase()));
      place.set_score(0.75);
    }
    return response;
  }

  void SetAway(bool away) {
    absl::MutexLock lock(&mutex_);
    away_ = away;
  }
  geo::v1::ResolvePlacesRequest last() const {
    absl::MutexLock lock(&mutex_);
    return last_;
  }

 private:
  mutable absl::Mutex mutex_;
  bool away_ ABSL_GUARDED_BY(mutex_) = false;
  geo::v1::ResolvePlacesRequest last_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace parallax::testing
