#include "common/storage/filter_sql.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "common/status/macros.h"

namespace parallax::storage {
namespace {

using NodeKind = FilterNode::Kind;

// A piece of SQL with the values of its question marks.
struct Fragment {
  std::string sql;
  std::vector<SqlValue> values;
};

SqlValue StandardEncoding(const FilterValue& value) {
  struct Encoder {
    SqlValue operator()(bool v) const { return SqlValue(v); }
    SqlValue operator()(std::int64_t v) const { return SqlValue(v); }
    SqlValue operator()(double v) const { return SqlValue(v); }
    SqlValue operator()(const std::string& v) const { return SqlValue(v); }
    SqlValue operator()(absl::Time v) const {
      return SqlValue(absl::ToUnixMicros(v));
    }
  };
  return std::visit(Encoder{}, value);
}

const char* Sign(FilterOperator op) {
  switch (op) {
    case FilterOperator::kEq:
    case FilterOperator::kHas:
      return "=";
    case FilterOperator::kNe:
      return "<>";
    case FilterOperator::kLt:
      return "<";
    case FilterOperator::kLe:
      return "<=";
    case FilterOperator::kGt:
      return ">";
    case FilterOperator::kGe:
      return ">=";
  }
  return "=";
}

class Lowering {
 public:
  Lowering(const FilterSchema& schema, const SqlMapping& mapping,
           SqlDialect dialect)
      : schema_(schema), mapping_(mapping), dialect_(dialect) {}

  bool complete() const { return complete_; }

  // A condition that holds for every row for which `node` holds; exactly for
  // those when `exact`. Nothing when SQL cannot say it.
  std::optional<Fragment> Lower(const FilterNode& node, bool exact) {
    std::optional<Fragment> result = LowerNode(node, exact);
    if (!result.has_value()) complete_ = false;
    return result;
  }

 private:
  std::optional<Fragment> LowerNode(const FilterNode& node, bool exact) {
    switch (node.kind) {
      case NodeKind::kAnd:
        return Join(node, " AND ", exact, /*may_drop=*/!exact);
      case NodeKind::kOr:
        return Join(node, " OR ", exact, /*may_drop=*/false);
      case NodeKind::kNot: {
        std::optional<Fragment> inner =
            Lower(node.children.front(), /*exact=*/true);
        if (inner.has_value()) inner->sql = absl::StrCat("NOT ", inner->sql);
        return inner;
      }
      case NodeKind::kCompare:
        return Compare(node);
      case NodeKind::kPresent:
        return Present(node);
      case NodeKind::kSearch:
        return Search(node);
      case NodeKind::kCall: {
        if (mapping_.call == nullptr) return std::nullopt;
        std::optional<SqlCall> call = mapping_.call(node);
        if (!call.has_value() || (exact && !call->exact)) return std::nullopt;
        if (!call->exact) complete_ = false;
        return Fragment{absl::StrCat("(", call->condition, ")"),
                        std::move(call->values)};
      }
    }
    return std::nullopt;
  }

  std::optional<Fragment> Join(const FilterNode& node, absl::string_view with,
                               bool exact, bool may_drop) {
    Fragment all;
    std::vector<std::string> parts;
    for (const FilterNode& child : node.children) {
      std::optional<Fragment> part = Lower(child, exact);
      if (!part.has_value()) {
        if (may_drop) continue;
        return std::nullopt;
      }
      parts.push_back(std::move(part->sql));
      for (SqlValue& value : part->values) {
        all.values.push_back(std::move(value));
      }
    }
    if (parts.empty()) return std::nullopt;
    all.sql = absl::StrCat("(", absl::StrJoin(parts, with), ")");
    return all;
  }

  const SqlColumn* Column(absl::string_view name) const {
    const auto found = mapping_.columns.find(name);
    return found == mapping_.columns.end() ? nullptr : &found->second;
  }

  static SqlValue Encode(const SqlColumn& column, const FilterValue& value) {
    return column.encode ? column.encode(value) : StandardEncoding(value);
  }

  std::optional<Fragment> Compare(const FilterNode& node) const {
    const SqlColumn* column = Column(node.name);
    if (column == nullptr) return std::nullopt;
    if (node.field.repeated) {
      if (column->contains.empty()) return std::nullopt;
      return Fragment{absl::StrCat("(", column->contains, ")"),
                      {Encode(*column, node.value)}};
    }
    if (node.field.text && node.op == FilterOperator::kHas) {
      return HoldsWords(*column, node.words);
    }
    if (column->expression.empty()) return std::nullopt;
    if (!node.pieces.empty()) return Wildcard(node, *column);
    if (node.op == FilterOperator::kHas &&
        node.field.type == FilterType::kString) {
      return Contains(*column, std::get<std::string>(node.value));
    }
    return NotNull(*column,
                   absl::StrCat(column->expression, " ", Sign(node.op), " ?"),
                   Encode(*column, node.value));
  }

