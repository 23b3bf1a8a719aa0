// Pages of the ledger: stored rows, and those of a past ledger among them.
#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/claims/domain/claim_fields.h"
#include "services/claims/domain/ledger_views.h"

namespace parallax::claims::domain {
namespace {

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

// Stored rows that the past ledger does not replace, up to `limit`. `list` runs
// one query; `incident_of` names a row's incident.
template <typename Message, typename List, typename IncidentOf>
absl::StatusOr<Rows<Message>> Settled(ListQuery query, const PastLedger* past,
                                      const List& list,
                                      const IncidentOf& incident_of) {
  if (past == nullptr) return list(query);
  Rows<Message> kept;
  const int wanted = query.limit;
  query.published_by = past->as_of;
  query.limit = std::max(wanted, 64);
  while (static_cast<int>(kept.size()) < wanted) {
    PARALLAX_ASSIGN_OR_RETURN(Rows<Message> rows, list(query));
    for (const Listed<Message>& row : rows) {
      if (!past->replaced.contains(incident_of(row.value))) {
        kept.push_back(row);
      }
    }
    if (static_cast<int>(rows.size()) < query.limit) break;
    query.after = {rows.back().order, rows.back().value.name()};
  }
  return kept;
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

std::int64_t OrderOf(const pb::Claim& claim, const std::string& by) {
  if (by == "event_time") {
    const auto& time = claim.assertion().event_time();
    return time.has_start_time() ? ToMicros(time.start_time()) : 0;
  }
  if (by == "record_time") return ToMicros(claim.record_time());
  if (by == "mention_count") return claim.echo().mention_count();
  return ToMicros(claim.first_published_time());
}

std::int64_t OrderOf(const pb::Question& question, const std::string& by) {
  return by == "publish_time" ? ToMicros(question.last_published_time())
                              : question.claim_count();
}

std::int64_t OrderOf(const pb::Incident& incident, const std::string& by) {
  if (by == "publish_time") return ToMicros(incident.last_published_time());
  if (by == "claim_count") return incident.claim_count();
  return ToMicros(incident.event_time().start_time());
}

std::int64_t OrderOf(const pb::Relation& relation, const std::string& by) {
  return ToMicros(relation.publish_time());
}

template <typename Message>
void Consider(const Message& value, const ListQuery& query,
              Rows<Message>* rows) {
  Listed<Message> listed{value, OrderOf(value, query.order_by)};
  if (IsAfter(listed, query)) rows->push_back(std::move(listed));
}

bool HasFilter(const ListQuery& query) {
  return query.filter != nullptr && !query.filter->match_all;
}

// The present name of a parent that may be given by another of its names.
absl::StatusOr<std::string> ResolveParent(LedgerSnapshot* snapshot,
                                          const std::string& parent) {
  if (parent.empty()) return parent;
  if (absl::StartsWith(parent, "claims/")) {
    PARALLAX_ASSIGN_OR_RETURN(const auto claim, snapshot->FindClaim(parent));
    if (claim) return parent;
    PARALLAX_ASSIGN_OR_RETURN(const auto proposers,
                              snapshot->Proposers(parent));
    for (const SourcedMention& mention : proposers) {
      if (!mention.claim.empty()) return mention.claim;
    }
    return status::NotFound("claim", parent);
  }
  const bool question = absl::StartsWith(parent, "questions/");
  if (question) {
    PARALLAX_ASSIGN_OR_RETURN(const auto found, snapshot->FindQuestion(parent));
    if (found) return parent;
  } else {
    PARALLAX_ASSIGN_OR_RETURN(const auto found, snapshot->FindIncident(parent));
    if (found) return parent;
  }
  PARALLAX_ASSIGN_OR_RETURN(const auto target, snapshot->ResolveAlias(parent));
  if (target) return *target;
  return status::NotFound(question ? "question" : "incident", parent);
}

bool Concerns(const pb::Relation& relation, const std::string& parent,
              const EpisodeLedger& ledger) {
  if (parent.empty() || ledger.incident.name() == parent) return true;
  if (relation.from_claim() == parent || relation.to_claim() == parent) {
    return true;
  }
  for (const auto& [from, to] : ledger.aliases) {
    if (from == parent && to == ledger.incident.name()) return true;
  }
  for (const pb::Claim& claim : ledger.claims) {
    if (claim.question() == parent && (claim.name() == relation.from_claim() ||
                                       claim.name() == relation.to_claim())) {
      return true;
    }
  }
  return false;
}

}  // namespace

absl::StatusOr<Page<pb::Claim>> LedgerViews::ListClaims(
    const rpc::CallContext& call, ListQuery query, Micros as_of) {
  Page<pb::Claim> page;
  const int limit = query.limit++;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        std::shared_ptr<const PastLedger> past;
        if (as_of != kForever) {
          PARALLAX_ASSIGN_OR_RETURN(past, Past(&snapshot, as_of));
        }
        PARALLAX_ASSIGN_OR_RETURN(
            Rows<pb::Claim> rows,
            Settled<pb::Claim>(
                query, past.get(),
                [&](const ListQuery& q) { return snapshot.ListClaims(q); },
                [](const pb::Claim& claim) { return claim.incident(); }));
        if (past != nullptr) {
          for (const PastEpisode& episode : past->episodes) {
            for (std::size_t i = 0; i < episode.ledger.claims.size(); ++i) {
              const pb::Claim& claim = episode.ledger.claims[i];
              if (HasFilter(query) &&
                  !ClaimMatches(*query.filter, claim, episode.outlets[i])) {
                continue;
              }
              Consider(claim, query, &rows);
            }
          }
        }
        PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                  snapshot.Revision());
        page = Cut(std::move(rows), query, limit, revision);
        return absl::OkStatus();
      }));
  return page;
}

