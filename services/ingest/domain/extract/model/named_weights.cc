#include "services/ingest/domain/extract/model/named_weights.h"

#include <utility>

namespace parallax::ingest::domain::extract {

bool NamedWeights::Add(uint64_t key, float weight) {
  if (key == kFree) key = 1;
  // A search ends at a free slot; two thirds full keeps searches short.
  if (3 * (size_ + 1) > 2 * keys_.size()) Grow();
  size_t i = key & mask_;
  for (; keys_[i] != kFree; i = (i + 1) & mask_) {
    if (keys_[i] == key) return false;
  }
  keys_[i] = key;
  weights_[i] = weight;
  ++size_;
  return true;
}

void NamedWeights::Grow() {
  NamedWeights larger;
  larger.keys_.assign(2 * keys_.size(), kFree);
  larger.weights_.assign(2 * keys_.size(), 0.0f);
  larger.mask_ = larger.keys_.size() - 1;
  for (size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i] != kFree) larger.Add(keys_[i], weights_[i]);
  }
  *this = std::move(larger);
}

}  // namespace parallax::ingest::domain::extract
