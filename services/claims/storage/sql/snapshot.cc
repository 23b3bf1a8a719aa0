#include "services/claims/storage/sql/snapshot.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "services/claims/storage/sql/decode.h"

namespace parallax::claims::storage {

using domain::IncidentPlace;
using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqlStatement;
using ::parallax::storage::SqlValue;

namespace {

template <typename Message>
absl::StatusOr<std::optional<Message>> FindBody(SqlConnection& connection,
                                                absl::string_view sql,
                                                const std::string& name) {
  PARALLAX_ASSIGN_OR_RETURN(SqlStatement select, connection.Prepare(sql));
  select.BindText(1, name);
  PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
  if (!row) return std::nullopt;
  Message message;
  PARALLAX_RETURN_IF_ERROR(Decode(select.ColumnBlob(0), &message));
  return message;
}

}  // namespace

absl::StatusOr<std::optional<domain::pb::Claim>> SqlSnapshot::FindClaim(
    const std::string& name) {
  return FindBody<domain::pb::Claim>(
      connection_, "SELECT body FROM claim WHERE name = ?", name);
}

absl::StatusOr<std::optional<domain::pb::Question>> SqlSnapshot::FindQuestion(
    const std::string& name) {
  return FindBody<domain::pb::Question>(
      connection_, "SELECT body FROM question WHERE name = ?", name);
}

absl::StatusOr<std::optional<domain::pb::Tally>> SqlSnapshot::FindTally(
    const std::string& question) {
  return FindBody<domain::pb::Tally>(
      connection_, "SELECT tally FROM question WHERE name = ?", question);
}

absl::StatusOr<std::optional<domain::pb::Incident>> SqlSnapshot::FindIncident(
    const std::string& name) {
  return FindBody<domain::pb::Incident>(
      connection_, "SELECT body FROM incident WHERE name = ?", name);
}

absl::StatusOr<std::vector<IncidentPlace>> SqlSnapshot::Places(
    absl::string_view where, const std::vector<SqlValue>& values) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare(absl::StrCat(
          "SELECT i.name, p.key, i.grp, i.first_day, i.last_day, "
          "i.first_publish_us, i.last_publish_us FROM incident i JOIN party p "
          "ON p.id = i.party WHERE ",
          where)));
  select.BindAll(values);
  std::vector<IncidentPlace> places;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return places;
    IncidentPlace& place = places.emplace_back();
    place.name = std::string(select.ColumnText(0));
    place.key.parties = std::string(select.ColumnText(1));
    place.key.group = std::string(select.ColumnText(2));
    place.key.first = static_cast<domain::Day>(select.ColumnInt(3));
    place.key.last = static_cast<domain::Day>(select.ColumnInt(4));
    place.first_published = select.ColumnInt(5);
    place.last_published = select.ColumnInt(6);
  }
}

absl::StatusOr<std::optional<IncidentPlace>> SqlSnapshot::FindPlace(
    const std::string& incident) {
  PARALLAX_ASSIGN_OR_RETURN(std::vector<IncidentPlace> places,
                            Places("i.name = ?", {incident}));
  if (places.empty()) return std::nullopt;
  return std::move(places.front());
}

absl::StatusOr<std::vector<IncidentPlace>> SqlSnapshot::ChangedSince(
    domain::Micros as_of, domain::Day before) {
  return Places("i.last_publish_us > ? AND i.first_day < ?", {as_of, before});
}

absl::StatusOr<std::vector<IncidentPlace>> SqlSnapshot::IncidentsWithin(
    const std::string& parties, domain::Segment days) {
  return Places(
      "p.key = ? AND i.first_day BETWEEN ? AND ? AND i.last_day >= ?",
      {parties, days.first - domain::kLongestSegment, days.last, days.first});
}

absl::StatusOr<std::optional<std::string>> SqlSnapshot::ResolveAlias(
    const std::string& name) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare("SELECT target FROM alias WHERE name = ?"));
  select.BindText(1, name);
  PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
  if (!row) return std::nullopt;
  return std::string(select.ColumnText(0));
}

absl::StatusOr<std::vector<domain::SourcedMention>> SqlSnapshot::Proposers(
    const std::string& claim) {
  const std::size_t slash = claim.find('/');
  return mentions_.ByProposal(
      slash == std::string::npos ? claim : claim.substr(slash + 1));
}

absl::StatusOr<std::optional<domain::SourcedMention>> SqlSnapshot::FindMention(
    const std::string& name) {
  PARALLAX_ASSIGN_OR_RETURN(std::vector<domain::SourcedMention> found,
                            mentions_.ByName(name));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

absl::StatusOr<std::int64_t> SqlSnapshot::Revision() {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare("SELECT COALESCE(MAX(revision), 0) FROM ledger"));
  PARALLAX_RETURN_IF_ERROR(select.Step().status());
  return select.ColumnInt(0);
}

absl::StatusOr<std::int64_t> SqlSnapshot::RevisionAt(domain::Micros recorded) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare("SELECT revision FROM ledger WHERE commit_us <= ? "
                          "ORDER BY commit_us DESC, revision DESC LIMIT 1"));
  select.BindInt(1, recorded);
  PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
  return row ? select.ColumnInt(0) : 0;
}

absl::StatusOr<std::int64_t> SqlSnapshot::Setting(absl::string_view key) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare("SELECT value FROM setting WHERE key = ?"));
  select.BindText(1, key);
  PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
  if (!row) return 0;
  // Kept as digits.
  std::int64_t number = 0;
  if (!absl::SimpleAtoi(select.ColumnBlob(0), &number)) {
    return absl::DataLossError("a stored setting cannot be read");
  }
  return number;
}

absl::StatusOr<std::int64_t> SqlSnapshot::OldestRevision() {
  return Setting("oldest_revision");
}

absl::StatusOr<std::int64_t> SqlSnapshot::CompactedTo() {
  return Setting("compacted_to");
}

absl::StatusOr<std::vector<domain::LoggedChange>> SqlSnapshot::ChangesOf(
    const std::vector<std::string>& names, std::int64_t after_revision,
    const std::string& after_name, int limit) {
  std::vector<SqlValue> values(names.begin(), names.end());
  const std::string marks =
      absl::StrJoin(std::vector<std::string>(names.size(), "?"), ", ");
  values.insert(values.end(), {after_revision, after_name, limit});
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare(absl::StrCat(
          "SELECT c.revision, l.commit_us, c.incident, c.body FROM change c "
          "JOIN ledger l ON l.revision = c.revision WHERE c.name IN (",
          marks,
          ") AND (c.revision, c.name) > (?, ?) ORDER BY c.revision, c.name "
          "LIMIT ?")));
  select.BindAll(values);
  std::vector<domain::LoggedChange> changes;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return changes;
    domain::LoggedChange& change = changes.emplace_back();
    change.revision = select.ColumnInt(0);
    change.committed = select.ColumnInt(1);
    change.incident = std::string(select.ColumnText(2));
    PARALLAX_RETURN_IF_ERROR(Decode(select.ColumnBlob(3), &change.change));
  }
}

}  // namespace parallax::claims::storage
