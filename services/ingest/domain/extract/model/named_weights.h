// Weights by the names of their features, laid out for looking up.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_NAMED_WEIGHTS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_NAMED_WEIGHTS_H_

#include <bit>
#include <cstddef>
#include <cstdint>

#include "services/ingest/domain/extract/analysis/huge_pages.h"
#include "services/ingest/domain/extract/model/quick_hash.h"

namespace parallax::ingest::domain::extract {

// Groups of a cache line each; a feature that finds its own group full stands
// in the next one. Whether a feature has a weight cannot be foreseen, so a
// group is searched without branches. Immutable once filled; safe to share
// between threads.
class NamedWeights {
 public:
  NamedWeights() : groups_(2) {}

  bool empty() const { return size_ == 0; }
  size_t size() const { return size_; }

  // Sets the weight of the feature with this QuickHash. False when another
  // feature has it already.
  bool Add(uint64_t key, float weight);

  // Brings what Find will read nearer.
  void Prefetch(uint64_t key) const {
    __builtin_prefetch(&groups_[Index(key)]);
  }

  // 0 for a feature without a weight.
  float Find(uint64_t key) const {
    if (key == kFree) key = 1;
    size_t i = Index(key);
    while (true) {
      const Group& group = groups_[i];
      uint32_t found = 0;
      for (uint32_t slot = 0; slot < kSlots; ++slot) {
        const uint32_t same = group.keys[slot] == key ? ~0u : 0u;
        found |= group.weights[slot] & same;
      }
      if (found != 0 || group.keys[kSlots - 1] == kFree) {
        return std::bit_cast<float>(found);
      }
      i = i + 1 == groups_.size() ? 0 : i + 1;
    }
  }

 private:
  static constexpr uint32_t kSlots = 5;
  static constexpr uint64_t kFree = 0;
  struct alignas(64) Group {
    uint64_t keys[kSlots] = {};
    uint32_t weights[kSlots] = {};  // bits of floats
  };
  static_assert(sizeof(Group) == 64);

  size_t Index(uint64_t key) const {
    return static_cast<size_t>(quick_hash::High(key, groups_.size()));
  }
  void Grow();

  size_t size_ = 0;
  TableMemory<Group> groups_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_NAMED_WEIGHTS_H_
