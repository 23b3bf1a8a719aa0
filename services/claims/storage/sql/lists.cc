// Filtered, ordered pages, in SQL as far as SQL can decide.
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/filter_sql.h"
#include "services/claims/domain/claim_fields.h"
#include "services/claims/domain/review_fields.h"
#include "services/claims/storage/sql/claim_access.h"
#include "services/claims/storage/sql/claim_tags.h"
#include "services/claims/storage/sql/decode.h"
#include "services/claims/storage/sql/snapshot.h"

namespace parallax::claims::storage {
namespace {

using domain::Listed;
using domain::ListQuery;
using ::parallax::storage::Filter;
using ::parallax::storage::FilterSchema;
using ::parallax::storage::LoweredFilter;
using ::parallax::storage::LowerFilter;
using ::parallax::storage::SqlColumn;
using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqlMapping;
using ::parallax::storage::SqlStatement;
using ::parallax::storage::SqlValue;

const SqlMapping& QuestionMapping() {
  static const SqlMapping& mapping = *new SqlMapping([] {
    SqlMapping columns;
    for (const char* name :
         {"incident", "kind", "measure", "victims_side", "victims_class",
          "perpetrator_side", "status", "claim_count"}) {
      columns.columns[name] = Column(absl::StrCat("t.", name));
    }
    columns.columns["publish_time"] = Column("t.publish_us");
    return columns;
  }());
  return mapping;
}

const SqlMapping& IncidentMapping() {
  static const SqlMapping& mapping = *new SqlMapping([] {
    SqlMapping columns;
    SqlColumn party;
    party.contains =
        "EXISTS (SELECT 1 FROM incident_party g WHERE g.side = ? AND "
        "g.incident = t.name)";
    party.present =
        "EXISTS (SELECT 1 FROM incident_party g WHERE g.incident = t.name)";
    columns.columns["party"] = party;
    // An interval that is unknown is stored as 0.
    columns.columns["start_time"] = Column("NULLIF(t.start_us, 0)");
    columns.columns["end_time"] = Column("NULLIF(t.end_us, 0)");
    columns.columns["publish_time"] = Column("t.last_publish_us");
    columns.columns["claim_count"] = Column("t.claim_count");
    return columns;
  }());
  return mapping;
}

const SqlMapping& ReviewMapping() {
  static const SqlMapping& mapping = *new SqlMapping([] {
    SqlMapping columns;
    for (const char* name : {"action", "reviewer", "reason"}) {
      columns.columns[name] = Column(absl::StrCat("t.", name));
    }
    columns.columns["review_time"] = Column("t.review_us");
    return columns;
  }());
  return mapping;
}

const SqlMapping& RelationMapping() {
  static const SqlMapping& mapping = *new SqlMapping([] {
    SqlMapping columns;
    for (const char* name : {"type", "from_claim", "to_claim", "stale"}) {
      columns.columns[name] = Column(absl::StrCat("t.", name));
    }
    columns.columns["publish_time"] = Column("t.publish_us");
    return columns;
  }());
  return mapping;
}

struct Table {
  const char* name;
  const FilterSchema& schema;
  const SqlMapping& mapping;
  std::string order;      // column
  const char* published;  // column
  // How to get at the rows in order; by the table's own columns when empty.
  RowAccess access;
  // More conditions, with their values.
  std::string where;
  std::vector<SqlValue> values;
};

// The statement that selects a page's rows, each with its order and its name.
struct PageQuery {
  std::string sql;
  std::vector<SqlValue> values;
  // SQL decides alone which rows pass.
  bool complete = false;
  int arms = 1;
};

PageQuery MakePageQuery(SqlConnection& connection, const Table& table,
                        const ListQuery& query, const Filter& filter) {
  const LoweredFilter lowered =
      LowerFilter(filter, table.schema, table.mapping, connection.dialect());
  RowAccess access = table.access;
  if (access.from.empty()) {
    access = {absl::StrCat(table.name, " t"),
              "1=1",
              {{}},
              absl::StrCat("t.", table.order),
              "t.name"};
  }
  std::string arm =
      absl::StrCat("SELECT t.body AS body, ", access.order, " AS placed, ",
                   access.name, " AS named FROM ", access.from, " WHERE ",
                   access.where, " AND (", lowered.where, ")");
  std::vector<SqlValue> shared = lowered.values;
  if (!table.where.empty()) {
    absl::StrAppend(&arm, " AND ", table.where);
    shared.insert(shared.end(), table.values.begin(), table.values.end());
  }
  if (query.published_by != domain::kForever) {
    absl::StrAppend(&arm, " AND t.", table.published, " <= ?");
    shared.emplace_back(query.published_by);
  }
  if (query.after.size() == 2) {
    absl::StrAppend(&arm, " AND (", access.order, ", ", access.name, ") ",
                    query.descending ? "<" : ">", " (?, ?)");
    shared.insert(shared.end(), query.after.begin(), query.after.end());
  }
  PageQuery page;
  page.complete = lowered.complete;
  page.arms = static_cast<int>(access.arms.size());
  for (const std::vector<SqlValue>& own : access.arms) {
    absl::StrAppend(&page.sql, page.sql.empty() ? "" : " UNION ALL ", arm);
    page.values.insert(page.values.end(), own.begin(), own.end());
    page.values.insert(page.values.end(), shared.begin(), shared.end());
  }
  const char* direction = query.descending ? " DESC" : "";
  absl::StrAppend(&page.sql, " ORDER BY placed", direction, ", named",
                  direction);
  // A row comes once from each arm at most.
  if (page.complete) {
    absl::StrAppend(&page.sql, " LIMIT ", query.limit * page.arms);
  }
  return page;
}

// Reads a page. `matches` decides what SQL could not.
template <typename Message, typename Matches>
absl::StatusOr<std::vector<Listed<Message>>> ReadPage(SqlConnection& connection,
                                                      const Table& table,
                                                      const ListQuery& query,
                                                      const Matches& matches) {
  static const Filter& everything = *new Filter();
  const Filter& filter = query.filter == nullptr ? everything : *query.filter;
  const PageQuery ask = MakePageQuery(connection, table, query, filter);
  // Where SQL cannot decide, nobody knows how many rows it takes.
  PARALLAX_ASSIGN_OR_RETURN(SqlStatement select,
                            ask.complete ? connection.Prepare(ask.sql)
                                         : connection.PrepareScan(ask.sql));
  select.BindAll(ask.values);
  std::vector<Listed<Message>> page;
  std::string last;
  while (static_cast<int>(page.size()) < query.limit) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) break;
    if (ask.arms > 1) {
      // Came from another arm.
      if (select.ColumnText(2) == last) continue;
      last = std::string(select.ColumnText(2));
    }
    Listed<Message> listed;
    PARALLAX_RETURN_IF_ERROR(Decode(select.ColumnBlob(0), &listed.value));
    listed.order = select.ColumnInt(1);
    if (!ask.complete) {
      PARALLAX_ASSIGN_OR_RETURN(const bool matched, matches(listed.value));
      if (!matched) continue;
    }
    page.push_back(std::move(listed));
  }
  return page;
}

}  // namespace

