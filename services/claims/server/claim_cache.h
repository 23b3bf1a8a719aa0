// Claims kept in memory, so that the commonest read costs no more than a call.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::server {

// Least recently used first out. Holds nothing that a committed write has
// replaced: Invalidate() is called before the write's revision becomes known.
// Thread safe.
class ClaimCache {
 public:
  // `capacity_bytes` bounds the claims' serialized size.
  explicit ClaimCache(std::size_t capacity_bytes)
      : shard_capacity_(capacity_bytes / kShards) {}

  std::shared_ptr<const domain::pb::Claim> Find(const std::string& name);

  // Changes with every Invalidate(). Take it before reading the store.
  std::uint64_t epoch() const;

  // Keeps `claim`, read from the store after `epoch` was taken; does nothing
  // when something has been invalidated since.
  void Put(const domain::pb::Claim& claim, std::uint64_t epoch);

  void Invalidate(const std::vector<std::string>& names);

 private:
  struct Entry {
    std::string name;
    std::shared_ptr<const domain::pb::Claim> claim;
    std::size_t bytes = 0;
  };
  struct Shard {
    absl::Mutex mutex;
    std::list<Entry> entries ABSL_GUARDED_BY(mutex);  // latest first
    absl::flat_hash_map<std::string, std::list<Entry>::iterator> by_name
        ABSL_GUARDED_BY(mutex);
    std::size_t bytes ABSL_GUARDED_BY(mutex) = 0;
  };
  static constexpr std::size_t kShards = 8;

  Shard& ShardOf(const std::string& name);

  const std::size_t shard_capacity_;
  mutable absl::Mutex epoch_mutex_;
  std::uint64_t epoch_ ABSL_GUARDED_BY(epoch_mutex_) = 0;
  std::array<Shard, kShards> shards_;
};

}  // namespace parallax::claims::server
