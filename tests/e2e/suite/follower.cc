#include "tests/e2e/suite/follower.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace parallax::testing {
namespace {

std::string StateOf(const claims::v1::Change& change) {
  switch (change.state_case()) {
    case claims::v1::Change::kClaim:
      return change.claim().SerializeAsString();
    case claims::v1::Change::kQuestion:
      return change.question().SerializeAsString();
    case claims::v1::Change::kIncident:
      return change.incident().SerializeAsString();
    case claims::v1::Change::kRelation:
      return change.relation().SerializeAsString();
    case claims::v1::Change::kActor:
      return change.actor().SerializeAsString();
    case claims::v1::Change::kReview:
      return change.review().SerializeAsString();
    case claims::v1::Change::STATE_NOT_SET:
      break;
  }
  return "";
}

}  // namespace

Follower::Follower(Suite* suite)
    : stub_(claims::v1::ClaimsService::NewStub(
          suite->ChannelOf(Service::kClaims))),
      thread_([this] { Follow(); }) {}

Follower::~Follower() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    if (context_ != nullptr) context_->TryCancel();
  }
  thread_.join();
}

void Follower::Follow() {
  while (true) {
    grpc::ClientContext context;
    claims::v1::WatchRequest request;
    {
      absl::MutexLock lock(&mutex_);
      if (stopping_) return;
      context_ = &context;
      request.set_after_revision(complete_to_);
      request.set_progress_interval_ms(200);
    }
    const auto stream = stub_->Watch(&context, request);
    claims::v1::WatchResponse response;
    while (stream->Read(&response)) Take(response);
    (void)stream->Finish();
    {
      absl::MutexLock lock(&mutex_);
      context_ = nullptr;
      // What came of a revision that was cut off comes again.
      changes_.erase(changes_.upper_bound(complete_to_), changes_.end());
    }
    absl::SleepFor(absl::Milliseconds(20));
  }
}

void Follower::Take(const claims::v1::WatchResponse& response) {
  absl::MutexLock lock(&mutex_);
  if (response.changes_size() > 0 && response.revision() <= complete_to_) {
    absl::StrAppend(&fault_, "revision ", response.revision(), " came after ",
                    complete_to_, "; ");
  }
  for (const claims::v1::Change& change : response.changes()) {
    changes_[response.revision()].push_back(change);
  }
  if (response.end_of_revision()) complete_to_ = response.revision();
}

absl::Status Follower::UpTo(std::int64_t revision) {
  absl::MutexLock lock(&mutex_);
  const auto reached = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return complete_to_ >= revision;
  };
  if (!mutex_.AwaitWithTimeout(absl::Condition(&reached), Suite::Deadline())) {
    return absl::DeadlineExceededError(
        absl::StrCat("watched up to ", complete_to_, " of ", revision));
  }
  return fault_.empty() ? absl::OkStatus() : absl::DataLossError(fault_);
}

std::map<std::int64_t, std::vector<std::string>> Follower::Revisions() const {
  absl::MutexLock lock(&mutex_);
  std::map<std::int64_t, std::vector<std::string>> revisions;
  for (const auto& [revision, changes] : changes_) {
    for (const claims::v1::Change& change : changes) {
      revisions[revision].push_back(change.name());
    }
  }
  return revisions;
}

std::map<std::string, std::string> Follower::Replay() const {
  absl::MutexLock lock(&mutex_);
  std::map<std::string, std::string> states;
  for (const auto& [revision, changes] : changes_) {
    for (const claims::v1::Change& change : changes) {
      if (change.deleted()) {
        states.erase(change.name());
      } else {
        states[change.name()] = StateOf(change);
      }
    }
  }
  return states;
}

}  // namespace parallax::testing
