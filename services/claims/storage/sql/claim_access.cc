#include "services/claims/storage/sql/claim_access.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/claims/domain/text.h"

namespace parallax::claims::storage {
namespace {

using ::parallax::storage::Filter;
using ::parallax::storage::FilterNode;
using ::parallax::storage::FilterOperator;
using ::parallax::storage::FilterValue;
using ::parallax::storage::SqlColumn;
using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqlMapping;
using ::parallax::storage::SqlStatement;
using ::parallax::storage::SqlValue;

// So many claims are sorted faster than an unfitting order is searched.
constexpr std::int64_t kNarrow = 10'000;

// Fields whose columns have an index of their own.
struct TimeField {
  const char* field;
  const char* column;
};
constexpr TimeField kTimes[] = {{"event_time", "event_order"},
                                {"record_time", "record_us"}};

SqlColumn Tag(absl::string_view prefix) {
  SqlColumn column;
  column.contains =
      "EXISTS (SELECT 1 FROM claim_tag g WHERE g.tag = ? AND g.publish_us = "
      "t.publish_us AND g.claim = t.name)";
  column.present = absl::StrCat(
      "EXISTS (SELECT 1 FROM claim_tag g WHERE g.claim = t.name AND g.tag LIKE "
      "'",
      prefix, "%')");
  column.encode = [prefix = std::string(prefix)](const FilterValue& value) {
    const std::string& text = std::get<std::string>(value);
    const bool name = prefix == "place:" && !absl::StartsWith(text, "places/");
    return SqlValue(absl::StrCat(prefix, name ? domain::Fold(text) : text));
  };
  return column;
}

// The conditions that every claim must meet which passes the filter.
std::vector<const FilterNode*> Demands(const domain::ListQuery& query) {
  std::vector<const FilterNode*> demands;
  if (query.filter == nullptr || query.filter->match_all) return demands;
  const FilterNode& root = query.filter->root;
  if (root.kind == FilterNode::Kind::kCompare) demands.push_back(&root);
  if (root.kind == FilterNode::Kind::kAnd) {
    for (const FilterNode& child : root.children) {
      if (child.kind == FilterNode::Kind::kCompare) demands.push_back(&child);
    }
  }
  return demands;
}

const char* SignOf(FilterOperator op) {
  switch (op) {
    case FilterOperator::kEq:
      return "=";
    case FilterOperator::kLt:
      return "<";
    case FilterOperator::kLe:
      return "<=";
    case FilterOperator::kGt:
      return ">";
    case FilterOperator::kGe:
      return ">=";
    default:
      return nullptr;
  }
}

// The bounds that `demands` put on the field of `column`, which has an index.
RowAccess RangeOf(const std::vector<const FilterNode*>& demands,
                  absl::string_view field, absl::string_view column) {
  RowAccess range;
  for (const FilterNode* demand : demands) {
    const char* sign = SignOf(demand->op);
    if (demand->name != field || sign == nullptr) continue;
    absl::StrAppend(&range.where, range.where.empty() ? "" : " AND ", "n.",
                    column, " ", sign, " ?");
    range.values.emplace_back(
        absl::ToUnixMicros(std::get<absl::Time>(demand->value)));
  }
  return range;
}

absl::StatusOr<bool> IsNarrow(SqlConnection& connection,
                              const RowAccess& range) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement count,
      connection.Prepare(
          absl::StrCat("SELECT COUNT(*) FROM (SELECT 1 FROM claim n WHERE ",
                       range.where, " LIMIT ", kNarrow, ") AS held")));
  count.BindAll(range.values);
  PARALLAX_RETURN_IF_ERROR(count.Step().status());
  return count.ColumnInt(0) < kNarrow;
}

}  // namespace

SqlColumn Column(absl::string_view expression) {
  SqlColumn column;
  column.expression = std::string(expression);
  return column;
}

const SqlMapping& ClaimMapping() {
  static const SqlMapping& mapping = *new SqlMapping([] {
    SqlMapping columns;
    for (const char* name :
         {"kind", "stance", "claimant", "claimant_actor", "claimant_side",
          "authority", "victims_side", "victims_class", "measure",
          "perpetrator_side", "count_min", "count_max", "incident", "question",
          "superseded", "background", "quote", "tally_impact"}) {
      columns.columns[name] = Column(absl::StrCat("t.", name));
    }
    // Stored rows are the machine's.
    columns.columns["review_state"] = Column("0");
    columns.columns["event_time"] = Column("t.event_us");
    columns.columns["publish_time"] = Column("t.publish_us");
    columns.columns["record_time"] = Column("t.record_us");
    columns.columns["place"] = Tag("place:");
    columns.columns["country"] = Tag("country:");
    columns.columns["outlet"] = Tag("outlet:");
    return columns;
  }());
  return mapping;
}

absl::StatusOr<RowAccess> ClaimAccess(SqlConnection& connection,
                                      const domain::ListQuery& query,
                                      const std::string& order) {
  const std::vector<const FilterNode*> demands = Demands(query);
  if (order == "publish_us") {
    for (const char* field : {"place", "outlet", "country"}) {
      for (const FilterNode* demand : demands) {
        if (demand->name != field) continue;
        const SqlColumn& tag = ClaimMapping().columns.at(field);
        return RowAccess{"claim_tag g JOIN claim t ON t.name = g.claim",
                         "g.tag = ?",
                         {tag.encode(demand->value)},
                         "g.publish_us",
                         "g.claim"};
      }
    }
  }
  for (const auto& [field, column] : kTimes) {
    if (order == column) continue;
    RowAccess range = RangeOf(demands, field, column);
    if (range.where.empty()) continue;
    PARALLAX_ASSIGN_OR_RETURN(const bool narrow, IsNarrow(connection, range));
    if (!narrow) continue;
    range.from = "claim t";
    range.where = absl::StrCat("t.id IN (SELECT n.id FROM claim n WHERE ",
                               range.where, ")");
    // The sign keeps the engine from walking the order's own index.
    range.order = absl::StrCat("+t.", order);
    range.name = "t.name";
    return range;
  }
  return RowAccess{"claim t", "1=1", {}, absl::StrCat("t.", order), "t.name"};
}

}  // namespace parallax::claims::storage
