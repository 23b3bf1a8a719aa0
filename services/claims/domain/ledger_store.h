// What the ledger asks of its store, in roles.
//
// A store keeps two things: the recorded mentions, which are the truth, and the
// ledger told from them, which could be told anew at any time. Both change in
// one transaction, under one revision.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "parallax/claims/v1/claims_service.pb.h"
#include "services/claims/domain/episodes.h"
#include "services/claims/domain/mention_reader.h"
#include "services/claims/domain/reconcile.h"
#include "services/claims/domain/review_store.h"

namespace parallax::claims::domain {

// A document revision as recorded.
struct RecordedSource {
  std::int64_t id = 0;  // 0 before it is recorded
  pb::DocumentSource source;
  std::string document;              // `documents/{document}`
  std::int64_t number = 0;           // of the revision
  std::string content_hash;          // over source and mentions
  bool current = false;              // the latest revision of its document
  std::int64_t ledger_revision = 0;  // that first held this content
};

// A row of the ledger as told before.
struct ToldRow {
  pb::ChangeSubject subject = pb::CHANGE_SUBJECT_UNSPECIFIED;
  std::string name;
  std::string incident;
  std::string hash;
  Micros recorded = 0;  // claims only
};

// Where an episode's rows stand.
struct EpisodeKey {
  std::string parties;
  std::string group;
  Day first = 0;
  Day last = 0;
};

// Writing mentions and telling the ledger. Used by one thread, within Write().
class LedgerTransaction : public MentionReader, public ReviewWriter {
 public:
  // --- Mentions ---
  // Every recorded revision of these documents, in no special order.
  virtual absl::StatusOr<std::vector<RecordedSource>> SourcesOf(
      const std::vector<std::string>& documents) = 0;
  // The mentions of one recorded revision, in order.
  virtual absl::StatusOr<std::vector<SourcedMention>> MentionsOf(
      std::int64_t source_id) = 0;
  // The claims that the mentions of these revisions carry, by the mentions'
  // names.
  virtual absl::StatusOr<std::map<std::string, std::string>> CarriedBy(
      const std::vector<std::int64_t>& source_ids) = 0;
  // Records revisions without their mentions and sets their ids. What an id
  // named before is replaced; reads of earlier ledger revisions still see it.
  virtual absl::Status PutSources(
      const std::vector<RecordedSource*>& sources) = 0;
  // Records the mentions of one of these, with the claims that they carry. They
  // count when the revision is current.
  virtual absl::Status PutMentions(
      const RecordedSource& source,
      const std::vector<SourcedMention>& mentions) = 0;
  // Makes a revision that was recorded before count, carrying no claims yet, or
  // stop counting.
  virtual absl::Status SetCurrent(std::int64_t source_id, bool current) = 0;

  // --- The ledger ---
  // Rows of the episodes that Retelling::days speaks of.
  virtual absl::StatusOr<std::vector<ToldRow>> ToldWithin(
      const std::string& parties, Segment days) = 0;
  // Rows of one episode that stands apart.
  virtual absl::StatusOr<std::vector<ToldRow>> ToldApart(
      const std::string& parties, const std::string& group) = 0;
  virtual absl::Status PutIncident(const EpisodeKey& key,
                                   const pb::Incident& incident,
                                   const std::string& hash) = 0;
  virtual absl::Status PutQuestion(const pb::Question& question,
                                   const pb::Tally& tally,
                                   const std::string& hash) = 0;
  // `outlets` are those whose reports carry the claim.
  virtual absl::Status PutClaim(const pb::Claim& claim,
                                const std::vector<std::string>& outlets,
                                const std::string& hash) = 0;
  virtual absl::Status PutRelation(const pb::Relation& relation,
                                   const std::string& incident,
                                   const std::string& hash) = 0;
  virtual absl::Status DeleteRow(const ToldRow& row) = 0;
  virtual absl::Status SetCarrier(const std::string& mention,
                                  const std::string& claim) = 0;
  // Replaces the other names that lead into the incident.
  virtual absl::Status PutAliases(
      const std::string& incident,
      const std::vector<std::pair<std::string, std::string>>& aliases) = 0;

  // --- Revisions ---
  // The revision of this transaction, made on first use.
  virtual absl::StatusOr<std::int64_t> Revision() = 0;
  // Appends to the change log of Revision(). Rows are named once.
  virtual absl::Status LogChange(const pb::Change& change,
                                 const std::string& incident) = 0;
};

// Thread safe.
class LedgerStore {
 public:
  using WriteBody = std::function<absl::Status(LedgerTransaction&)>;

  virtual ~LedgerStore() = default;
  // Runs `body` in one transaction; OK means durable. An error undoes it all.
  virtual absl::Status Write(const rpc::CallContext& call, WriteBody body) = 0;
  // The latest revision that reads see.
  virtual std::int64_t CommittedRevision() const = 0;
};

}  // namespace parallax::claims::domain
