// Cutting pages out of rows in order. Internal to the domain.
#pragma once

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "common/status/macros.h"
#include "services/claims/domain/as_of.h"
#include "services/claims/domain/ledger_views.h"

namespace parallax::claims::domain {

template <typename Message>
using Rows = std::vector<Listed<Message>>;

template <typename Message>
bool Before(const Listed<Message>& a, const Listed<Message>& b,
            bool descending) {
  const auto key_a = std::tie(a.order, a.value.name());
  const auto key_b = std::tie(b.order, b.value.name());
  return descending ? key_b < key_a : key_a < key_b;
}

template <typename Message>
bool IsAfter(const Listed<Message>& row, const ListQuery& query) {
  if (query.after.size() != 2) return true;
  Listed<Message> last;
  const auto* order = std::get_if<std::int64_t>(&query.after[0].variant());
  const auto* name = std::get_if<std::string>(&query.after[1].variant());
  if (order == nullptr || name == nullptr) return true;
  last.order = *order;
  last.value.set_name(*name);
  return Before(last, row, query.descending);
}

// Stored rows but those that `skip` holds for, up to `query.limit` and some
// more. `list` runs one query.
template <typename Message, typename List, typename Skip>
absl::StatusOr<Rows<Message>> RowsWithout(ListQuery query, const List& list,
                                          const Skip& skip) {
  Rows<Message> kept;
  const int wanted = query.limit;
  query.limit = std::max(wanted, 64);
  while (static_cast<int>(kept.size()) < wanted) {
    PARALLAX_ASSIGN_OR_RETURN(Rows<Message> rows, list(query));
    for (const Listed<Message>& row : rows) {
      if (!skip(row.value)) kept.push_back(row);
    }
    if (static_cast<int>(rows.size()) < query.limit) break;
    query.after = {rows.back().order, rows.back().value.name()};
  }
  return kept;
}

// Stored rows that the past ledger does not replace. `incident_of` names a
// row's incident.
template <typename Message, typename List, typename IncidentOf>
absl::StatusOr<Rows<Message>> Settled(ListQuery query, const PastLedger* past,
                                      const List& list,
                                      const IncidentOf& incident_of) {
  if (past == nullptr) return list(query);
  query.published_by = past->from.as_of;
  return RowsWithout<Message>(query, list, [&](const Message& row) {
    return past->replaced.contains(incident_of(row));
  });
}

// Sorts, merges and cuts to the page.
template <typename Message>
Page<Message> Cut(Rows<Message> rows, const ListQuery& query, int limit,
                  std::int64_t revision) {
  std::sort(rows.begin(), rows.end(),
            [&](const Listed<Message>& a, const Listed<Message>& b) {
              return Before(a, b, query.descending);
            });
  Page<Message> page;
  page.revision = revision;
  page.more = static_cast<int>(rows.size()) > limit;
  if (page.more) rows.resize(limit);
  page.rows = std::move(rows);
  return page;
}

}  // namespace parallax::claims::domain
