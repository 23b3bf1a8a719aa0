#include "services/claims/storage/sql/transaction.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/sealed.h"
#include "common/storage/sql_list.h"
#include "services/claims/domain/naming.h"
#include "services/claims/storage/sql/decode.h"
#include "services/claims/storage/sql/told_rows.h"

namespace parallax::claims::storage {

using domain::RecordedSource;
using domain::SourcedMention;
using ::parallax::storage::InsertRows;
using ::parallax::storage::Sealed;
using ::parallax::storage::SqlBlob;
using ::parallax::storage::SqlPendingRows;
using ::parallax::storage::SqlRowStatement;
using ::parallax::storage::SqlStatement;

namespace {

const SqlRowStatement& SourceRows() {
  static const SqlRowStatement& statement = *new SqlRowStatement(
      InsertRows("source", {"id", "document", "number", "publish_us", "hash",
                            "revision", "current", "body"}));
  return statement;
}

const SqlRowStatement& MentionInserts() {
  static const SqlRowStatement& statement = *new SqlRowStatement(InsertRows(
      "mention",
      {"name", "source", "party", "mode", "first_day", "last_day", "grp",
       "publish_us", "current", "proposal", "claim", "body"}));
  return statement;
}

const SqlRowStatement& StretchRows() {
  static const SqlRowStatement& statement = *new SqlRowStatement(InsertRows(
      "stretch", {"source", "party", "first_day", "last_day", "publish_us"}));
  return statement;
}

const SqlRowStatement& ActivityRows() {
  static const SqlRowStatement& statement = *new SqlRowStatement(InsertRows(
      "activity", {"party", "day", "documents", "ending"},
      "ON CONFLICT (party, day) DO UPDATE SET documents = activity.documents + "
      "excluded.documents, ending = activity.ending + excluded.ending"));
  return statement;
}

const SqlRowStatement& QuestionRows() {
  static const SqlRowStatement& statement = *new SqlRowStatement(
      UpsertRows("question", QuestionColumns(), {"hash", "body", "tally"}));
  return statement;
}

const SqlRowStatement& ClaimRows() {
  static const SqlRowStatement& statement = *new SqlRowStatement(
      UpsertRows("claim", ClaimColumns(), {"hash", "body"}));
  return statement;
}

const SqlRowStatement& RelationRows() {
  static const SqlRowStatement& statement = *new SqlRowStatement(UpsertRows(
      "relation", {"name", "incident", "type", "from_claim", "to_claim"},
      {"publish_us", "stale", "hash", "body"}));
  return statement;
}

const SqlRowStatement& ChangeRows() {
  static const SqlRowStatement& statement = *new SqlRowStatement(InsertRows(
      "change", {"revision", "seq", "subject", "incident", "name", "body"}));
  return statement;
}

}  // namespace

SqlTransaction::SqlTransaction(::parallax::storage::SqlConnection* connection,
                               domain::Micros now)
    : connection_(*connection),
      mention_rows_(connection),
      reviews_(connection),
      now_(now),
      mentions_(connection, &MentionInserts()),
      stretches_(connection, &StretchRows()),
      questions_(connection, &QuestionRows()),
      claims_(connection, &ClaimRows()),
      relations_(connection, &RelationRows()),
      changes_(connection, &ChangeRows()) {}

absl::Status SqlTransaction::Flush() {
  PARALLAX_RETURN_IF_ERROR(SendTags());
  PARALLAX_RETURN_IF_ERROR(SendActivity());
  for (auto* rows : {&mentions_, &stretches_, &questions_, &claims_,
                     &relations_, &changes_}) {
    PARALLAX_RETURN_IF_ERROR(rows->Send());
  }
  return absl::OkStatus();
}

absl::StatusOr<domain::Activity> SqlTransaction::ReadActivity(
    const std::string& parties, domain::Segment days,
    const domain::Horizon& horizon) {
  PARALLAX_RETURN_IF_ERROR(Flush());
  return mention_rows_.ReadActivity(parties, days, horizon);
}

absl::StatusOr<std::vector<SourcedMention>> SqlTransaction::ReadDated(
    const std::string& parties, domain::Segment days,
    const domain::Horizon& horizon) {
  PARALLAX_RETURN_IF_ERROR(Flush());
  return mention_rows_.ReadDated(parties, days, horizon);
}

absl::StatusOr<std::vector<SourcedMention>> SqlTransaction::ReadLoose(
    const std::string& parties, domain::Segment days,
    const domain::Horizon& horizon) {
  PARALLAX_RETURN_IF_ERROR(Flush());
  return mention_rows_.ReadLoose(parties, days, horizon);
}

absl::StatusOr<std::vector<SourcedMention>> SqlTransaction::ReadApart(
    const std::string& parties, const std::string& group,
    const domain::Horizon& horizon) {
  PARALLAX_RETURN_IF_ERROR(Flush());
  return mention_rows_.ReadApart(parties, group, horizon);
}

absl::StatusOr<std::vector<SourcedMention>> SqlTransaction::MentionsOf(
    std::int64_t source_id) {
  PARALLAX_RETURN_IF_ERROR(Flush());
  return mention_rows_.OfSource(source_id);
}

absl::StatusOr<std::map<std::string, std::string>> SqlTransaction::CarriedBy(
    const std::vector<std::int64_t>& source_ids) {
  PARALLAX_RETURN_IF_ERROR(Flush());
  return mention_rows_.CarriedBy(source_ids);
}

absl::StatusOr<std::vector<RecordedSource>> SqlTransaction::SourcesOf(
    const std::vector<std::string>& documents) {
  const auto dialect = connection_.dialect();
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare(absl::StrCat(
          "SELECT id, document, number, hash, revision, current, body FROM "
          "source WHERE ",
          IsAmongTexts(dialect, "document"),
          " AND replaced = 9223372036854775807")));
  select.BindValue(1, TextList(dialect, documents));
  std::vector<RecordedSource> sources;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return sources;
    RecordedSource& source = sources.emplace_back();
    source.id = select.ColumnInt(0);
    source.document = std::string(select.ColumnText(1));
    source.number = select.ColumnInt(2);
    source.content_hash = std::string(select.ColumnBlob(3));
    source.ledger_revision = select.ColumnInt(4);
    source.current = select.ColumnInt(5) != 0;
    PARALLAX_RETURN_IF_ERROR(Decode(select.ColumnBlob(6), &source.source));
  }
}

