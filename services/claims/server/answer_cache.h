// Answers kept in memory as they go over the wire, so that the commonest reads
// cost no more than a call.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/support/slice.h"

namespace parallax::claims::server {

// What a reader gets of a resource. Cheap to copy: the bytes are shared.
struct Answer {
  grpc::Slice bytes;
  // Ledger revision of the view that it was read from.
  std::int64_t revision = 0;
};

// By the resource's name; least recently used first out. Holds nothing that a
// committed write has replaced: Invalidate() is called before the write's
// revision becomes known. Thread safe.
class AnswerCache {
 public:
  // `capacity_bytes` bounds the answers' size.
  explicit AnswerCache(std::size_t capacity_bytes)
      : shard_capacity_(capacity_bytes / kShards) {}

  std::optional<Answer> Find(const std::string& name);

  // Changes with every Invalidate() and Clear(). Take it before reading the
  // store.
  std::uint64_t epoch() const;

  // Keeps `answer`, read from the store after `epoch` was taken; does nothing
  // when something has been invalidated since.
  void Put(const std::string& name, Answer answer, std::uint64_t epoch);

  void Invalidate(const std::vector<std::string>& names);
  void Clear();

 private:
  struct Entry {
    std::string name;
    Answer answer;
    std::size_t bytes() const { return answer.bytes.size() + 256; }
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
