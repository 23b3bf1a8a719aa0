// What the registry of actors asks of its store.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/ledger_reader.h"

namespace parallax::claims::domain {

// Thread safe.
class ActorStore {
 public:
  virtual ~ActorStore() = default;

  // Brings the records that ship with the service up to date. Records that a
  // caller wrote stay as they are; shipped ones that are gone from the list
  // are removed. Writes nothing when nothing differs.
  virtual absl::Status SeedActors(const rpc::CallContext& call,
                                  const pb::ActorList& shipped) = 0;

  struct Written {
    pb::Actor actor;
    std::int64_t revision = 0;
  };
  // Writes `actor`, whose etag and update_time are set by the store. ABORTED
  // (CONFLICT) when `actor` has an etag that is not the stored one's. Writing
  // what is stored changes nothing.
  virtual absl::StatusOr<Written> UpsertActor(const rpc::CallContext& call,
                                              const pb::Actor& actor) = 0;

  virtual absl::StatusOr<std::optional<pb::Actor>> FindActor(
      const rpc::CallContext& call, const std::string& name) = 0;

  // By name. `query` has no order and no parent.
  virtual absl::StatusOr<std::vector<pb::Actor>> ListActors(
      const rpc::CallContext& call, const ListQuery& query) = 0;
};

}  // namespace parallax::claims::domain
