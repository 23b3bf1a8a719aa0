// ClaimsService.GetActor, ListActors and UpsertActor.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/actor_store.h"
#include "services/claims/server/request.h"

namespace parallax::claims::server {

// Thread safe. What they are made of must outlive them.
class GetActor {
 public:
  GetActor(domain::ActorStore* actors, RevisionGate* gate)
      : actors_(*actors), gate_(*gate) {}
  absl::Status Handle(const rpc::CallContext& call,
                      const domain::pb::GetActorRequest& request,
                      domain::pb::GetActorResponse* response);

 private:
  domain::ActorStore& actors_;
  RevisionGate& gate_;
};

class ListActors {
 public:
  ListActors(domain::ActorStore* actors, const domain::LedgerStore* store,
             RevisionGate* gate, const storage::PageTokenCodec* codec)
      : actors_(*actors), store_(*store), gate_(*gate), codec_(*codec) {}
  absl::Status Handle(const rpc::CallContext& call,
                      const domain::pb::ListActorsRequest& request,
                      domain::pb::ListActorsResponse* response);

 private:
  domain::ActorStore& actors_;
  const domain::LedgerStore& store_;
  RevisionGate& gate_;
  const storage::PageTokenCodec& codec_;
};

class UpsertActor {
 public:
  explicit UpsertActor(domain::ActorStore* actors) : actors_(*actors) {}
  absl::Status Handle(const rpc::CallContext& call,
                      const domain::pb::UpsertActorRequest& request,
                      domain::pb::UpsertActorResponse* response);

 private:
  domain::ActorStore& actors_;
};

}  // namespace parallax::claims::server
