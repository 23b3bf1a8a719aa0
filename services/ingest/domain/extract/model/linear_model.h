// A linear model over named features: every weight can be read in its file.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_LINEAR_MODEL_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_LINEAR_MODEL_H_

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "services/ingest/domain/extract/model/features.h"

namespace parallax::ingest::domain::extract {

// Immutable after Load; safe to share between threads.
class LinearModel {
 public:
  // Reads a file of lines "hash TAB weight TAB feature"; the feature is for
  // people. NotFound, or InvalidArgument with file and line.
  absl::Status Load(const std::string& path);

  void Set(uint64_t hash, float weight) { weights_[hash] = weight; }
  bool empty() const { return weights_.empty(); }

  // Sum of the weights of an option's features.
  float Score(const FeatureSet& features) const {
    float sum = 0.0f;
    for (const uint64_t hash : features.hashes()) sum += Weight(hash);
    return sum;
  }
  // The same where the options are labels of one decision.
  float Score(const FeatureSet& features, uint32_t label) const {
    float sum = 0.0f;
    for (const uint64_t hash : features.hashes()) {
      sum += Weight(LabelHash(hash, label));
    }
    return sum;
  }

  float WeightOf(uint64_t hash) const { return Weight(hash); }

 private:
  float Weight(uint64_t hash) const {
    const auto it = weights_.find(hash);
    return it == weights_.end() ? 0.0f : it->second;
  }

  absl::flat_hash_map<uint64_t, float> weights_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_LINEAR_MODEL_H_
