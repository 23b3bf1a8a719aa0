#include "services/ingest/domain/extract/training/tree_fitter.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace parallax::ingest::domain::extract {
namespace {

constexpr size_t kBins = 64;

struct Sum {
  double slope = 0.0;
  double curve = 0.0;
  int64_t rows = 0;

  Sum& operator+=(const Sum& other) {
    slope += other.slope;
    curve += other.curve;
    rows += other.rows;
    return *this;
  }
  Sum operator-(const Sum& other) const {
    return {slope - other.slope, curve - other.curve, rows - other.rows};
  }
  double Gain(double l2) const { return slope * slope / (curve + l2); }
};

// Rows of a column as bins: of numbers up to `most`, or of names.
struct Column {
  bool of_names = false;
  std::vector<uint8_t> bin;  // by row
  std::vector<float> most;
  std::vector<std::string> names;  // bin 0 holds those that are rare
};

Column BinNumbers(const std::vector<std::vector<float>>& rows, size_t column) {
  Column out;
  std::vector<float> sorted;
  sorted.reserve(rows.size());
  for (const auto& row : rows) sorted.push_back(row[column]);
  std::sort(sorted.begin(), sorted.end());
  for (size_t b = 1; b < kBins; ++b) {
    const float most = sorted[(sorted.size() - 1) * b / kBins];
    if (out.most.empty() || most > out.most.back()) out.most.push_back(most);
  }
  // A bound that nothing exceeds parts nothing.
  while (!out.most.empty() && out.most.back() >= sorted.back()) {
    out.most.pop_back();
  }
  out.bin.reserve(rows.size());
  for (const auto& row : rows) {
    out.bin.push_back(static_cast<uint8_t>(
        std::lower_bound(out.most.begin(), out.most.end(), row[column]) -
        out.most.begin()));
  }
  return out;
}

Column BinNames(const std::vector<std::vector<std::string>>& rows,
                size_t column, int least) {
  std::map<std::string, int> counts;
  for (const auto& row : rows) ++counts[row[column]];
  std::vector<std::pair<int, std::string>> frequent;
  for (const auto& [name, count] : counts) {
    if (count >= least) frequent.emplace_back(-count, name);
  }
  std::sort(frequent.begin(), frequent.end());
  if (frequent.size() > 255) frequent.resize(255);
  Column out;
  out.of_names = true;
  out.names.emplace_back();
  std::map<std::string, uint8_t> bins;
  for (const auto& [count, name] : frequent) {
    bins[name] = static_cast<uint8_t>(out.names.size());
    out.names.push_back(name);
  }
  out.bin.reserve(rows.size());
  for (const auto& row : rows) {
    const auto it = bins.find(row[column]);
    out.bin.push_back(it == bins.end() ? 0 : it->second);
  }
  return out;
}

struct Split {
  double gain = 0.0;
  int32_t column = -1;
  std::vector<bool> yes;  // by bin
};

// The rows that come to a leaf, and the best that can be made of it.
struct Leaf {
  std::vector<uint32_t> rows;
  std::vector<std::vector<Sum>> bins;  // by column
  Sum all;
  uint32_t node = 0;
  Split split;
};

class Fitter {
 public:
  Fitter(const TreeRows& rows, const TreeOptions& options)
      : options_(options), right_(rows.right) {
    for (size_t c = 0; c < rows.numbers[0].size(); ++c) {
      columns_.push_back(BinNumbers(rows.numbers, c));
    }
    for (size_t c = 0; c < rows.names[0].size(); ++c) {
      columns_.push_back(BinNames(rows.names, c, options.least_of_name));
    }
    scores_.assign(right_.size(), 0.0);
    slopes_.resize(right_.size());
    curves_.resize(right_.size());
  }

  std::vector<Tree> Run() {
    std::vector<Tree> trees;
    trees.push_back(Prior());
    for (int t = 0; t < options_.trees; ++t) {
      for (size_t r = 0; r < scores_.size(); ++r) {
        const double p = 1.0 / (1.0 + std::exp(-scores_[r]));
        slopes_[r] = (right_[r] ? 1.0 : 0.0) - p;
        curves_[r] = p * (1.0 - p);
      }
      Tree tree = Grow();
      if (tree.size() == 1) break;
      trees.push_back(std::move(tree));
    }
    return trees;
  }

 private:
  // The share that is right, as a tree of one leaf.
  Tree Prior() {
    const double count = static_cast<double>(right_.size());
    const double right =
        static_cast<double>(std::count(right_.begin(), right_.end(), true));
    TreeNode leaf;
    leaf.value =
        static_cast<float>(std::log((right + 1.0) / (count - right + 1.0)));
    scores_.assign(right_.size(), leaf.value);
    return {leaf};
  }

