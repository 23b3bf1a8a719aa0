// Mentions, documents and days in SQL.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "common/storage/sql_connection.h"
#include "services/claims/domain/ledger_store.h"

namespace parallax::claims::storage {

// Reads mentions through one connection, within its transaction.
class MentionRows {
 public:
  explicit MentionRows(::parallax::storage::SqlConnection* connection)
      : connection_(*connection) {}

  absl::StatusOr<domain::Activity> ReadActivity(const std::string& parties,
                                                domain::Segment days,
                                                const domain::Horizon& horizon);
  absl::StatusOr<std::vector<domain::SourcedMention>> ReadDated(
      const std::string& parties, domain::Segment days,
      const domain::Horizon& horizon);
  absl::StatusOr<std::vector<domain::SourcedMention>> ReadLoose(
      const std::string& parties, domain::Segment days,
      const domain::Horizon& horizon);
  absl::StatusOr<std::vector<domain::SourcedMention>> ReadApart(
      const std::string& parties, const std::string& group,
      const domain::Horizon& horizon);

  absl::StatusOr<std::vector<domain::SourcedMention>> OfSource(
      std::int64_t source);
  // The claims of the mentions of these sources, by the mentions' names.
  absl::StatusOr<std::map<std::string, std::string>> CarriedBy(
      const std::vector<std::int64_t>& sources);
  absl::StatusOr<std::vector<domain::SourcedMention>> ByProposal(
      const std::string& id);
  absl::StatusOr<std::vector<domain::SourcedMention>> ByName(
      const std::string& name);
  absl::StatusOr<std::vector<domain::SourcedMention>> ReplacedSince(
      const domain::Horizon& horizon);
  absl::StatusOr<std::vector<domain::Anchor>> RecordedSince(
      std::int64_t revision);

  // The number of a parties key; none when nothing is recorded of them.
  absl::StatusOr<std::optional<std::int64_t>> FindParty(
      const std::string& parties);
  // The same, given a number when there is none.
  absl::StatusOr<std::int64_t> MakeParty(const std::string& parties);

 private:
  // Runs `where` over mention m and source s, within the horizon where one is
  // given.
  absl::StatusOr<std::vector<domain::SourcedMention>> Select(
      absl::string_view where,
      const std::vector<::parallax::storage::SqlValue>& values,
      const domain::Horizon* horizon);

  // Decodes what is missing of these documents.
  absl::Status ReadSources(const std::vector<std::int64_t>& sources);

  ::parallax::storage::SqlConnection& connection_;
  // Numbers of parties keys that were asked for.
  absl::flat_hash_map<std::string, std::int64_t> parties_;
  // Documents already decoded, by number.
  absl::flat_hash_map<std::int64_t,
                      std::shared_ptr<const domain::pb::DocumentSource>>
      sources_;
};

}  // namespace parallax::claims::storage
