// Rows of the ledger as told, in SQL.
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "common/storage/sealed.h"
#include "services/claims/storage/sql/claim_tags.h"
#include "services/claims/storage/sql/told_rows.h"
#include "services/claims/storage/sql/transaction.h"

namespace parallax::claims::storage {

using domain::ToldRow;
using ::parallax::storage::Sealed;
using ::parallax::storage::SqlBlob;
using ::parallax::storage::SqlStatement;
using ::parallax::storage::SqlValue;

namespace {

// Claims whose tags are written together.
constexpr std::size_t kTaggedTogether = 128;

struct Collection {
  domain::pb::ChangeSubject subject;
  const char* rows;    // of one incident
  const char* remove;  // by name
};

constexpr Collection kCollections[] = {
    {domain::pb::CHANGE_SUBJECT_INCIDENT,
     "name, hash, 0 FROM incident WHERE name = ?",
     "DELETE FROM incident WHERE name = ?"},
    {domain::pb::CHANGE_SUBJECT_QUESTION,
     "name, hash, 0 FROM question WHERE incident = ?",
     "DELETE FROM question WHERE name = ?"},
    {domain::pb::CHANGE_SUBJECT_CLAIM,
     "name, hash, record_us FROM claim WHERE incident = ?",
     "DELETE FROM claim WHERE name = ?"},
    {domain::pb::CHANGE_SUBJECT_RELATION,
     "name, hash, 0 FROM relation WHERE incident = ?",
     "DELETE FROM relation WHERE name = ?"},
};

// Subject, name, hash and record time of every row of one incident.
std::string RowsOfIncident() {
  std::vector<std::string> selects;
  for (const Collection& collection : kCollections) {
    selects.push_back(absl::StrCat("SELECT ",
                                   static_cast<int>(collection.subject), ", ",
                                   collection.rows));
  }
  return absl::StrJoin(selects, " UNION ALL ");
}

}  // namespace

absl::StatusOr<std::vector<ToldRow>> SqlTransaction::Told(
    absl::string_view named, const std::vector<SqlValue>& values) {
  std::vector<std::string> incidents;
  {
    PARALLAX_ASSIGN_OR_RETURN(SqlStatement select, connection_.Prepare(named));
    select.BindAll(values);
    while (true) {
      PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
      if (!row) break;
      incidents.emplace_back(select.ColumnText(0));
    }
  }
  static const std::string& rows = *new std::string(RowsOfIncident());
  std::vector<ToldRow> told;
  for (const std::string& incident : incidents) {
    PARALLAX_ASSIGN_OR_RETURN(SqlStatement select, connection_.Prepare(rows));
    select.BindAll(
        std::vector<SqlValue>(std::size(kCollections), SqlValue(incident)));
    while (true) {
      PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
      if (!row) break;
      told.push_back(
          {static_cast<domain::pb::ChangeSubject>(select.ColumnInt(0)),
           std::string(select.ColumnText(1)), incident,
           std::string(select.ColumnBlob(2)), select.ColumnInt(3)});
    }
  }
  return told;
}

absl::StatusOr<std::vector<ToldRow>> SqlTransaction::ToldWithin(
    const std::string& parties, domain::Segment days) {
  PARALLAX_ASSIGN_OR_RETURN(const auto party, mention_rows_.FindParty(parties));
  if (!party) return std::vector<ToldRow>();
  PARALLAX_RETURN_IF_ERROR(Flush());
  return Told(
      "SELECT name FROM incident WHERE party = ? AND first_day BETWEEN ? AND ? "
      "AND (grp = '' OR grp LIKE 'from-%')",
      {*party, days.first, days.last});
}

absl::StatusOr<std::vector<ToldRow>> SqlTransaction::ToldApart(
    const std::string& parties, const std::string& group) {
  PARALLAX_ASSIGN_OR_RETURN(const auto party, mention_rows_.FindParty(parties));
  if (!party) return std::vector<ToldRow>();
  PARALLAX_RETURN_IF_ERROR(Flush());
  return Told("SELECT name FROM incident WHERE party = ? AND grp = ?",
              {*party, group});
}

absl::Status SqlTransaction::PutIncident(const domain::EpisodeKey& key,
                                         const domain::pb::Incident& incident,
                                         const std::string& hash) {
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t party,
                            mention_rows_.MakeParty(key.parties));
  PARALLAX_RETURN_IF_ERROR(connection_.Run(
      "INSERT INTO incident (name, party, grp, first_day, last_day, start_us, "
      "end_us, first_publish_us, last_publish_us, claim_count, hash, body) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO "
      "UPDATE "
      "SET party = excluded.party, grp = excluded.grp, first_day = "
      "excluded.first_day, last_day = excluded.last_day, start_us = "
      "excluded.start_us, end_us = excluded.end_us, first_publish_us = "
      "excluded.first_publish_us, last_publish_us = excluded.last_publish_us, "
      "claim_count = excluded.claim_count, hash = excluded.hash, body = "
      "excluded.body",
      incident.name(), party, key.group, key.first, key.last,
      domain::ToMicros(incident.event_time().start_time()),
      domain::ToMicros(incident.event_time().end_time()),
      domain::ToMicros(incident.first_published_time()),
      domain::ToMicros(incident.last_published_time()), incident.claim_count(),
      SqlBlob{hash}, Sealed(incident)));
  PARALLAX_RETURN_IF_ERROR(connection_.Run(
      "DELETE FROM incident_party WHERE incident = ?", incident.name()));
  for (const std::string& side : incident.party_sides()) {
    PARALLAX_RETURN_IF_ERROR(connection_.Run(
        "INSERT INTO incident_party (incident, side) VALUES (?, ?) ON CONFLICT "
        "DO NOTHING",
        incident.name(), side));
  }
  return absl::OkStatus();
}

