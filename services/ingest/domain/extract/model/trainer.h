// Fits the weights of a linear model to decisions with known outcomes.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_TRAINER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_TRAINER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/model/features.h"
#include "services/ingest/domain/extract/model/linear_model.h"

namespace parallax::ingest::domain::extract {

// A choice among options, each a list of feature hashes. One or more options
// are right; the others are wrong.
struct Decision {
  std::vector<std::vector<uint64_t>> options;
  std::vector<bool> right;
  float weight = 1.0f;
  std::string task;
};

struct TrainOptions {
  int epochs = 16;
  double rate = 0.08;
  double l2 = 2e-3;
  uint32_t least_decisions = 3;  // features of fewer decisions are dropped
  // Share of an option's features that a step does not see, so that no weight
  // relies on others being there.
  double hidden = 0.3;
  // Fits from as many orders of the decisions are averaged, so that no order
  // decides a close call.
  int orders = 9;
};

// Maximum-likelihood weights by AdaGrad with L2 decay and dropout, averaged
// over the later epochs, in an order shuffled by a fixed generator: the same
// input gives the same weights on every run.
absl::flat_hash_map<uint64_t, double> Fit(
    const std::vector<Decision>& decisions, const TrainOptions& options);

// The mean of the weights in files that WriteModel wrote; a file without a
// feature counts as 0. Fills in the names. NOT_FOUND, or INVALID_ARGUMENT with
// file and line.
absl::StatusOr<absl::flat_hash_map<uint64_t, double>> MeanOfModels(
    absl::Span<const std::string> paths, FeatureNames& names);

// Writes one line a weight, rounded to 4 decimals, in order of the features'
// names. Weights nearer to zero than `least` are dropped. INVALID_ARGUMENT,
// with nothing written, when `names` does not know one of the others: no model
// could be loaded from the file.
absl::Status WriteModel(const std::string& path,
                        const absl::flat_hash_map<uint64_t, double>& weights,
                        const FeatureNames& names, double least);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_TRAINER_H_
