// Boosted decision trees over numbers and names: every split can be read in
// their file.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_BOOSTED_TREES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_BOOSTED_TREES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace parallax::ingest::domain::extract {

// What trees split by: numbers, then names of which a split takes a set.
struct TreeColumns {
  absl::Span<const absl::string_view> numbers;
  absl::Span<const absl::string_view> names;
};

// A split, or a leaf where `column` is negative.
struct TreeNode {
  int32_t column = -1;              // of the numbers, then of the names
  float most = 0.0f;                // a number up to this goes on at `yes`
  std::vector<std::string> one_of;  // a name of these does, in their order
  uint32_t yes = 0;                 // index in the tree, greater than its own
  uint32_t no = 0;
  float value = 0.0f;  // of a leaf
};

using Tree = std::vector<TreeNode>;  // the root first

// The log odds of trees (J. Friedman, *Greedy Function Approximation: A
// Gradient Boosting Machine*, 2001): the sum of one leaf of each. Immutable
// after Load or Fill; safe to share between threads.
class BoostedTrees {
 public:
  // Reads the lines that WriteTrees writes. NotFound, or InvalidArgument with
  // file and line, or with tree and node where one leads nowhere.
  absl::Status Load(const std::string& path, const TreeColumns& columns);

  // InvalidArgument where a node is of no column of `columns`, or leads
  // backwards or out of its tree.
  absl::Status Fill(absl::Span<const Tree> trees, const TreeColumns& columns);

  bool empty() const { return roots_.empty(); }

  // One value for each column.
  float Score(absl::Span<const float> numbers,
              absl::Span<const absl::string_view> names) const;

 private:
  struct Node {
    int32_t column = -1;
    float most = 0.0f;  // the value of a leaf
    uint32_t yes = 0;
    uint32_t no = 0;
    uint32_t set = 0;  // of a split by name: where its set begins in sets_
  };

  uint32_t NumberOf(const std::string& name);

  size_t numbers_ = 0;  // columns that are numbers
  std::vector<Node> nodes_;
  std::vector<uint32_t> roots_;
  // Names that splits know, numbered from 1; 0 stands for all others.
  absl::flat_hash_map<std::string, uint32_t> names_;
  std::vector<bool> sets_;  // by the number of a name, one set after the other
};

// One line a node: "tree TAB node TAB column TAB condition TAB yes TAB no", the
// condition "<= 0.5" or "in a|b"; of a leaf "tree TAB node TAB value".
// Unavailable when the file cannot be written.
absl::Status WriteTrees(const std::string& path, absl::Span<const Tree> trees,
                        const TreeColumns& columns);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_BOOSTED_TREES_H_
