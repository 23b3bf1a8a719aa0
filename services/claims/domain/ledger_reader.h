// What reads ask of the store.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "common/storage/filter.h"
#include "common/storage/page_token.h"
#include "services/claims/domain/change_log.h"
#include "services/claims/domain/ledger_store.h"
#include "services/claims/domain/review_store.h"

namespace parallax::claims::domain {

// One page of a list.
struct ListQuery {
  const ::parallax::storage::Filter* filter = nullptr;
  // A field that the collection can be ordered by.
  std::string order_by;
  bool descending = true;
  // Sort key and name of the last row before the page; empty for the first.
  ::parallax::storage::PageCursor after;
  int limit = 0;
  // Only rows of which nothing was published later.
  Micros published_by = kForever;
  // Reviews: only those that the ledger held at this revision.
  std::int64_t recorded_by = kLatest;
  // Relations: only those from, to or among; empty for all.
  std::string parent;
};

// A row with what it is ordered by.
template <typename Message>
struct Listed {
  Message value;
  std::int64_t order = 0;
};

// An incident by where it stands.
struct IncidentPlace {
  EpisodeKey key;
  std::string name;
  Micros first_published = 0;
  Micros last_published = 0;
};

// One consistent view of the store. Used by one thread, within Read().
class LedgerSnapshot : public MentionReader, public ReviewReader {
 public:
  // Names as they are stored; nothing when there is no such row.
  virtual absl::StatusOr<std::optional<pb::Claim>> FindClaim(
      const std::string& name) = 0;
  virtual absl::StatusOr<std::optional<pb::Question>> FindQuestion(
      const std::string& name) = 0;
  virtual absl::StatusOr<std::optional<pb::Tally>> FindTally(
      const std::string& question) = 0;
  virtual absl::StatusOr<std::optional<pb::Incident>> FindIncident(
      const std::string& name) = 0;
  virtual absl::StatusOr<std::optional<IncidentPlace>> FindPlace(
      const std::string& incident) = 0;
  // The name behind another name of a question or incident.
  virtual absl::StatusOr<std::optional<std::string>> ResolveAlias(
      const std::string& name) = 0;
  // Mentions, also of revisions that no longer count, that propose the claim
  // name.
  virtual absl::StatusOr<std::vector<SourcedMention>> Proposers(
      const std::string& claim) = 0;
  virtual absl::StatusOr<std::optional<SourcedMention>> FindMention(
      const std::string& name) = 0;

  virtual absl::StatusOr<std::vector<Listed<pb::Claim>>> ListClaims(
      const ListQuery& query) = 0;
  virtual absl::StatusOr<std::vector<Listed<pb::Question>>> ListQuestions(
      const ListQuery& query) = 0;
  virtual absl::StatusOr<std::vector<Listed<pb::Incident>>> ListIncidents(
      const ListQuery& query) = 0;
  virtual absl::StatusOr<std::vector<Listed<pb::Relation>>> ListRelations(
      const ListQuery& query) = 0;
  // Reviews of claims of any of `claim_names`, of all when there are none.
  virtual absl::StatusOr<std::vector<Listed<pb::Review>>> ListReviews(
      const ListQuery& query, const std::vector<std::string>& claim_names) = 0;

  // Incidents that carry a report published after `as_of` and begin before
  // `before`: near them the ledger of `as_of` may differ from the present one.
  virtual absl::StatusOr<std::vector<IncidentPlace>> ChangedSince(
      Micros as_of, Day before) = 0;
  // Mentions of document revisions that count within the horizon and do not at
  // present.
  virtual absl::StatusOr<std::vector<SourcedMention>> ReplacedSince(
      const Horizon& horizon) = 0;
  // Where mentions belong that the ledger took or replaced after `revision`,
  // each place once.
  virtual absl::StatusOr<std::vector<Anchor>> RecordedSince(
      std::int64_t revision) = 0;
  // Incidents of the parties with a day within `days`.
  virtual absl::StatusOr<std::vector<IncidentPlace>> IncidentsWithin(
      const std::string& parties, Segment days) = 0;

  // The revision that the view reflects.
  virtual absl::StatusOr<std::int64_t> Revision() = 0;
  // The latest revision committed by `recorded`; 0 when there was none.
  virtual absl::StatusOr<std::int64_t> RevisionAt(Micros recorded) = 0;
  // The oldest revision whose ledger can still be told.
  virtual absl::StatusOr<std::int64_t> OldestRevision() = 0;

  // Logged changes of the rows of these names after one of them, oldest first.
  virtual absl::StatusOr<std::vector<LoggedChange>> ChangesOf(
      const std::vector<std::string>& names, std::int64_t after_revision,
      const std::string& after_name, int limit) = 0;
  // Changes of revisions up to this are no longer logged.
  virtual absl::StatusOr<std::int64_t> CompactedTo() = 0;
};

// Thread safe.
class LedgerReader {
 public:
  using ReadBody = std::function<absl::Status(LedgerSnapshot&)>;

  virtual ~LedgerReader() = default;
  virtual absl::Status Read(const rpc::CallContext& call,
                            const ReadBody& body) = 0;
};

}  // namespace parallax::claims::domain
