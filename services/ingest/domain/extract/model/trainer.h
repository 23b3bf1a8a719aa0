// Fits the weights of a factorization machine to decisions with known outcomes.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_TRAINER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_TRAINER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/model/features.h"
#include "services/ingest/domain/extract/model/named_weights.h"

namespace parallax::ingest::domain::extract {

// A choice among options, each a list of keys of features. One or more options
// are right; the others are wrong.
struct Decision {
  std::vector<std::vector<uint64_t>> options;
  std::vector<bool> right;
  std::string task;
};

struct TrainOptions {
  int epochs = 12;
  double rate = 0.08;
  double factor_rate = 0.02;
  double l2 = 2e-3;
  // Factors begin at random within this of zero: from zero they would stay.
  double spread = 0.1;
  uint32_t least_decisions = 5;  // features of fewer decisions are dropped
  // Share of an option's features that a step does not see, so that no weight
  // relies on others being there.
  double hidden = 0.3;
};

// Maximum-likelihood weights by AdaGrad with L2 decay and dropout, averaged
// over the later epochs, in an order shuffled by a fixed generator: the same
// input gives the same weights on every run. Two fits from other beginnings are
// averaged. The tasks are fitted apart, as
// many at a time as there are cores. In order of task and first appearance.
std::vector<NamedWeights::Entry> Fit(
    absl::Span<const Decision* const> decisions, const TrainOptions& options);

// Writes one line a weight, rounded to 4 decimals, in order of the features'
// texts. INVALID_ARGUMENT, with nothing written, when `names` does not know one
// of them, or it could not be read again from its line.
absl::Status WriteModel(const std::string& path,
                        absl::Span<const NamedWeights::Entry> weights,
                        const FeatureNames& names);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_TRAINER_H_