absl::Status SqlTransaction::PutQuestion(const domain::pb::Question& question,
                                         const domain::pb::Tally& tally,
                                         const std::string& hash) {
  Values values = QuestionValues(question);
  values.insert(values.end(), {SqlBlob{hash}, Sealed(question), Sealed(tally)});
  return questions_.Put(question.name(), std::move(values));
}

absl::Status SqlTransaction::PutClaim(const domain::pb::Claim& claim,
                                      const std::vector<std::string>& outlets,
                                      const std::string& hash) {
  Values values = ClaimValues(claim);
  values.insert(values.end(), {SqlBlob{hash}, Sealed(claim)});
  PARALLAX_RETURN_IF_ERROR(claims_.Put(claim.name(), std::move(values)));
  tags_.insert_or_assign(claim.name(), TagsOf(claim, outlets));
  return tags_.size() < kTaggedTogether ? absl::OkStatus() : SendTags();
}

absl::Status SqlTransaction::SendTags() {
  std::vector<ClaimTags> claims;
  claims.reserve(tags_.size());
  for (auto& [name, tags] : tags_) claims.push_back(std::move(tags));
  tags_.clear();
  return PutTags(connection_, claims);
}

absl::Status SqlTransaction::PutRelation(const domain::pb::Relation& relation,
                                         const std::string& incident,
                                         const std::string& hash) {
  return relations_.Put(
      relation.name(),
      {relation.name(), incident, relation.type(), relation.from_claim(),
       relation.to_claim(), domain::ToMicros(relation.publish_time()),
       relation.stale(), SqlBlob{hash}, Sealed(relation)});
}

absl::Status SqlTransaction::DeleteRow(const ToldRow& row) {
  // Not to be put there again by what still waits.
  switch (row.subject) {
    case domain::pb::CHANGE_SUBJECT_QUESTION:
      PARALLAX_RETURN_IF_ERROR(questions_.Send());
      break;
    case domain::pb::CHANGE_SUBJECT_CLAIM:
      PARALLAX_RETURN_IF_ERROR(claims_.Send());
      PARALLAX_RETURN_IF_ERROR(SendTags());
      break;
    case domain::pb::CHANGE_SUBJECT_RELATION:
      PARALLAX_RETURN_IF_ERROR(relations_.Send());
      break;
    default:
      break;
  }
  for (const Collection& collection : kCollections) {
    if (collection.subject != row.subject) continue;
    PARALLAX_RETURN_IF_ERROR(connection_.Run(collection.remove, row.name));
  }
  if (row.subject == domain::pb::CHANGE_SUBJECT_CLAIM) {
    return connection_.Run("DELETE FROM claim_tag WHERE claim = ?", row.name);
  }
  if (row.subject == domain::pb::CHANGE_SUBJECT_INCIDENT) {
    PARALLAX_RETURN_IF_ERROR(
        connection_.Run("DELETE FROM alias WHERE incident = ?", row.name));
    return connection_.Run("DELETE FROM incident_party WHERE incident = ?",
                           row.name);
  }
  return absl::OkStatus();
}

absl::Status SqlTransaction::PutAliases(
    const std::string& incident,
    const std::vector<std::pair<std::string, std::string>>& aliases) {
  PARALLAX_RETURN_IF_ERROR(
      connection_.Run("DELETE FROM alias WHERE incident = ?", incident));
  for (const auto& [name, target] : aliases) {
    PARALLAX_RETURN_IF_ERROR(connection_.Run(
        "INSERT INTO alias (name, target, incident) VALUES (?, ?, ?) ON "
        "CONFLICT (name) DO UPDATE SET target = excluded.target, incident = "
        "excluded.incident",
        name, target, incident));
  }
  return absl::OkStatus();
}

}  // namespace parallax::claims::storage
