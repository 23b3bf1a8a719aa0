#include "services/ingest/domain/extract/model/named_weights.h"

#include <utility>

namespace parallax::ingest::domain::extract {

bool NamedWeights::Add(uint64_t key, float weight) {
  if (key == kFree) key = 1;
  // Two thirds full at most: few groups overflow, and a search always ends.
  if (3 * (size_ + 1) > 2 * kSlots * groups_.size()) Grow();
  for (size_t i = Index(key);; i = i + 1 == groups_.size() ? 0 : i + 1) {
    for (uint32_t slot = 0; slot < kSlots; ++slot) {
      uint64_t& there = groups_[i].keys[slot];
      if (there == key) return false;
      if (there != kFree) continue;
      there = key;
      groups_[i].weights[slot] = std::bit_cast<uint32_t>(weight);
      ++size_;
      return true;
    }
  }
}

void NamedWeights::Grow() {
  NamedWeights larger;
  larger.groups_.assign(groups_.size() + groups_.size() / 2, Group());
  for (const Group& group : groups_) {
    for (uint32_t slot = 0; slot < kSlots && group.keys[slot] != kFree;
         ++slot) {
      larger.Add(group.keys[slot], std::bit_cast<float>(group.weights[slot]));
    }
  }
  *this = std::move(larger);
}

}  // namespace parallax::ingest::domain::extract