absl::Status SqlTransaction::PutSources(
    const std::vector<RecordedSource*>& sources) {
  for (const RecordedSource* source : sources) {
    if (source->id == 0) continue;
    PARALLAX_RETURN_IF_ERROR(
        connection_.Run("UPDATE source SET replaced = ?, current = 0 WHERE id "
                        "= ?",
                        source->ledger_revision, source->id));
    PARALLAX_RETURN_IF_ERROR(
        connection_.Run("UPDATE mention SET live = 0, current = 0 WHERE source "
                        "= ?",
                        source->id));
  }
  PARALLAX_ASSIGN_OR_RETURN(const std::vector<std::int64_t> ids,
                            connection_.TakeIds("source", sources.size()));
  SqlPendingRows rows(&connection_, &SourceRows());
  for (std::size_t i = 0; i < sources.size(); ++i) {
    RecordedSource& source = *sources[i];
    source.id = ids[i];
    PARALLAX_RETURN_IF_ERROR(
        rows.Add({source.id, source.document, source.number,
                  domain::ToMicros(source.source.publish_time()),
                  SqlBlob{source.content_hash}, source.ledger_revision,
                  source.current, Sealed(source.source)}));
  }
  return rows.Send();
}

absl::Status SqlTransaction::PutMentions(
    const RecordedSource& source, const std::vector<SourcedMention>& mentions) {
  const domain::Micros published =
      domain::ToMicros(source.source.publish_time());
  std::set<std::tuple<std::int64_t, domain::Day, domain::Day>> stretches;
  for (const SourcedMention& mention : mentions) {
    const domain::Anchor& anchor = mention.anchor;
    PARALLAX_ASSIGN_OR_RETURN(const std::int64_t party,
                              mention_rows_.MakeParty(anchor.parties));
    PARALLAX_RETURN_IF_ERROR(
        mentions_.Add({mention.mention->name(), source.id, party, anchor.mode,
                       anchor.first, anchor.last, anchor.group, published,
                       source.current, domain::ProposedClaimId(mention),
                       mention.claim, Sealed(*mention.mention)}));
    if (anchor.mode == domain::AnchorMode::kDated) {
      stretches.insert({party, anchor.first, anchor.last});
    }
  }
  for (const auto& [party, first, last] : stretches) {
    PARALLAX_RETURN_IF_ERROR(
        stretches_.Add({source.id, party, first, last, published}));
    if (!source.current) continue;
    for (domain::Day day = first; day <= last; ++day) {
      domain::DayActivity& sum = activity_[{party, day}];
      ++sum.documents;
      if (day == last) ++sum.ending;
    }
  }
  return absl::OkStatus();
}

absl::Status SqlTransaction::SendActivity() {
  SqlPendingRows rows(&connection_, &ActivityRows());
  for (const auto& [at, sum] : activity_) {
    PARALLAX_RETURN_IF_ERROR(
        rows.Add({at.first, at.second, sum.documents, sum.ending}));
  }
  activity_.clear();
  return rows.Send();
}

absl::Status SqlTransaction::SetCurrent(std::int64_t source_id, bool current) {
  PARALLAX_RETURN_IF_ERROR(Flush());
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
  PARALLAX_RETURN_IF_ERROR(mentions_.Send());
  return connection_.Run(
      "UPDATE mention SET claim = ? WHERE name = ? AND live = 1", claim,
      mention);
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
  Values values = {revision, at->second,    change.subject(),
                   incident, change.name(), Sealed(change)};
  if (fresh) return changes_.Add(std::move(values));
  // A row told twice in one revision is logged as it ends.
  PARALLAX_RETURN_IF_ERROR(changes_.Send());
  return connection_.RunAll(
      "INSERT INTO change (revision, seq, subject, incident, name, body) "
      "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (revision, seq) DO UPDATE SET "
      "subject = excluded.subject, incident = excluded.incident, body = "
      "excluded.body",
      values);
}

absl::Status SqlTransaction::PutReview(const domain::KeptReview& kept) {
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t party,
                            mention_rows_.MakeParty(kept.anchor.parties));
  return reviews_.Put(kept, party);
}

}  // namespace parallax::claims::storage
