#include "services/claims/server/answer_cache.h"

#include <utility>

#include "absl/hash/hash.h"

namespace parallax::claims::server {

AnswerCache::Shard& AnswerCache::ShardOf(const std::string& name) {
  return shards_[absl::HashOf(name) % kShards];
}

std::optional<Answer> AnswerCache::Find(const std::string& name) {
  Shard& shard = ShardOf(name);
  absl::MutexLock lock(&shard.mutex);
  const auto at = shard.by_name.find(name);
  if (at == shard.by_name.end()) return std::nullopt;
  shard.entries.splice(shard.entries.begin(), shard.entries, at->second);
  return at->second->answer;
}

std::uint64_t AnswerCache::epoch() const {
  absl::MutexLock lock(&epoch_mutex_);
  return epoch_;
}

void AnswerCache::Put(const std::string& name, Answer answer,
                      std::uint64_t epoch) {
  // Held throughout, so that no invalidation falls between check and insert.
  absl::MutexLock epoch_lock(&epoch_mutex_);
  if (epoch_ != epoch) return;
  Shard& shard = ShardOf(name);
  absl::MutexLock lock(&shard.mutex);
  if (shard.by_name.contains(name)) return;
  shard.entries.push_front({name, std::move(answer)});
  shard.by_name.emplace(name, shard.entries.begin());
  shard.bytes += shard.entries.front().bytes();
  while (shard.bytes > shard_capacity_ && !shard.entries.empty()) {
    shard.bytes -= shard.entries.back().bytes();
    shard.by_name.erase(shard.entries.back().name);
    shard.entries.pop_back();
  }
}

void AnswerCache::Invalidate(const std::vector<std::string>& names) {
  absl::MutexLock epoch_lock(&epoch_mutex_);
  ++epoch_;
  for (const std::string& name : names) {
    Shard& shard = ShardOf(name);
    absl::MutexLock lock(&shard.mutex);
    const auto at = shard.by_name.find(name);
    if (at == shard.by_name.end()) continue;
    shard.bytes -= at->second->bytes();
    shard.entries.erase(at->second);
    shard.by_name.erase(at);
  }
}

void AnswerCache::Clear() {
  absl::MutexLock epoch_lock(&epoch_mutex_);
  ++epoch_;
  for (Shard& shard : shards_) {
    absl::MutexLock lock(&shard.mutex);
    shard.entries.clear();
    shard.by_name.clear();
    shard.bytes = 0;
  }
}

}  // namespace parallax::claims::server
