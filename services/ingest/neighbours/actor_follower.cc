#include "services/ingest/neighbours/actor_follower.h"

#include <algorithm>
#include <utility>

#include "common/observability/log.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"

namespace parallax::ingest::neighbours {
namespace {

constexpr absl::Duration kShortestPause = absl::Milliseconds(500);
constexpr absl::Duration kLongestPause = absl::Seconds(30);
constexpr absl::Duration kLoadLimit = absl::Seconds(20);
constexpr int kPageSize = 1000;

}  // namespace

ActorFollower::ActorFollower(const std::shared_ptr<grpc::Channel>& channel,
                             Listener listener)
    : stub_(claims::v1::ClaimsService::NewStub(channel)),
      listener_(std::move(listener)) {}

ActorFollower::~ActorFollower() { Stop(); }

void ActorFollower::Start() {
  thread_ = std::thread([this] { Run(); });
}

void ActorFollower::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    if (call_ != nullptr) call_->TryCancel();
  }
  if (thread_.joinable()) thread_.join();
}

void ActorFollower::Run() {
  absl::Duration pause = kShortestPause;
  do {
    absl::StatusOr<std::int64_t> revision = Load();
    absl::Status ended = revision.status();
    if (revision.ok()) {
      pause = kShortestPause;
      Tell();
      ended = Watch(*revision);
    }
    observability::LogDebug("the actor registry is out of reach",
                            {{"error", ended.ToString()}});
    pause = std::min(pause * 2, kLongestPause);
  } while (Pause(pause));
}

absl::StatusOr<std::int64_t> ActorFollower::Load() {
  std::map<std::string, claims::v1::Actor> actors;
  claims::v1::ListActorsRequest request;
  request.set_page_size(kPageSize);
  std::int64_t revision = 0;
  bool first = true;
  do {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + kLoadLimit));
    if (!Begin(&context)) return absl::CancelledError("stopping");
    claims::v1::ListActorsResponse response;
    const grpc::Status status = stub_->ListActors(&context, request, &response);
    End();
    if (!status.ok()) return status::FromGrpc(status);
    // What changed while the pages were read comes by the watch.
    if (first) revision = response.revision();
    first = false;
    for (claims::v1::Actor& actor : *response.mutable_actors()) {
      const std::string name = actor.name();
      actors[name] = std::move(actor);
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  actors_ = std::move(actors);
  return revision;
}

absl::Status ActorFollower::Watch(std::int64_t revision) {
  grpc::ClientContext context;
  if (!Begin(&context)) return absl::CancelledError("stopping");
  claims::v1::WatchRequest request;
  request.set_after_revision(revision);
  request.add_subjects(claims::v1::CHANGE_SUBJECT_ACTOR);
  auto stream = stub_->Watch(&context, request);
  claims::v1::WatchResponse response;
  while (stream->Read(&response)) {
    if (Apply(response)) Tell();
  }
  const grpc::Status status = stream->Finish();
  End();
  return status::FromGrpc(status);
}

bool ActorFollower::Apply(const claims::v1::WatchResponse& response) {
  bool changed = false;
  for (const claims::v1::Change& change : response.changes()) {
    if (change.deleted()) {
      changed = actors_.erase(change.name()) > 0 || changed;
    } else if (change.has_actor()) {
      actors_[change.name()] = change.actor();
      changed = true;
    }
  }
  return changed;
}

void ActorFollower::Tell() {
  // A ledger without a registry leaves the one that ships in place.
  if (actors_.empty()) return;
  claims::v1::ActorList list;
  for (const auto& [name, actor] : actors_) *list.add_actors() = actor;
  listener_(list);
}

bool ActorFollower::Begin(grpc::ClientContext* context) {
  absl::MutexLock lock(&mutex_);
  if (stopping_) return false;
  call_ = context;
  return true;
}

void ActorFollower::End() {
  absl::MutexLock lock(&mutex_);
  call_ = nullptr;
}

bool ActorFollower::Pause(absl::Duration duration) {
  absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithTimeout(absl::Condition(&stopping_), duration);
  return !stopping_;
}

}  // namespace parallax::ingest::neighbours
