// Follows the actor registry of the claims service.
#ifndef PARALLAX_SERVICES_INGEST_NEIGHBOURS_ACTOR_FOLLOWER_H_
#define PARALLAX_SERVICES_INGEST_NEIGHBOURS_ACTOR_FOLLOWER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "parallax/claims/v1/claims_service.grpc.pb.h"

namespace parallax::ingest::neighbours {

// Loads all actors, then watches for changes, in a thread of its own; begins
// anew, with growing pauses, whenever the service goes away.
class ActorFollower {
 public:
  // Called with the whole registry after every change, on the follower's
  // thread.
  using Listener = std::function<void(const claims::v1::ActorList&)>;

  ActorFollower(const std::shared_ptr<grpc::Channel>& channel,
                Listener listener);
  // Calls Stop().
  ~ActorFollower();

  ActorFollower(const ActorFollower&) = delete;
  ActorFollower& operator=(const ActorFollower&) = delete;

  void Start();
  // Ends the call in flight and joins the thread. Idempotent.
  void Stop();

 private:
  void Run();
  // The registry's revision.
  absl::StatusOr<std::int64_t> Load();
  absl::Status Watch(std::int64_t revision);
  bool Apply(const claims::v1::WatchResponse& response);
  void Tell();
  // False when Stop() was called.
  bool Begin(grpc::ClientContext* context);
  void End();
  bool Pause(absl::Duration duration);

  std::unique_ptr<claims::v1::ClaimsService::StubInterface> stub_;
  const Listener listener_;
  std::map<std::string, claims::v1::Actor> actors_;  // the thread's own
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* call_ ABSL_GUARDED_BY(mutex_) = nullptr;
  std::thread thread_;
};

}  // namespace parallax::ingest::neighbours

#endif  // PARALLAX_SERVICES_INGEST_NEIGHBOURS_ACTOR_FOLLOWER_H_
