#include "services/claims/storage/sql/transaction.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/sealed.h"
#include "services/claims/domain/naming.h"
#include "services/claims/storage/sql/decode.h"

namespace parallax::claims::storage {

using domain::RecordedSource;
using domain::SourcedMention;
using ::parallax::storage::Sealed;
using ::parallax::storage::SqlBlob;
using ::parallax::storage::SqlStatement;

absl::StatusOr<std::vector<RecordedSource>> SqlTransaction::SourcesOf(
    const std::string& document) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare("SELECT id, number, hash, revision, current, body "
                          "FROM source WHERE document = ? AND replaced = "
                          "9223372036854775807"));
  select.BindText(1, document);
  std::vector<RecordedSource> sources;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return sources;
    RecordedSource& source = sources.emplace_back();
    source.id = select.ColumnInt(0);
    source.document = document;
    source.number = select.ColumnInt(1);
    source.content_hash = std::string(select.ColumnBlob(2));
    source.ledger_revision = select.ColumnInt(3);
    source.current = select.ColumnInt(4) != 0;
    PARALLAX_RETURN_IF_ERROR(Decode(select.ColumnBlob(5), &source.source));
  }
}

absl::Status SqlTransaction::PutSource(
    const RecordedSource& source, const std::vector<SourcedMention>& mentions) {
  const domain::Micros published =
      domain::ToMicros(source.source.publish_time());
  const SqlBlob hash{source.content_hash};
  const SqlBlob body = Sealed(source.source);
  if (source.id != 0) {
    PARALLAX_RETURN_IF_ERROR(
        connection_.Run("UPDATE source SET replaced = ?, current = 0 WHERE id "
                        "= ?",
                        source.ledger_revision, source.id));
    PARALLAX_RETURN_IF_ERROR(
        connection_.Run("UPDATE mention SET live = 0, current = 0 WHERE source "
                        "= ?",
                        source.id));
  }
  PARALLAX_ASSIGN_OR_RETURN(
      const std::int64_t id,
      connection_.Insert("INSERT INTO source (document, number, publish_us, "
                         "hash, revision, current, body) VALUES (?, ?, ?, ?, "
                         "?, 0, ?)",
                         source.document, source.number, published, hash,
                         source.ledger_revision, body));
  std::set<std::tuple<std::int64_t, domain::Day, domain::Day>> stretches;
  for (const SourcedMention& mention : mentions) {
    const domain::Anchor& anchor = mention.anchor;
    PARALLAX_ASSIGN_OR_RETURN(const std::int64_t party,
                              mentions_.MakeParty(anchor.parties));
    PARALLAX_RETURN_IF_ERROR(connection_.Run(
        "INSERT INTO mention (name, source, party, mode, first_day, last_day, "
        "grp, publish_us, current, proposal, body) VALUES (?, ?, ?, ?, ?, ?, "
        "?, ?, 0, ?, ?)",
        mention.mention->name(), id, party, static_cast<int>(anchor.mode),
        anchor.first, anchor.last, anchor.group, published,
        domain::ProposedClaimId(mention), Sealed(*mention.mention)));
    if (anchor.mode == domain::AnchorMode::kDated) {
      stretches.insert({party, anchor.first, anchor.last});
    }
  }
  for (const auto& [party, first, last] : stretches) {
    PARALLAX_RETURN_IF_ERROR(connection_.Run(
        "INSERT INTO stretch (source, party, first_day, last_day, publish_us) "
        "VALUES (?, ?, ?, ?, ?)",
        id, party, first, last, published));
  }
  return absl::OkStatus();
}

absl::Status SqlTransaction::SetCurrent(std::int64_t source_id, bool current) {
  const int sign = current ? 1 : -1;
  PARALLAX_RETURN_IF_ERROR(connection_.Run(
      "UPDATE source SET current = ? WHERE id = ?", current, source_id));
  PARALLAX_RETURN_IF_ERROR(connection_.Run(
      "UPDATE mention SET current = ?, claim = '' WHERE source = ?", current,
      source_id));
  std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>> stretches;
  {
    PARALLAX_ASSIGN_OR_RETURN(
        SqlStatement select,
        connection_.Prepare("SELECT party, first_day, last_day FROM stretch "
                            "WHERE source = ?"));
    select.BindInt(1, source_id);
    while (true) {
      PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
      if (!row) break;
      stretches.emplace_back(select.ColumnInt(0), select.ColumnInt(1),
                             select.ColumnInt(2));
    }
  }
  for (const auto& [party, first, last] : stretches) {
    for (std::int64_t day = first; day <= last; ++day) {
      PARALLAX_RETURN_IF_ERROR(connection_.Run(
          "INSERT INTO activity (party, day, documents, ending) VALUES (?, ?, "
          "?, ?) ON CONFLICT (party, day) DO UPDATE SET documents = "
          "activity.documents + excluded.documents, ending = activity.ending + "
          "excluded.ending",
          party, day, sign, day == last ? sign : 0));
    }
    if (!current) {
      PARALLAX_RETURN_IF_ERROR(connection_.Run(
          "DELETE FROM activity WHERE party = ? AND day BETWEEN ? AND ? AND "
          "documents <= 0",
          party, first, last));
    }
  }
  return absl::OkStatus();
}

absl::Status SqlTransaction::SetCarrier(const std::string& mention,
                                        const std::string& claim) {
  return connection_.Run(
      "UPDATE mention SET claim = ? WHERE name = ? AND live "
      "= 1",
      claim, mention);
}

absl::StatusOr<std::int64_t> SqlTransaction::Revision() {
  if (revision_ == 0) {
    // Writers of a ledger follow each other, so that the next number is given
    // to the next one to commit and none is left out. Nor is a later one
    // committed earlier, whatever the clock says.
    std::int64_t last = 0;
    domain::Micros committed = now_;
    {
      PARALLAX_ASSIGN_OR_RETURN(
          SqlStatement select,
          connection_.Prepare("SELECT revision, commit_us FROM ledger ORDER BY "
                              "revision DESC LIMIT 1"));
      PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
      if (row) {
        last = select.ColumnInt(0);
        committed = std::max(now_, select.ColumnInt(1));
      }
    }
    PARALLAX_RETURN_IF_ERROR(connection_.Run(
        "INSERT INTO ledger (revision, commit_us) VALUES (?, ?)", last + 1,
        committed));
    revision_ = last + 1;
  }
  return revision_;
}

absl::Status SqlTransaction::LogChange(const domain::pb::Change& change,
                                       const std::string& incident) {
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision, Revision());
  const auto [at, fresh] =
      logged_.emplace(change.name(), static_cast<std::int64_t>(logged_.size()));
  // A row told twice in one revision is logged as it ends.
  return connection_.Run(
      "INSERT INTO change (revision, seq, subject, incident, name, body) "
      "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (revision, seq) DO UPDATE SET "
      "subject = excluded.subject, incident = excluded.incident, body = "
      "excluded.body",
      revision, at->second, static_cast<int>(change.subject()), incident,
      change.name(), Sealed(change));
}

absl::Status SqlTransaction::PutReview(const domain::KeptReview& kept) {
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t party,
                            mentions_.MakeParty(kept.anchor.parties));
  return reviews_.Put(kept, party);
}

}  // namespace parallax::claims::storage
