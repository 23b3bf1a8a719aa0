// Pages of the ledger: stored rows, and those of a past ledger among them.
#include <utility>

#include "absl/strings/match.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/claims/domain/claim_fields.h"
#include "services/claims/domain/ledger_pages.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/domain/present.h"

namespace parallax::claims::domain {
namespace {

std::int64_t OrderOf(const pb::Claim& claim, const std::string& by) {
  if (by == "event_time") {
    const auto& time = claim.assertion().event_time();
    return time.has_start_time() ? ToMicros(time.start_time()) : 0;
  }
  if (by == "record_time") return ToMicros(claim.record_time());
  if (by == "mention_count") return claim.echo().mention_count();
  if (by == "tally_impact") return claim.tally_impact();
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

// Whether `matches` of the query's filter and the row holds, or there is none.
template <typename Matches, typename... Row>
bool Passes(const ListQuery& query, const Matches& matches, const Row&... row) {
  return query.filter == nullptr || query.filter->match_all ||
         matches(*query.filter, row...);
}

// The page that `query` asks for: of the rows that `list` reads those that the
// past ledger does not replace, and those that `tell` gives of each of its
// episodes.
template <typename Message, typename List, typename IncidentOf, typename Tell>
absl::StatusOr<Page<Message>> PageOf(LedgerSnapshot& snapshot,
                                     const PastLedger* past, ListQuery query,
                                     const List& list,
                                     const IncidentOf& incident_of,
                                     const Tell& tell) {
  const int limit = query.limit++;
  PARALLAX_ASSIGN_OR_RETURN(Rows<Message> rows,
                            Settled<Message>(query, past, list, incident_of));
  if (past != nullptr) {
    const auto take = [&](const Message& value) {
      Listed<Message> listed{value, OrderOf(value, query.order_by)};
      if (IsAfter(listed, query)) rows.push_back(std::move(listed));
    };
    for (const PastEpisode& episode : past->episodes) tell(episode, take);
  }
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision, snapshot.Revision());
  return Cut(std::move(rows), query, limit, revision);
}

// The present name of a parent that may be given by another of its names.
absl::StatusOr<std::string> ResolveParent(LedgerSnapshot* snapshot,
                                          const std::string& parent) {
  if (absl::StartsWith(parent, "claims/")) {
    PARALLAX_ASSIGN_OR_RETURN(const auto claim, PresentClaim(snapshot, parent));
    if (!claim) return status::NotFound("claim", parent);
    return claim->name();
  }
  if (absl::StartsWith(parent, "questions/")) {
    PARALLAX_ASSIGN_OR_RETURN(const auto question,
                              PresentQuestion(snapshot, parent));
    if (!question) return status::NotFound("question", parent);
    return question->name();
  }
  if (absl::StartsWith(parent, "incidents/")) {
    PARALLAX_ASSIGN_OR_RETURN(const auto incident,
                              PresentIncident(snapshot, parent));
    if (!incident) return status::NotFound("incident", parent);
    return incident->name();
  }
  return parent;
}

// The name of a claim as it stands in the past ledger: of one that was merged,
// the claim that took it up.
std::string NameThere(const std::string& name, const PastLedger& past) {
  for (const PastEpisode& episode : past.episodes) {
    for (const auto& [from, to] : episode.ledger.merged) {
      if (from == name) return to;
    }
  }
  return name;
}

bool HoldsClaim(const PastLedger& past, const std::string& name) {
  for (const PastEpisode& episode : past.episodes) {
    for (const pb::Claim& claim : episode.ledger.claims) {
      if (claim.name() == name) return true;
    }
  }
  return false;
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

template <typename Message, typename Read>
absl::StatusOr<Page<Message>> LedgerViews::ReadPage(
    const rpc::CallContext& call, const Viewpoint& from, const Read& read) {
  Page<Message> page;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        std::shared_ptr<const PastLedger> past;
        if (!from.present()) {
          PARALLAX_ASSIGN_OR_RETURN(past, Past(&snapshot, from));
        }
        PARALLAX_ASSIGN_OR_RETURN(page, read(snapshot, past.get()));
        return absl::OkStatus();
      }));
  return page;
}