absl::StatusOr<std::vector<Listed<domain::pb::Claim>>> SqlSnapshot::ListClaims(
    const ListQuery& query) {
  std::string order = "publish_us";
  if (query.order_by == "event_time") order = "event_order";
  if (query.order_by == "record_time") order = "record_us";
  if (query.order_by == "mention_count") order = "mention_count";
  if (query.order_by == "tally_impact") order = "tally_impact";
  const auto matches =
      [&](const domain::pb::Claim& claim) -> absl::StatusOr<bool> {
    PARALLAX_ASSIGN_OR_RETURN(const std::vector<std::string> outlets,
                              ReadOutlets(connection_, claim.name()));
    return domain::ClaimMatches(*query.filter, claim, outlets);
  };
  for (bool try_order = true;; try_order = false) {
    PARALLAX_ASSIGN_OR_RETURN(
        RowAccess access, ClaimAccess(connection_, query, order, try_order));
    const bool partial = access.partial;
    PARALLAX_ASSIGN_OR_RETURN(
        std::vector<Listed<domain::pb::Claim>> page,
        ReadPage<domain::pb::Claim>(connection_,
                                    {"claim",
                                     domain::ClaimFilterSchema(),
                                     ClaimMapping(),
                                     order,
                                     "publish_us",
                                     std::move(access),
                                     "",
                                     {}},
                                    query, matches));
    if (!partial || static_cast<int>(page.size()) >= query.limit) return page;
  }
}

