// A linear model over named features: every weight can be read in its file.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_LINEAR_MODEL_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_LINEAR_MODEL_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/model/features.h"

namespace parallax::ingest::domain::extract {

// A line "hash TAB weight TAB feature" of a weight file.
struct WeightLine {
  uint64_t hash = 0;
  double weight = 0.0;
  absl::string_view feature;  // of the line
};

// nullopt for other lines.
std::optional<WeightLine> ParseWeightLine(absl::string_view line);

// Immutable after Load; safe to share between threads. Weights that were loaded
// are known by the names of their features, those that were set by the hashes:
// nobody needs both.
class LinearModel {
 public:
  // Reads a file of lines "hash TAB weight TAB feature". NotFound, or
  // InvalidArgument with file and line; a feature must have the hash beside it.
  absl::Status Load(const std::string& path);

  void Set(uint64_t hash, float weight) { weights_[hash] = weight; }
  bool empty() const { return weights_.empty() && named_.empty(); }
  // The weights by name; null unless they were loaded.
  const NamedWeights* named() const {
    return named_.empty() ? nullptr : &named_;
  }

  // Sum of the weights of an option's features.
  float Score(const FeatureSet& features) const {
    if (features.summed()) return features.sum();
    float sum = 0.0f;
    for (const uint64_t hash : features.hashes()) sum += Weight(hash);
    return sum;
  }
  float WeightOf(uint64_t hash) const { return Weight(hash); }

 private:
  float Weight(uint64_t hash) const {
    const auto it = weights_.find(hash);
    return it == weights_.end() ? 0.0f : it->second;
  }

  absl::flat_hash_map<uint64_t, float> weights_;
  NamedWeights named_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_LINEAR_MODEL_H_