  Tree Grow() {
    Tree tree(1);
    std::vector<Leaf> leaves(1);
    leaves[0].rows.resize(right_.size());
    std::iota(leaves[0].rows.begin(), leaves[0].rows.end(), 0u);
    CountBins(leaves[0]);
    FindSplit(leaves[0]);
    while (static_cast<int>(leaves.size()) < options_.leaves) {
      size_t best = 0;
      for (size_t l = 1; l < leaves.size(); ++l) {
        if (leaves[l].split.gain > leaves[best].split.gain) best = l;
      }
      if (leaves[best].split.column < 0) break;
      leaves.push_back(Part(leaves[best], tree));
    }
    for (const Leaf& leaf : leaves) {
      const double value =
          options_.rate * leaf.all.slope / (leaf.all.curve + options_.l2);
      tree[leaf.node].value = static_cast<float>(value);
      for (const uint32_t r : leaf.rows) scores_[r] += tree[leaf.node].value;
    }
    return tree;
  }

  // Makes a split of the leaf's node; `leaf` becomes what says yes, what says
  // no is returned.
  Leaf Part(Leaf& leaf, Tree& tree) {
    const Split split = leaf.split;
    const Column& column = columns_[static_cast<size_t>(split.column)];
    Leaf yes;
    Leaf no;
    for (const uint32_t r : leaf.rows) {
      (split.yes[column.bin[r]] ? yes : no).rows.push_back(r);
    }
    TreeNode& node = tree[leaf.node];
    node.column = split.column;
    for (size_t b = 0; b < split.yes.size(); ++b) {
      if (!split.yes[b]) continue;
      if (column.of_names) {
        node.one_of.push_back(column.names[b]);
      } else if (b < column.most.size()) {
        node.most = column.most[b];
      }
    }
    std::sort(node.one_of.begin(), node.one_of.end());
    node.yes = yes.node = static_cast<uint32_t>(tree.size());
    node.no = no.node = node.yes + 1;
    Leaf& fewer = yes.rows.size() < no.rows.size() ? yes : no;
    Leaf& more = yes.rows.size() < no.rows.size() ? no : yes;
    CountBins(fewer);
    more.all = leaf.all - fewer.all;
    more.bins = std::move(leaf.bins);
    for (size_t c = 0; c < columns_.size(); ++c) {
      for (size_t b = 0; b < more.bins[c].size(); ++b) {
        more.bins[c][b] = more.bins[c][b] - fewer.bins[c][b];
      }
    }
    FindSplit(yes);
    FindSplit(no);
    tree.resize(tree.size() + 2);
    leaf = std::move(yes);
    return no;
  }

  void CountBins(Leaf& leaf) {
    leaf.bins.resize(columns_.size());
    for (size_t c = 0; c < columns_.size(); ++c) {
      const Column& column = columns_[c];
      std::vector<Sum>& bins = leaf.bins[c];
      bins.assign(
          column.of_names ? column.names.size() : column.most.size() + 1,
          Sum{});
      for (const uint32_t r : leaf.rows) {
        bins[column.bin[r]] += Sum{slopes_[r], curves_[r], 1};
      }
    }
    leaf.all = Sum{};
    for (const Sum& bin : leaf.bins[0]) leaf.all += bin;
  }

  void FindSplit(Leaf& leaf) {
    leaf.split = Split{};
    for (size_t c = 0; c < columns_.size(); ++c) {
      std::vector<size_t> order;
      const std::vector<Sum>& bins = leaf.bins[c];
      const bool of_names = columns_[c].of_names;
      for (size_t b = 0; b < bins.size(); ++b) {
        // Of names, those that are frequent here, the rare ones say no.
        if (!of_names || (b > 0 && bins[b].rows >= options_.least_of_name)) {
          order.push_back(b);
        }
      }
      if (of_names) {
        std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
          return bins[a].slope / (bins[a].curve + options_.l2_of_names) <
                 bins[b].slope / (bins[b].curve + options_.l2_of_names);
        });
      }
      Try(leaf, static_cast<int32_t>(c), order);
    }
  }

  // The best of the splits that take the first bins in this order.
  void Try(Leaf& leaf, int32_t column, const std::vector<size_t>& order) {
    const size_t c = static_cast<size_t>(column);
    const double l2 =
        options_.l2 + (columns_[c].of_names ? options_.l2_of_names : 0.0);
    const double whole = leaf.all.Gain(l2);
    Sum yes;
    for (size_t n = 0; n < order.size(); ++n) {
      yes += leaf.bins[c][order[n]];
      const Sum no = leaf.all - yes;
      if (yes.rows < options_.least_rows) continue;
      if (no.rows < options_.least_rows) break;
      const double gain = yes.Gain(l2) + no.Gain(l2) - whole;
      if (gain <= leaf.split.gain + 1e-9) continue;
      leaf.split.gain = gain;
      leaf.split.column = column;
      leaf.split.yes.assign(leaf.bins[c].size(), false);
      for (size_t m = 0; m <= n; ++m) leaf.split.yes[order[m]] = true;
    }
  }

  const TreeOptions& options_;
  const std::vector<bool>& right_;
  std::vector<Column> columns_;
  std::vector<double> scores_;
  std::vector<double> slopes_;
  std::vector<double> curves_;
};

}  // namespace

std::vector<Tree> FitTrees(const TreeRows& rows, const TreeOptions& options) {
  if (rows.right.empty()) return {};
  return Fitter(rows, options).Run();
}

}  // namespace parallax::ingest::domain::extract