absl::StatusOr<std::vector<Listed<domain::pb::Question>>>
SqlSnapshot::ListQuestions(const ListQuery& query) {
  return ReadPage<domain::pb::Question>(
      connection_,
      {"question",
       domain::QuestionFilterSchema(),
       QuestionMapping(),
       query.order_by == "publish_time" ? "publish_us" : "claim_count",
       "publish_us",
       {},
       "",
       {}},
      query, [&](const domain::pb::Question& question) -> absl::StatusOr<bool> {
        return domain::QuestionMatches(*query.filter, question);
      });
}

absl::StatusOr<std::vector<Listed<domain::pb::Incident>>>
SqlSnapshot::ListIncidents(const ListQuery& query) {
  std::string order = "start_us";
  if (query.order_by == "publish_time") order = "last_publish_us";
  if (query.order_by == "claim_count") order = "claim_count";
  return ReadPage<domain::pb::Incident>(
      connection_,
      {"incident",
       domain::IncidentFilterSchema(),
       IncidentMapping(),
       order,
       "last_publish_us",
       {},
       "",
       {}},
      query, [&](const domain::pb::Incident& incident) -> absl::StatusOr<bool> {
        return domain::IncidentMatches(*query.filter, incident);
      });
}

absl::StatusOr<std::vector<Listed<domain::pb::Relation>>>
SqlSnapshot::ListRelations(const ListQuery& query) {
  Table table = {"relation",
                 domain::RelationFilterSchema(),
                 RelationMapping(),
                 "publish_us",
                 "publish_us",
                 {},
                 "",
                 {}};
  const std::string& parent = query.parent;
  if (absl::StartsWith(parent, "claims/")) {
    table.where = "(t.from_claim = ? OR t.to_claim = ?)";
    table.values = {parent, parent};
  } else if (absl::StartsWith(parent, "incidents/")) {
    table.where = "t.incident = ?";
    table.values = {parent};
  } else if (absl::StartsWith(parent, "questions/")) {
    // Among the question's claims, or from or to one of them.
    table.where =
        "t.name IN (SELECT r.name FROM claim c JOIN relation r ON r.from_claim "
        "= c.name OR r.to_claim = c.name WHERE c.question = ?)";
    table.values = {parent};
  }
  return ReadPage<domain::pb::Relation>(
      connection_, table, query,
      [&](const domain::pb::Relation& relation) -> absl::StatusOr<bool> {
        return domain::RelationMatches(*query.filter, relation);
      });
}

absl::StatusOr<std::vector<Listed<domain::pb::Review>>>
SqlSnapshot::ListReviews(const ListQuery& query,
                         const std::vector<std::string>& claim_names) {
  Table table = {"review",          domain::ReviewFilterSchema(),
                 ReviewMapping(),   "review_us",
                 "review_us",       {},
                 "t.revision <= ?", {query.recorded_by}};
  if (!claim_names.empty()) {
    absl::StrAppend(
        &table.where,
        " AND t.name IN (SELECT review FROM review_claim WHERE claim IN (",
        absl::StrJoin(std::vector<std::string>(claim_names.size(), "?"), ", "),
        "))");
    table.values.insert(table.values.end(), claim_names.begin(),
                        claim_names.end());
  }
  return ReadPage<domain::pb::Review>(
      connection_, table, query,
      [&](const domain::pb::Review& review) -> absl::StatusOr<bool> {
        return domain::ReviewMatches(*query.filter, review);
      });
}

}  // namespace parallax::claims::storage