absl::StatusOr<Page<pb::Question>> LedgerViews::ListQuestions(
    const rpc::CallContext& call, ListQuery query, Micros as_of) {
  Page<pb::Question> page;
  const int limit = query.limit++;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        std::shared_ptr<const PastLedger> past;
        if (as_of != kForever) {
          PARALLAX_ASSIGN_OR_RETURN(past, Past(&snapshot, as_of));
        }
        PARALLAX_ASSIGN_OR_RETURN(
            Rows<pb::Question> rows,
            Settled<pb::Question>(
                query, past.get(),
                [&](const ListQuery& q) { return snapshot.ListQuestions(q); },
                [](const pb::Question& question) {
                  return question.incident();
                }));
        if (past != nullptr) {
          for (const PastEpisode& episode : past->episodes) {
            for (const pb::Question& question : episode.ledger.questions) {
              if (HasFilter(query) &&
                  !QuestionMatches(*query.filter, question)) {
                continue;
              }
              Consider(question, query, &rows);
            }
          }
        }
        PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                  snapshot.Revision());
        page = Cut(std::move(rows), query, limit, revision);
        return absl::OkStatus();
      }));
  return page;
}

absl::StatusOr<Page<pb::Incident>> LedgerViews::ListIncidents(
    const rpc::CallContext& call, ListQuery query, Micros as_of) {
  Page<pb::Incident> page;
  const int limit = query.limit++;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        std::shared_ptr<const PastLedger> past;
        if (as_of != kForever) {
          PARALLAX_ASSIGN_OR_RETURN(past, Past(&snapshot, as_of));
        }
        PARALLAX_ASSIGN_OR_RETURN(
            Rows<pb::Incident> rows,
            Settled<pb::Incident>(
                query, past.get(),
                [&](const ListQuery& q) { return snapshot.ListIncidents(q); },
                [](const pb::Incident& incident) { return incident.name(); }));
        if (past != nullptr) {
          for (const PastEpisode& episode : past->episodes) {
            const pb::Incident& incident = episode.ledger.incident;
            if (HasFilter(query) && !IncidentMatches(*query.filter, incident)) {
              continue;
            }
            Consider(incident, query, &rows);
          }
        }
        PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                  snapshot.Revision());
        page = Cut(std::move(rows), query, limit, revision);
        return absl::OkStatus();
      }));
  return page;
}

absl::StatusOr<Page<pb::Relation>> LedgerViews::ListRelations(
    const rpc::CallContext& call, ListQuery query, Micros as_of) {
  Page<pb::Relation> page;
  const int limit = query.limit++;
  query.descending = false;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(query.parent,
                                  ResolveParent(&snapshot, query.parent));
        std::shared_ptr<const PastLedger> past;
        if (as_of != kForever) {
          PARALLAX_ASSIGN_OR_RETURN(past, Past(&snapshot, as_of));
        }
        // A relation's incident is that of the claim that it starts from.
        const auto incident_of = [&](const pb::Relation& relation) {
          const auto claim = snapshot.FindClaim(relation.from_claim());
          return claim.ok() && *claim ? (*claim)->incident() : std::string();
        };
        PARALLAX_ASSIGN_OR_RETURN(
            Rows<pb::Relation> rows,
            Settled<pb::Relation>(
                query, past.get(),
                [&](const ListQuery& q) { return snapshot.ListRelations(q); },
                incident_of));
        if (past != nullptr) {
          for (const PastEpisode& episode : past->episodes) {
            for (const pb::Relation& relation : episode.ledger.relations) {
              if (!Concerns(relation, query.parent, episode.ledger) ||
                  (HasFilter(query) &&
                   !RelationMatches(*query.filter, relation))) {
                continue;
              }
              Consider(relation, query, &rows);
            }
          }
        }
        PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                  snapshot.Revision());
        page = Cut(std::move(rows), query, limit, revision);
        return absl::OkStatus();
      }));
  return page;
}

}  // namespace parallax::claims::domain
