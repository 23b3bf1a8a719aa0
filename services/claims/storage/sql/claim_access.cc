#include "services/claims/storage/sql/claim_access.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "services/claims/storage/sql/claim_selection.h"
#include "services/claims/storage/sql/claim_tags.h"

namespace parallax::claims::storage {
namespace {

using ::parallax::storage::Filter;
using ::parallax::storage::FilterNode;
using ::parallax::storage::FilterValue;
using ::parallax::storage::SqlCall;
using ::parallax::storage::SqlColumn;
using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqlMapping;
using ::parallax::storage::SqlStatement;
using ::parallax::storage::SqlValue;

// So many claims are sorted faster than an unfitting order is searched.
constexpr std::int64_t kNarrow = 10'000;
// So many are sorted in no time.
constexpr std::int64_t kFew = 500;
// Where words that more claims have are looked for first: so many claims in the
// order asked for. It costs less than to sort kNarrow.
constexpr std::int64_t kTried = 2'000;

constexpr char kTagged[] =
    "EXISTS (SELECT 1 FROM claim_tag g WHERE g.publish_us = t.publish_us AND "
    "g.claim = t.name AND g.tag ";

SqlColumn Tag(absl::string_view prefix) {
  SqlColumn column;
  column.contains = absl::StrCat(kTagged, "= ?)");
  column.present = absl::StrCat(
      "EXISTS (SELECT 1 FROM claim_tag g WHERE g.claim = t.name AND g.tag LIKE "
      "'",
      prefix, "%')");
  column.encode = [prefix](const FilterValue& value) {
    return SqlValue(TagOf(prefix, std::get<std::string>(value)));
  };
  return column;
}

SqlColumn Text(absl::string_view name) {
  SqlColumn column = Column(absl::StrCat("t.", name));
  column.words = absl::StrCat("t.", name, "_words");
  return column;
}

std::optional<SqlCall> LowerArea(const FilterNode& call) {
  const std::vector<std::string> tags = TagsOfArea(call);
  if (tags.empty()) return std::nullopt;
  SqlCall lowered;
  lowered.condition = absl::StrCat(
      kTagged, "IN (",
      absl::StrJoin(std::vector<std::string>(tags.size(), "?"), ", "), "))");
  lowered.values.assign(tags.begin(), tags.end());
  // Places are tags, shapes lie within their cells.
  lowered.exact = call.name == "inside" && tags.size() == 1 &&
                  absl::StartsWith(tags.front(), kPlaceTag);
  return lowered;
}

absl::StatusOr<bool> FewerThan(SqlConnection& connection, std::int64_t most,
                               const Selection& selection) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement count,
      connection.Prepare(absl::StrCat("SELECT COUNT(*) FROM (", selection.rows,
                                      " LIMIT ", most, ") AS held")));
  count.BindAll(selection.values);
  PARALLAX_RETURN_IF_ERROR(count.Step().status());
  return count.ColumnInt(0) < most;
}

RowAccess BySelection(Selection selection, const std::string& order) {
  // In this order: the engine would rather believe in an index of another
  // field. The sign keeps it from walking the order's own index.
  return {absl::StrCat("(", selection.rows, ") s CROSS JOIN claim t"),
          absl::StrCat(selection.key, " = s.found"),
          {std::move(selection.values)},
          absl::StrCat("+t.", order),
          "t.name"};
}

