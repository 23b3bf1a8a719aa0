// The reading side of the ledger in SQL.
#pragma once

#include <string>
#include <vector>

#include "common/storage/sql_connection.h"
#include "services/claims/domain/ledger_reader.h"
#include "services/claims/storage/sql/mention_rows.h"

namespace parallax::claims::storage {

// Lives for one read transaction.
class SqlSnapshot final : public domain::LedgerSnapshot {
 public:
  explicit SqlSnapshot(::parallax::storage::SqlConnection* connection)
      : connection_(*connection), mentions_(connection) {}

  absl::StatusOr<domain::Activity> ReadActivity(const std::string& parties,
                                                domain::Segment days,
                                                domain::Micros as_of) override {
    return mentions_.ReadActivity(parties, days, as_of);
  }
  absl::StatusOr<std::vector<domain::SourcedMention>> ReadDated(
      const std::string& parties, domain::Segment days,
      domain::Micros as_of) override {
    return mentions_.ReadDated(parties, days, as_of);
  }
  absl::StatusOr<std::vector<domain::SourcedMention>> ReadLoose(
      const std::string& parties, domain::Segment days,
      domain::Micros as_of) override {
    return mentions_.ReadLoose(parties, days, as_of);
  }
  absl::StatusOr<std::vector<domain::SourcedMention>> ReadApart(
      const std::string& parties, const std::string& group,
      domain::Micros as_of) override {
    return mentions_.ReadApart(parties, group, as_of);
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
      domain::Micros as_of) override {
    return mentions_.ReplacedSince(as_of);
  }
  absl::StatusOr<std::vector<domain::IncidentPlace>> IncidentsWithin(
      const std::string& parties, domain::Segment days) override;

  absl::StatusOr<std::int64_t> Revision() override;

 private:
  absl::StatusOr<std::vector<domain::IncidentPlace>> Places(
      absl::string_view where,
      const std::vector<::parallax::storage::SqlValue>& values);

  ::parallax::storage::SqlConnection& connection_;
  MentionRows mentions_;
};

// `body` as a message; DATA_LOSS when it is none.
template <typename Message>
absl::Status Decode(absl::string_view bytes, Message* message) {
  if (message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::OkStatus();
  }
  return absl::DataLossError("a stored row cannot be read");
}

}  // namespace parallax::claims::storage
