// The reading side of the ledger in SQL.
#pragma once

#include <string>
#include <vector>

#include "common/storage/sql_connection.h"
#include "services/claims/domain/ledger_reader.h"
#include "services/claims/storage/sql/mention_rows.h"
#include "services/claims/storage/sql/review_rows.h"

namespace parallax::claims::storage {

// Lives for one read transaction.
class SqlSnapshot final : public domain::LedgerSnapshot {
 public:
  explicit SqlSnapshot(::parallax::storage::SqlConnection* connection)
      : connection_(*connection), mentions_(connection), reviews_(connection) {}

  absl::StatusOr<domain::Activity> ReadActivity(
      const std::string& parties, domain::Segment days,
      const domain::Horizon& horizon) override {
    return mentions_.ReadActivity(parties, days, horizon);
  }
  absl::StatusOr<std::vector<domain::SourcedMention>> ReadDated(
      const std::string& parties, domain::Segment days,
      const domain::Horizon& horizon) override {
    return mentions_.ReadDated(parties, days, horizon);
  }
  absl::StatusOr<std::vector<domain::SourcedMention>> ReadLoose(
      const std::string& parties, domain::Segment days,
      const domain::Horizon& horizon) override {
    return mentions_.ReadLoose(parties, days, horizon);
  }
  absl::StatusOr<std::vector<domain::SourcedMention>> ReadApart(
      const std::string& parties, const std::string& group,
      const domain::Horizon& horizon) override {
    return mentions_.ReadApart(parties, group, horizon);
  }

  absl::StatusOr<std::optional<domain::pb::Claim>> FindClaim(
      const std::string& name) override;
  absl::StatusOr<std::optional<domain::pb::Question>> FindQuestion(
      const std::string& name) override;
  absl::StatusOr<std::optional<domain::pb::Tally>> FindTally(
      const std::string& question) override;
  absl::StatusOr<std::optional<domain::pb::Incident>> FindIncident(
      const std::string& name) override;
  absl::StatusOr<std::optional<domain::IncidentPlace>> FindPlace(
      const std::string& incident) override;
  absl::StatusOr<std::optional<std::string>> ResolveAlias(
      const std::string& name) override;
  absl::StatusOr<std::vector<domain::SourcedMention>> Proposers(
      const std::string& claim) override;
  absl::StatusOr<std::optional<domain::SourcedMention>> FindMention(
      const std::string& name) override;

  absl::StatusOr<std::vector<domain::Listed<domain::pb::Claim>>> ListClaims(
      const domain::ListQuery& query) override;
  absl::StatusOr<std::vector<domain::Listed<domain::pb::Question>>>
  ListQuestions(const domain::ListQuery& query) override;
  absl::StatusOr<std::vector<domain::Listed<domain::pb::Incident>>>
  ListIncidents(const domain::ListQuery& query) override;
  absl::StatusOr<std::vector<domain::Listed<domain::pb::Relation>>>
  ListRelations(const domain::ListQuery& query) override;

  absl::StatusOr<std::vector<domain::IncidentPlace>> ChangedSince(
      domain::Micros as_of, domain::Day before) override;
  absl::StatusOr<std::vector<domain::SourcedMention>> ReplacedSince(
      const domain::Horizon& horizon) override {
    return mentions_.ReplacedSince(horizon);
  }
  absl::StatusOr<std::vector<domain::Anchor>> RecordedSince(
      std::int64_t revision) override {
    return mentions_.RecordedSince(revision);
  }
  absl::StatusOr<std::vector<domain::IncidentPlace>> IncidentsWithin(
      const std::string& parties, domain::Segment days) override;

  absl::StatusOr<std::vector<domain::pb::Review>> ReviewsOf(
      const std::string& parties, std::int64_t revision) override {
    return reviews_.Of(parties, revision);
  }
  absl::StatusOr<std::vector<domain::Anchor>> ReviewedPlaces(
      std::int64_t revision) override {
    return reviews_.Places(revision);
  }
  absl::StatusOr<std::optional<domain::KeptReview>> FindReview(
      const std::string& id) override {
    return reviews_.Find(id);
  }
  absl::StatusOr<std::vector<domain::Listed<domain::pb::Review>>> ListReviews(
      const domain::ListQuery& query,
      const std::vector<std::string>& claim_names) override;
  absl::StatusOr<std::vector<domain::LoggedChange>> ChangesOf(
      const std::vector<std::string>& names, std::int64_t after_revision,
      const std::string& after_name, int limit) override;

  absl::StatusOr<std::int64_t> Revision() override;
  absl::StatusOr<std::int64_t> RevisionAt(domain::Micros recorded) override;
  absl::StatusOr<std::int64_t> OldestRevision() override;
  absl::StatusOr<std::int64_t> CompactedTo() override;

 private:
  absl::StatusOr<std::vector<domain::IncidentPlace>> Places(
      absl::string_view where,
      const std::vector<::parallax::storage::SqlValue>& values);

  // A number kept under `key`; 0 when there is none.
  absl::StatusOr<std::int64_t> Setting(absl::string_view key);

  ::parallax::storage::SqlConnection& connection_;
  MentionRows mentions_;
  ReviewRows reviews_;
};

}  // namespace parallax::claims::storage
