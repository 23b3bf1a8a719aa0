#include "services/ingest/domain/extract/model/boosted_trees.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace parallax::ingest::domain::extract {
namespace {

absl::string_view ColumnName(const TreeColumns& columns, size_t column) {
  return column < columns.numbers.size()
             ? columns.numbers[column]
             : columns.names[column - columns.numbers.size()];
}

// Index of the column, -1 for none.
int32_t FindColumn(const TreeColumns& columns, absl::string_view name) {
  const size_t all = columns.numbers.size() + columns.names.size();
  for (size_t c = 0; c < all; ++c) {
    if (ColumnName(columns, c) == name) return static_cast<int32_t>(c);
  }
  return -1;
}

bool ReadNumber(absl::string_view text, float& number) {
  return absl::SimpleAtof(text, &number) && std::isfinite(number);
}

// "<= 0.5", "in a|b"
bool ReadCondition(absl::string_view text, bool of_names, TreeNode& node) {
  if (!of_names) {
    return absl::ConsumePrefix(&text, "<= ") && ReadNumber(text, node.most);
  }
  if (!absl::ConsumePrefix(&text, "in ")) return false;
  node.one_of = absl::StrSplit(text, '|');
  return absl::c_is_sorted(node.one_of);
}

// A node from the cells of its line behind the numbers of tree and node.
std::optional<TreeNode> ReadNode(absl::Span<const absl::string_view> cells,
                                 const TreeColumns& columns) {
  TreeNode node;
  if (cells.size() == 1) {
    if (!ReadNumber(cells[0], node.value)) return std::nullopt;
    return node;
  }
  if (cells.size() != 4) return std::nullopt;
  node.column = FindColumn(columns, cells[0]);
  if (node.column < 0) return std::nullopt;
  const bool of_names =
      static_cast<size_t>(node.column) >= columns.numbers.size();
  if (!ReadCondition(cells[1], of_names, node) ||
      !absl::SimpleAtoi(cells[2], &node.yes) ||
      !absl::SimpleAtoi(cells[3], &node.no)) {
    return std::nullopt;
  }
  return node;
}

}  // namespace

absl::Status BoostedTrees::Load(const std::string& path,
                                const TreeColumns& columns) {
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::vector<Tree> trees;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<absl::string_view> cells = absl::StrSplit(line, '\t');
    const auto malformed = [&] {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": not a node of a tree"));
    };
    size_t tree = 0;
    size_t index = 0;
    if (cells.size() < 3 || !absl::SimpleAtoi(cells[0], &tree) ||
        !absl::SimpleAtoi(cells[1], &index)) {
      return malformed();
    }
    if (tree == trees.size() && index == 0) trees.emplace_back();
    if (tree + 1 != trees.size() || index != trees.back().size()) {
      return malformed();
    }
    std::optional<TreeNode> node =
        ReadNode(absl::MakeConstSpan(cells).subspan(2), columns);
    if (!node.has_value()) return malformed();
    trees.back().push_back(*std::move(node));
  }
  const absl::Status filled = Fill(trees, columns);
  return filled.ok() ? filled
                     : absl::InvalidArgumentError(
                           absl::StrCat(path, ": ", filled.message()));
}

absl::Status BoostedTrees::Fill(absl::Span<const Tree> trees,
                                const TreeColumns& columns) {
  numbers_ = columns.numbers.size();
  nodes_.clear();
  roots_.clear();
  names_.clear();
  sets_.clear();
  for (const Tree& tree : trees) {
    for (const TreeNode& node : tree) {
      for (const std::string& name : node.one_of) NumberOf(name);
    }
  }
  const size_t all = numbers_ + columns.names.size();
  for (size_t t = 0; t < trees.size(); ++t) {
    const Tree& tree = trees[t];
    const uint32_t root = static_cast<uint32_t>(nodes_.size());
    roots_.push_back(root);
    for (size_t n = 0; n < tree.size(); ++n) {
      const TreeNode& from = tree[n];
      Node node;
      if (from.column < 0) {
        node.most = from.value;
        nodes_.push_back(node);
        continue;
      }
      if (static_cast<size_t>(from.column) >= all || from.yes <= n ||
          from.no <= n || from.yes >= tree.size() || from.no >= tree.size()) {
        return absl::InvalidArgumentError(
            absl::StrCat("node ", n, " of tree ", t, " leads nowhere"));
      }
      node.column = from.column;
      node.most = from.most;
      node.yes = root + from.yes;
      node.no = root + from.no;
      if (static_cast<size_t>(from.column) >= numbers_) {
        node.set = static_cast<uint32_t>(sets_.size());
        sets_.resize(sets_.size() + names_.size() + 1, false);
        for (const std::string& name : from.one_of) {
          sets_[node.set + NumberOf(name)] = true;
        }
      }
      nodes_.push_back(node);
    }
    if (tree.empty()) {
      return absl::InvalidArgumentError(absl::StrCat("tree ", t, " is empty"));
    }
  }
  return absl::OkStatus();
}

uint32_t BoostedTrees::NumberOf(const std::string& name) {
  return names_.try_emplace(name, static_cast<uint32_t>(names_.size()) + 1)
      .first->second;
}

float BoostedTrees::Score(absl::Span<const float> numbers,
                          absl::Span<const absl::string_view> names) const {
  absl::InlinedVector<uint32_t, 8> known;
  for (const absl::string_view name : names) {
    const auto it = names_.find(name);
    known.push_back(it == names_.end() ? 0 : it->second);
  }
  float sum = 0.0f;
  for (const uint32_t root : roots_) {
    const Node* node = &nodes_[root];
    while (node->column >= 0) {
      const size_t column = static_cast<size_t>(node->column);
      const bool yes = column < numbers_
                           ? numbers[column] <= node->most
                           : sets_[node->set + known[column - numbers_]];
      node = &nodes_[yes ? node->yes : node->no];
    }
    sum += node->most;
  }
  return sum;
}

absl::Status WriteTrees(const std::string& path, absl::Span<const Tree> trees,
                        const TreeColumns& columns) {
  std::ofstream out(path);
  out << "# Trees of the second look at claims, fitted by train_extractor.\n"
         "# tree\tnode\tcolumn\tcondition\tyes\tno; of a leaf its log odds\n";
  for (size_t t = 0; t < trees.size(); ++t) {
    for (size_t n = 0; n < trees[t].size(); ++n) {
      const TreeNode& node = trees[t][n];
      if (node.column < 0) {
        out << absl::StrFormat("%d\t%d\t%.6g\n", t, n, node.value);
        continue;
      }
      const size_t column = static_cast<size_t>(node.column);
      const std::string condition =
          column < columns.numbers.size()
              ? absl::StrFormat("<= %.9g", node.most)
              : absl::StrCat("in ", absl::StrJoin(node.one_of, "|"));
      out << absl::StrFormat("%d\t%d\t%s\t%s\t%d\t%d\n", t, n,
                             ColumnName(columns, column), condition, node.yes,
                             node.no);
    }
  }
  out.close();
  return out ? absl::OkStatus()
             : absl::UnavailableError(absl::StrCat("cannot write ", path));
}

}  // namespace parallax::ingest::domain::extract
