#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "common/storage/filter.h"
#include "common/text/word_query.h"

namespace parallax::storage {
namespace {

using NodeKind = FilterNode::Kind;

bool ContainsIgnoringCase(absl::string_view text, absl::string_view part) {
  return absl::StrContains(absl::AsciiStrToLower(text),
                           absl::AsciiStrToLower(part));
}

// "a*b*c" against a text: the first piece at its start, the last at its end,
// those between in order, each as early as possible.
bool MatchesPieces(absl::string_view text,
                   const std::vector<std::string>& pieces) {
  if (!absl::StartsWith(text, pieces.front())) return false;
  text.remove_prefix(pieces.front().size());
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
    const std::size_t at = text.find(pieces[i]);
    if (at == absl::string_view::npos) return false;
    text.remove_prefix(at + pieces[i].size());
  }
  return absl::EndsWith(text, pieces.back());
}

bool CompareOne(const FilterNode& node, const FilterValue& value) {
  if (value.index() != node.value.index()) return false;
  const auto* held = std::get_if<std::string>(&value);
  switch (node.op) {
    case FilterOperator::kHas:
      if (node.field.text) {
        return text::HoldsWords(text::FoldWords(*held), node.words);
      }
      // Elements of repeated fields are compared whole.
      if (held != nullptr && !node.field.repeated) {
        return ContainsIgnoringCase(*held, std::get<std::string>(node.value));
      }
      return value == node.value;
    case FilterOperator::kEq:
      if (!node.pieces.empty()) return MatchesPieces(*held, node.pieces);
      return value == node.value;
    case FilterOperator::kNe:
      if (!node.pieces.empty()) return !MatchesPieces(*held, node.pieces);
      return value != node.value;
    case FilterOperator::kLt:
      return value < node.value;
    case FilterOperator::kLe:
      return value <= node.value;
    case FilterOperator::kGt:
      return value > node.value;
    case FilterOperator::kGe:
      return value >= node.value;
  }
  return false;
}

class Matcher {
 public:
  Matcher(const FilterSchema& schema, const FilterAccessor& item)
      : schema_(schema), item_(item) {}

  bool Ask(const FilterNode& node) const {
    switch (node.kind) {
      case NodeKind::kAnd:
        for (const FilterNode& child : node.children) {
          if (!Ask(child)) return false;
        }
        return true;
      case NodeKind::kOr:
        for (const FilterNode& child : node.children) {
          if (Ask(child)) return true;
        }
        return false;
      case NodeKind::kNot:
        return !Ask(node.children.front());
      case NodeKind::kCompare:
        for (const FilterValue& value : Values(node.name)) {
          if (CompareOne(node, value)) return true;
        }
        return false;
      case NodeKind::kPresent:
        return !Values(node.name).empty();
      case NodeKind::kSearch:
        return Search(node);
      case NodeKind::kCall:
        return item_.Call(node);
    }
    return false;
  }

 private:
  std::vector<FilterValue> Values(absl::string_view name) const {
    std::vector<FilterValue> values;
    item_.Get(name, &values);
    return values;
  }

  bool Search(const FilterNode& node) const {
    const std::string& part = std::get<std::string>(node.value);
    for (const auto& [name, field] : schema_.fields()) {
      if (!field.searchable) continue;
      for (const FilterValue& value : Values(name)) {
        const auto* held = std::get_if<std::string>(&value);
        if (held == nullptr) continue;
        if (field.text ? text::HoldsWords(text::FoldWords(*held), node.words)
                       : ContainsIgnoringCase(*held, part)) {
          return true;
        }
      }
    }
    return false;
  }

  const FilterSchema& schema_;
  const FilterAccessor& item_;
};

}  // namespace

bool Matches(const Filter& filter, const FilterSchema& schema,
             const FilterAccessor& item) {
  return filter.match_all || Matcher(schema, item).Ask(filter.root);
}

}  // namespace parallax::storage