  // Without the test for NULL the condition would be NULL, and NOT of it too,
  // where the filter language says false and true.
  static Fragment NotNull(const SqlColumn& column, absl::string_view condition,
                          SqlValue value) {
    return Fragment{absl::StrCat("(", column.expression, " IS NOT NULL AND ",
                                 condition, ")"),
                    {std::move(value)}};
  }

  Fragment Wildcard(const FilterNode& node, const SqlColumn& column) const {
    const bool glob = dialect_ == SqlDialect::kSqlite;
    std::vector<std::string> escaped;
    for (const std::string& piece : node.pieces) {
      escaped.push_back(
          glob ? absl::StrReplaceAll(piece,
                                     {{"*", "[*]"}, {"?", "[?]"}, {"[", "[[]"}})
               : absl::StrReplaceAll(
                     piece, {{"\\", "\\\\"}, {"%", "\\%"}, {"_", "\\_"}}));
    }
    const char* negation = node.op == FilterOperator::kNe ? " NOT" : "";
    return NotNull(
        column,
        absl::StrCat(column.expression, negation, glob ? " GLOB ?" : " LIKE ?"),
        absl::StrJoin(escaped, glob ? "*" : "%"));
  }

  // Both engines lower ASCII only, as Matches() does.
  Fragment Contains(const SqlColumn& column, absl::string_view part) const {
    const std::string condition =
        dialect_ == SqlDialect::kSqlite
            ? absl::StrCat("instr(lower(", column.expression, "), ?) > 0")
            : absl::StrCat("strpos(lower((", column.expression,
                           ") COLLATE \"C\"), ?) > 0");
    return NotNull(column, condition, absl::AsciiStrToLower(part));
  }

  std::optional<Fragment> HoldsWords(const SqlColumn& column,
                                     const text::WordQuery& words) const {
    if (column.words.empty()) return std::nullopt;
    const char* find = dialect_ == SqlDialect::kSqlite ? "instr" : "strpos";
    return Fragment{absl::StrCat("(", find, "(", column.words, ", ?) > 0)"),
                    {words.Needle()}};
  }

  std::optional<Fragment> Present(const FilterNode& node) const {
    const SqlColumn* column = Column(node.name);
    if (column == nullptr) return std::nullopt;
    if (!column->present.empty()) {
      return Fragment{absl::StrCat("(", column->present, ")"), {}};
    }
    if (column->expression.empty()) return std::nullopt;
    return Fragment{absl::StrCat("(", column->expression, " IS NOT NULL)"), {}};
  }

  std::optional<Fragment> Search(const FilterNode& node) const {
    const std::string& word = std::get<std::string>(node.value);
    if (!mapping_.search.empty()) {
      return Fragment{absl::StrCat("(", mapping_.search, ")"), {word}};
    }
    Fragment any;
    std::vector<std::string> parts;
    for (const auto& [name, field] : schema_.fields()) {
      if (!field.searchable) continue;
      const SqlColumn* column = Column(name);
      if (column == nullptr || column->expression.empty()) return std::nullopt;
      std::optional<Fragment> part = field.text
                                         ? HoldsWords(*column, node.words)
                                         : Contains(*column, word);
      if (!part.has_value()) return std::nullopt;
      parts.push_back(std::move(part->sql));
      any.values.push_back(std::move(part->values.front()));
    }
    any.sql = absl::StrCat("(", absl::StrJoin(parts, " OR "), ")");
    return any;
  }

  const FilterSchema& schema_;
  const SqlMapping& mapping_;
  const SqlDialect dialect_;
  bool complete_ = true;
};

}  // namespace

LoweredFilter LowerFilter(const Filter& filter, const FilterSchema& schema,
                          const SqlMapping& mapping, SqlDialect dialect) {
  LoweredFilter lowered;
  if (filter.match_all) return lowered;
  Lowering lowering(schema, mapping, dialect);
  std::optional<Fragment> root = lowering.Lower(filter.root, /*exact=*/false);
  lowered.complete = lowering.complete();
  if (!root.has_value()) return lowered;
  lowered.where = std::move(root->sql);
  lowered.values = std::move(root->values);
  return lowered;
}

absl::StatusOr<std::string> LowerOrderBy(const std::vector<OrderTerm>& order,
                                         const SqlMapping& mapping) {
  std::vector<std::string> parts;
  for (const OrderTerm& term : order) {
    const auto found = mapping.columns.find(term.field);
    if (found == mapping.columns.end() || found->second.expression.empty()) {
      return absl::InternalError(
          absl::StrCat("no column to order by \"", term.field, "\""));
    }
    parts.push_back(
        absl::StrCat(found->second.expression, term.descending ? " DESC" : ""));
  }
  return absl::StrJoin(parts, ", ");
}

}  // namespace parallax::storage
