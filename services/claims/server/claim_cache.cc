#include "services/claims/server/claim_cache.h"

#include "absl/hash/hash.h"

namespace parallax::claims::server {

ClaimCache::Shard& ClaimCache::ShardOf(const std::string& name) {
  return shards_[absl::HashOf(name) % kShards];
}

std::shared_ptr<const domain::pb::Claim> ClaimCache::Find(
    const std::string& name) {
  Shard& shard = ShardOf(name);
  absl::MutexLock lock(&shard.mutex);
  const auto at = shard.by_name.find(name);
  if (at == shard.by_name.end()) return nullptr;
  shard.entries.splice(shard.entries.begin(), shard.entries, at->second);
  return at->second->claim;
}

std::uint64_t ClaimCache::epoch() const {
  absl::MutexLock lock(&epoch_mutex_);
  return epoch_;
}

void ClaimCache::Put(const domain::pb::Claim& claim, std::uint64_t epoch) {
  auto copy = std::make_shared<const domain::pb::Claim>(claim);
  // Held throughout, so that no invalidation falls between check and insert.
  absl::MutexLock epoch_lock(&epoch_mutex_);
  if (epoch_ != epoch) return;
  Shard& shard = ShardOf(claim.name());
  absl::MutexLock lock(&shard.mutex);
  if (shard.by_name.contains(claim.name())) return;
  const std::size_t bytes = claim.ByteSizeLong() + 256;
  shard.entries.push_front({claim.name(), std::move(copy), bytes});
  shard.by_name.emplace(claim.name(), shard.entries.begin());
  shard.bytes += bytes;
  while (shard.bytes > shard_capacity_ && shard.entries.size() > 1) {
    shard.bytes -= shard.entries.back().bytes;
    shard.by_name.erase(shard.entries.back().name);
    shard.entries.pop_back();
  }
}

void ClaimCache::Invalidate(const std::vector<std::string>& names) {
  absl::MutexLock epoch_lock(&epoch_mutex_);
  ++epoch_;
  for (const std::string& name : names) {
    Shard& shard = ShardOf(name);
    absl::MutexLock lock(&shard.mutex);
    const auto at = shard.by_name.find(name);
    if (at == shard.by_name.end()) continue;
    shard.bytes -= at->second->bytes;
    shard.entries.erase(at->second);
    shard.by_name.erase(at);
  }
}

}  // namespace parallax::claims::server