absl::StatusOr<Page<pb::Claim>> LedgerViews::ListClaims(
    const rpc::CallContext& call, ListQuery query, const Viewpoint& from) {
  const auto read = [&](LedgerSnapshot& snapshot, const PastLedger* past) {
    return PageOf<pb::Claim>(
        snapshot, past, query,
        [&](const ListQuery& q) { return snapshot.ListClaims(q); },
        [](const pb::Claim& claim) { return claim.incident(); },
        [&](const PastEpisode& episode, const auto& take) {
          for (std::size_t i = 0; i < episode.ledger.claims.size(); ++i) {
            const pb::Claim& claim = episode.ledger.claims[i];
            if (Passes(query, ClaimMatches, claim, episode.outlets[i])) {
              take(claim);
            }
          }
        });
  };
  return ReadPage<pb::Claim>(call, from, read);
}

absl::StatusOr<Page<pb::Question>> LedgerViews::ListQuestions(
    const rpc::CallContext& call, ListQuery query, const Viewpoint& from) {
  const auto read = [&](LedgerSnapshot& snapshot, const PastLedger* past) {
    return PageOf<pb::Question>(
        snapshot, past, query,
        [&](const ListQuery& q) { return snapshot.ListQuestions(q); },
        [](const pb::Question& question) { return question.incident(); },
        [&](const PastEpisode& episode, const auto& take) {
          for (const pb::Question& question : episode.ledger.questions) {
            if (Passes(query, QuestionMatches, question)) take(question);
          }
        });
  };
  return ReadPage<pb::Question>(call, from, read);
}

absl::StatusOr<Page<pb::Incident>> LedgerViews::ListIncidents(
    const rpc::CallContext& call, ListQuery query, const Viewpoint& from) {
  const auto read = [&](LedgerSnapshot& snapshot, const PastLedger* past) {
    return PageOf<pb::Incident>(
        snapshot, past, query,
        [&](const ListQuery& q) { return snapshot.ListIncidents(q); },
        [](const pb::Incident& incident) { return incident.name(); },
        [&](const PastEpisode& episode, const auto& take) {
          const pb::Incident& incident = episode.ledger.incident;
          if (Passes(query, IncidentMatches, incident)) take(incident);
        });
  };
  return ReadPage<pb::Incident>(call, from, read);
}

absl::StatusOr<Page<pb::Relation>> LedgerViews::ListRelations(
    const rpc::CallContext& call, ListQuery query, const Viewpoint& from) {
  query.descending = false;
  const auto read =
      [&](LedgerSnapshot& snapshot,
          const PastLedger* past) -> absl::StatusOr<Page<pb::Relation>> {
    // A claim that was split off has no present name.
    if (past == nullptr || !HoldsClaim(*past, query.parent)) {
      PARALLAX_ASSIGN_OR_RETURN(query.parent,
                                ResolveParent(&snapshot, query.parent));
    }
    if (past != nullptr) query.parent = NameThere(query.parent, *past);
    return PageOf<pb::Relation>(
        snapshot, past, query,
        [&](const ListQuery& q) { return snapshot.ListRelations(q); },
        // A relation's incident is that of the claim that it starts from.
        [&](const pb::Relation& relation) {
          const auto claim = snapshot.FindClaim(relation.from_claim());
          return claim.ok() && *claim ? (*claim)->incident() : std::string();
        },
        [&](const PastEpisode& episode, const auto& take) {
          for (const pb::Relation& relation : episode.ledger.relations) {
            if (Concerns(relation, query.parent, episode.ledger) &&
                Passes(query, RelationMatches, relation)) {
              take(relation);
            }
          }
        });
  };
  return ReadPage<pb::Relation>(call, from, read);
}

}  // namespace parallax::claims::domain