// Bounds a walk over claims in their order to the next kTried.
absl::Status BoundWalk(SqlConnection& connection,
                       const domain::ListQuery& query, RowAccess* access) {
  std::vector<SqlValue>& values = access->arms.front();
  std::string sql =
      absl::StrCat("SELECT ", access->order, ", ", access->name, " FROM ",
                   access->from, " WHERE ", access->where);
  std::vector<SqlValue> asked = values;
  if (query.after.size() == 2) {
    absl::StrAppend(&sql, " AND (", access->order, ", ", access->name, ") ",
                    query.descending ? "<" : ">", " (?, ?)");
    asked.insert(asked.end(), query.after.begin(), query.after.end());
  }
  if (query.published_by != domain::kForever) {
    absl::StrAppend(&sql, " AND t.publish_us <= ?");
    asked.emplace_back(query.published_by);
  }
  const char* direction = query.descending ? " DESC" : "";
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection.Prepare(absl::StrCat(sql, " ORDER BY ", access->order,
                                      direction, ", ", access->name, direction,
                                      " LIMIT 1 OFFSET ", kTried)));
  select.BindAll(asked);
  PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
  if (!row) return absl::OkStatus();
  absl::StrAppend(&access->where, " AND (", access->order, ", ", access->name,
                  ") ", query.descending ? ">" : "<", " (?, ?)");
  values.emplace_back(select.ColumnInt(0));
  values.emplace_back(std::string(select.ColumnText(1)));
  access->partial = true;
  return absl::OkStatus();
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
         {"kind", "stance", "claimant_actor", "claimant_side", "authority",
          "victims_side", "victims_class", "measure", "perpetrator_side",
          "count_min", "count_max", "incident", "question", "superseded",
          "background", "tally_impact"}) {
      columns.columns[name] = Column(absl::StrCat("t.", name));
    }
    columns.columns["claimant"] = Text("claimant");
    columns.columns["quote"] = Text("quote");
    // Stored rows are the machine's.
    columns.columns["review_state"] = Column("0");
    // The sign leaves the index over it to those who ask for it: one order is
    // by the same times, and needs no sorting.
    columns.columns["event_time"] = Column("+t.event_us");
    columns.columns["publish_time"] = Column("t.publish_us");
    columns.columns["record_time"] = Column("t.record_us");
    columns.columns["place"] = Tag(kPlaceTag);
    columns.columns["country"] = Tag(kCountryTag);
    columns.columns["outlet"] = Tag(kOutletTag);
    columns.columns["party"] = Tag(kPartyTag);
    columns.call = LowerArea;
    return columns;
  }());
  return mapping;
}

absl::StatusOr<RowAccess> ClaimAccess(SqlConnection& connection,
                                      const domain::ListQuery& query,
                                      const std::string& order,
                                      bool try_order) {
  static const Filter& everything = *new Filter();
  const Filter& filter = query.filter == nullptr ? everything : *query.filter;
  std::vector<Selection> selections =
      SelectionsOf(filter, connection.dialect(), order);
  const std::vector<std::vector<std::string>> tags = TagsOf(filter);
  const bool tags_in_order = order == "publish_us" && !tags.empty();
  if (!tags_in_order || tags.size() > 1) {
    for (const auto& demanded : tags) selections.push_back(ByTags(demanded));
  }
  bool by_words = false;
  for (Selection& selection : selections) {
    PARALLAX_ASSIGN_OR_RETURN(const bool few,
                              FewerThan(connection, kFew, selection));
    if (few) return BySelection(std::move(selection), order);
    by_words = by_words || selection.by_words;
  }
  try_order = try_order && by_words && !tags_in_order;
  for (Selection& selection : selections) {
    if (try_order) break;
    PARALLAX_ASSIGN_OR_RETURN(const bool narrow,
                              FewerThan(connection, kNarrow, selection));
    if (narrow) return BySelection(std::move(selection), order);
  }
  const auto fewest = std::min_element(tags.begin(), tags.end(),
                                       [](const auto& one, const auto& other) {
                                         return one.size() < other.size();
                                       });
  RowAccess access = {
      "claim t", "1=1", {{}}, absl::StrCat("t.", order), "t.name"};
  if (tags_in_order) {
    access = {"claim_tag g JOIN claim t ON t.name = g.claim",
              "g.tag = ?",
              {},
              "g.publish_us",
              "g.claim"};
    for (const std::string& tag : *fewest) access.arms.push_back({tag});
  }
  std::vector<SqlValue> bounds;
  absl::StrAppend(&access.where,
                  BoundsOf(filter, order, access.order, &bounds));
  for (std::vector<SqlValue>& arm : access.arms) {
    arm.insert(arm.end(), bounds.begin(), bounds.end());
  }
  if (try_order) {
    PARALLAX_RETURN_IF_ERROR(BoundWalk(connection, query, &access));
  }
  return access;
}

}  // namespace parallax::claims::storage
