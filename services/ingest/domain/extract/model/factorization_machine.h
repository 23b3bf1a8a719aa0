// Weights of named features and of their pairs: all can be read in their file.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FACTORIZATION_MACHINE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FACTORIZATION_MACHINE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/model/features.h"
#include "services/ingest/domain/extract/model/named_weights.h"

namespace parallax::ingest::domain::extract {

// Immutable after Load or Fill; safe to share between threads.
class FactorizationMachine {
 public:
  // Reads a file of lines "weight TAB factors TAB feature": see ParseFactors
  // and KeyOfFeature. NotFound, or InvalidArgument with file and line.
  absl::Status Load(const std::string& path);

  // False when two features cannot be told apart.
  bool Fill(absl::Span<const NamedWeights::Entry> entries) {
    return weights_.Fill(entries);
  }

  const NamedWeights& weights() const { return weights_; }

  // What an option's features weigh, alone and in pairs.
  float Score(const FeatureSet& features) const {
    return features.summed() ? features.score() : Score(features.keys());
  }
  float Score(absl::Span<const uint64_t> keys) const {
    WeightSum sum;
    for (const uint64_t key : keys) weights_.AddTo(key, sum);
    return sum.Total();
  }

 private:
  NamedWeights weights_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_FACTORIZATION_MACHINE_H_
