// Weights by the names of their features, laid out for looking up.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_NAMED_WEIGHTS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_NAMED_WEIGHTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace parallax::ingest::domain::extract {

// Linear probing over keys alone: most features that come up have no weight,
// and few need more than one cache line to find that out. Immutable once
// filled; safe to share between threads.
class NamedWeights {
 public:
  bool empty() const { return size_ == 0; }
  size_t size() const { return size_; }

  // Sets the weight of the feature with this QuickHash. False when another
  // feature has it already.
  bool Add(uint64_t key, float weight);

  // 0 for a feature without a weight.
  float Find(uint64_t key) const {
    if (key == kFree) key = 1;
    for (size_t i = key & mask_;; i = (i + 1) & mask_) {
      if (keys_[i] == key) return weights_[i];
      if (keys_[i] == kFree) return 0.0f;
    }
  }

 private:
  static constexpr uint64_t kFree = 0;

  void Grow();

  size_t size_ = 0;
  size_t mask_ = 1;
  std::vector<uint64_t> keys_ = std::vector<uint64_t>(2, kFree);
  std::vector<float> weights_ = std::vector<float>(2, 0.0f);
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_NAMED_WEIGHTS_H_
