// The writing side of the ledger in SQL.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/storage/sql_connection.h"
#include "common/storage/sql_rows.h"
#include "services/claims/domain/ledger_store.h"
#include "services/claims/storage/sql/claim_tags.h"
#include "services/claims/storage/sql/mention_rows.h"
#include "services/claims/storage/sql/review_rows.h"

namespace parallax::claims::storage {

// Lives for one write. What is put waits for more of its kind, to be written
// together; what reads, reads it too.
class SqlTransaction final : public domain::LedgerTransaction {
 public:
  SqlTransaction(::parallax::storage::SqlConnection* connection,
                 domain::Micros now);

  absl::StatusOr<domain::Activity> ReadActivity(
      const std::string& parties, domain::Segment days,
      const domain::Horizon& horizon) override;
  absl::StatusOr<std::vector<domain::SourcedMention>> ReadDated(
      const std::string& parties, domain::Segment days,
      const domain::Horizon& horizon) override;
  absl::StatusOr<std::vector<domain::SourcedMention>> ReadLoose(
      const std::string& parties, domain::Segment days,
      const domain::Horizon& horizon) override;
  absl::StatusOr<std::vector<domain::SourcedMention>> ReadApart(
      const std::string& parties, const std::string& group,
      const domain::Horizon& horizon) override;

  absl::StatusOr<std::vector<domain::RecordedSource>> SourcesOf(
      const std::vector<std::string>& documents) override;
  absl::StatusOr<std::vector<domain::SourcedMention>> MentionsOf(
      std::int64_t source_id) override;
  absl::StatusOr<std::map<std::string, std::string>> CarriedBy(
      const std::vector<std::int64_t>& source_ids) override;
  absl::Status PutSources(
      const std::vector<domain::RecordedSource*>& sources) override;
  absl::Status PutMentions(
      const domain::RecordedSource& source,
      const std::vector<domain::SourcedMention>& mentions) override;
  absl::Status SetCurrent(std::int64_t source_id, bool current) override;

  absl::StatusOr<std::vector<domain::ToldRow>> ToldWithin(
      const std::string& parties, domain::Segment days) override;
  absl::StatusOr<std::vector<domain::ToldRow>> ToldApart(
      const std::string& parties, const std::string& group) override;
  absl::Status PutIncident(const domain::EpisodeKey& key,
                           const domain::pb::Incident& incident,
                           const std::string& hash) override;
  absl::Status PutQuestion(const domain::pb::Question& question,
                           const domain::pb::Tally& tally,
                           const std::string& hash) override;
  absl::Status PutClaim(const domain::pb::Claim& claim,
                        const std::vector<std::string>& outlets,
                        const std::string& hash) override;
  absl::Status PutRelation(const domain::pb::Relation& relation,
                           const std::string& incident,
                           const std::string& hash) override;
  absl::Status DeleteRow(const domain::ToldRow& row) override;
  absl::Status SetCarrier(const std::string& mention,
                          const std::string& claim) override;
  absl::Status PutAliases(
      const std::string& incident,
      const std::vector<std::pair<std::string, std::string>>& aliases) override;

  absl::StatusOr<std::optional<domain::KeptReview>> FindReview(
      const std::string& id) override {
    return reviews_.Find(id);
  }
  absl::Status PutReview(const domain::KeptReview& kept) override;

  absl::StatusOr<std::int64_t> Revision() override;
  absl::Status LogChange(const domain::pb::Change& change,
                         const std::string& incident) override;

  // Sends what waits to be written; before the end of the write at the latest.
  absl::Status Flush();

  // True once anything was written under a revision of its own.
  bool began_revision() const { return revision_ != 0; }

  // Names of the rows that the transaction changed.
  const absl::flat_hash_map<std::string, std::int64_t>& changed() const {
    return logged_;
  }

 private:
  // The rows of the incidents whose names the query `named` gives.
  absl::StatusOr<std::vector<domain::ToldRow>> Told(
      absl::string_view named,
      const std::vector<::parallax::storage::SqlValue>& values);

  absl::Status SendActivity();
  absl::Status SendTags();

  ::parallax::storage::SqlConnection& connection_;
  MentionRows mention_rows_;
  ReviewRows reviews_;
  const domain::Micros now_;
  std::int64_t revision_ = 0;
  // Place of each logged row in the change log.
  absl::flat_hash_map<std::string, std::int64_t> logged_;

  // Rows that wait for others of their table.
  ::parallax::storage::SqlPendingRows mentions_;
  ::parallax::storage::SqlPendingRows stretches_;
  ::parallax::storage::SqlPendingRows questions_;
  ::parallax::storage::SqlPendingRows claims_;
  ::parallax::storage::SqlPendingRows relations_;
  ::parallax::storage::SqlPendingRows changes_;
  // What is to be added, by party and day.
  std::map<std::pair<std::int64_t, domain::Day>, domain::DayActivity> activity_;
  // By claim.
  std::map<std::string, ClaimTags> tags_;
};

}  // namespace parallax::claims::storage
