#include "services/claims/storage/sql/claim_selection.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/claims/domain/area.h"
#include "services/claims/domain/text.h"
#include "services/claims/storage/sql/claim_tags.h"
#include "services/claims/storage/sql/claim_text.h"

namespace parallax::claims::storage {
namespace {

using ::parallax::storage::Filter;
using ::parallax::storage::FilterNode;
using ::parallax::storage::FilterOperator;
using ::parallax::storage::SqlDialect;
using ::parallax::storage::SqlValue;
using Tags = std::vector<std::string>;

// Tags beyond these are not worth a search each.
constexpr std::size_t kMostTags = 24;

// Fields with an index of their own, and the column that lists are ordered by.
struct TimeField {
  const char* field;
  const char* column;
  const char* order;
};
constexpr TimeField kTimes[] = {{"event_time", "event_us", "event_order"},
                                {"record_time", "record_us", "record_us"},
                                {"publish_time", "publish_us", "publish_us"}};

struct TagField {
  const char* field;
  absl::string_view prefix;
};
constexpr TagField kTagFields[] = {{"place", kPlaceTag},
                                   {"outlet", kOutletTag},
                                   {"country", kCountryTag},
                                   {"party", kPartyTag}};

// The conditions that every claim must meet for which the filter holds.
std::vector<const FilterNode*> DemandsOf(const Filter& filter) {
  std::vector<const FilterNode*> demands;
  if (filter.match_all) return demands;
  if (filter.root.kind != FilterNode::Kind::kAnd) return {&filter.root};
  for (const FilterNode& child : filter.root.children) {
    demands.push_back(&child);
  }
  return demands;
}

// A claimant by the whole name.
bool IsClaimant(const FilterNode& node) {
  return node.kind == FilterNode::Kind::kCompare && node.name == "claimant" &&
         node.op == FilterOperator::kEq && node.pieces.empty();
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

// The bounds on `field` as conditions on `expression`.
std::string RangeOf(const Filter& filter, absl::string_view field,
                    const std::string& expression,
                    std::vector<SqlValue>* values) {
  std::string range;
  for (const FilterNode* demand : DemandsOf(filter)) {
    if (demand->kind != FilterNode::Kind::kCompare || demand->name != field) {
      continue;
    }
    const char* sign = SignOf(demand->op);
    if (sign == nullptr) continue;
    absl::StrAppend(&range, " AND ", expression, " ", sign, " ?");
    values->emplace_back(
        absl::ToUnixMicros(std::get<absl::Time>(demand->value)));
  }
  return range;
}

// Tags of which a claim has at least one for which `node` holds; nothing when
// no tag says so.
std::optional<Tags> TagsOfNode(const FilterNode& node) {
  switch (node.kind) {
    case FilterNode::Kind::kCompare:
      for (const TagField& tag : kTagFields) {
        if (node.name != tag.field) continue;
        return Tags{TagOf(tag.prefix, std::get<std::string>(node.value))};
      }
      return std::nullopt;
    case FilterNode::Kind::kCall: {
      Tags tags = TagsOfArea(node);
      if (tags.empty()) return std::nullopt;
      return tags;
    }
    case FilterNode::Kind::kOr: {
      std::set<std::string> all;
      for (const FilterNode& child : node.children) {
        const std::optional<Tags> tags = TagsOfNode(child);
        if (!tags.has_value()) return std::nullopt;
        all.insert(tags->begin(), tags->end());
      }
      if (all.size() > kMostTags) return std::nullopt;
      return Tags(all.begin(), all.end());
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

std::vector<Selection> SelectionsOf(const Filter& filter, SqlDialect dialect,
                                    const std::string& order) {
  std::vector<Selection> selections;
  const std::vector<const FilterNode*> demands = DemandsOf(filter);
  std::vector<const FilterNode*> others;
  for (const FilterNode* demand : demands) {
    if (!IsClaimant(*demand)) {
      others.push_back(demand);
    } else if (demands.size() > 1 || order != "publish_us") {
      selections.push_back({"t.id",
                            "SELECT n.id AS found FROM claim n WHERE "
                            "n.claimant = ?",
                            {std::get<std::string>(demand->value)}});
    }
  }
  // The words of a whole name narrow others down; alone they would be looked up
  // among those of all claims where the name has an index of its own.
  if (SelectByText(others, dialect).has_value()) {
    auto text = SelectByText(demands, dialect);
    selections.push_back({"t.id", std::move(text->rows),
                          std::move(text->values), /*by_words=*/true});
  }
  for (const TimeField& time : kTimes) {
    if (order == time.order) continue;
    Selection selection{"t.id", "", {}};
    const std::string range = RangeOf(
        filter, time.field, absl::StrCat("n.", time.column), &selection.values);
    if (range.empty()) continue;
    selection.rows = absl::StrCat("SELECT n.id AS found FROM claim n WHERE n.",
                                  time.column, " IS NOT NULL", range);
    selections.push_back(std::move(selection));
  }
  return selections;
}

std::vector<Tags> TagsOf(const Filter& filter) {
  std::vector<Tags> all;
  for (const FilterNode* demand : DemandsOf(filter)) {
    std::optional<Tags> tags = TagsOfNode(*demand);
    if (tags.has_value()) all.push_back(*std::move(tags));
  }
  return all;
}

Selection ByTags(const Tags& tags) {
  return {
      "t.name",
      absl::StrCat(
          "SELECT DISTINCT g.claim AS found FROM claim_tag g WHERE g.tag IN (",
          absl::StrJoin(Tags(tags.size(), "?"), ", "), ")"),
      {tags.begin(), tags.end()}};
}

std::string BoundsOf(const Filter& filter, const std::string& order,
                     const std::string& expression,
                     std::vector<SqlValue>* values) {
  for (const TimeField& time : kTimes) {
    if (order == time.order) {
      return RangeOf(filter, time.field, expression, values);
    }
  }
  return "";
}

std::string TagOf(absl::string_view prefix, const std::string& value) {
  const bool name = prefix == kPlaceTag && !absl::StartsWith(value, "places/");
  return absl::StrCat(prefix, name ? domain::Fold(value) : value);
}

Tags TagsOfArea(const FilterNode& call) {
  const auto* area = dynamic_cast<const domain::Area*>(call.operand.get());
  if (area == nullptr) return {};
  if (!area->place().empty()) return {TagOf(kPlaceTag, area->place())};
  Tags tags;
  for (const std::string& cell : area->cells()) {
    tags.push_back(TagOf(kCellTag, cell));
  }
  return tags;
}

}  // namespace parallax::claims::storage
