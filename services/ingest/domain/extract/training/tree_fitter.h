// Fits boosted trees to rows with known outcomes.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_TRAINING_TREE_FITTER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_TRAINING_TREE_FITTER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/ingest/domain/extract/model/boosted_trees.h"

namespace parallax::ingest::domain::extract {

// One row each in `numbers` and `names`, a value for each column.
struct TreeRows {
  std::vector<std::vector<float>> numbers;
  std::vector<std::vector<std::string>> names;
  std::vector<bool> right;
};

struct TreeOptions {
  int trees = 50;
  int leaves = 16;
  double rate = 0.2;
  int least_rows = 60;      // in a leaf
  int least_of_name = 60;   // of a name that a split may take
  double l2 = 1.0;          // on the values of leaves
  double l2_of_names = 10;  // on those of splits by name
};

// Gradient boosting of the logistic loss over at most 64 bins a column. Each
// tree grows where the loss falls most. The same rows give the same trees. No
// trees for no rows.
std::vector<Tree> FitTrees(const TreeRows& rows, const TreeOptions& options);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_TRAINING_TREE_FITTER_H_
